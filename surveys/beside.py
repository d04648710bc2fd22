"""What an interpreter has put beside an answer, for any feature that shows answers.

Translations are kept by the feature in which interpreters work; it says here how they are found.
Other features say here which of their answers an interpreter may be shown.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Protocol

from sqlalchemy import Select

from app.accounts.models import Account


class English(Protocol):
    """An interpreter's words for an answer."""

    words: str | None
    by_name: str


Find = Callable[[Collection[int]], Mapping[int, English]]

Wanted = Callable[[Account], Select[tuple[int]]]

FINDS: list[Find] = []
WANTED: list[Wanted] = []


def finds_english(find: Find) -> Find:
    """The function below finds the English beside answers, by their ids."""
    FINDS.append(find)
    return find


def english_beside(answer_ids: Collection[int]) -> dict[int, English]:
    """The English there is beside these answers, by their ids."""
    return {id: found for find in FINDS for id, found in find(answer_ids).items()}


def wants_english(answers: Wanted) -> Wanted:
    """The function below selects the ids of a feature's answers that an account may interpret."""
    WANTED.append(answers)
    return answers


def wanted_from(account: Account) -> list[Select[tuple[int]]]:
    """What every feature wants to have in English and this account may interpret: ids of answers,
    of whatever language.
    """
    return [answers(account) for answers in WANTED]
