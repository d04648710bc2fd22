"""What an interpreter has put beside an answer, for any feature that shows answers.

Translations are kept by the feature in which interpreters work; it says here how they are found.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Protocol


class English(Protocol):
    """An interpreter's words for an answer."""

    words: str | None
    by_name: str


Find = Callable[[Collection[int]], Mapping[int, English]]

FINDS: list[Find] = []


def finds_english(find: Find) -> Find:
    """The function below finds the English beside answers, by their ids."""
    FINDS.append(find)
    return find


def english_beside(answer_ids: Collection[int]) -> dict[int, English]:
    """The English there is beside these answers, by their ids."""
    return {id: found for find in FINDS for id, found in find(answer_ids).items()}
