"""What people have made of written answers: which are coded, and what they are about.

Comments are coded by the feature in which officers read; it says here what was decided, and the
engine knows no codebook.
"""

from collections.abc import Collection, Mapping
from typing import Protocol

from sqlalchemy import Select


class Coders(Protocol):
    """The feature in which comments are coded."""

    def themes(self, answer_ids: Select) -> Mapping[tuple[str, str], int]:
        """How many of these comments are about a sub-theme, by (question key, sub-theme)."""

    def coded(self, answer_ids: Select) -> Select:
        """Those of these comments about which a person has decided, as a query for their ids."""

    def names(self) -> Mapping[str, str]:
        """Sub-themes in words for a young person, in the reader's language."""


CODERS: list[Coders] = []


def themes_of(answer_ids: Select) -> dict[tuple[str, str], int]:
    """By (question key, sub-theme); nothing where nobody codes."""
    return {key: n for one in CODERS for key, n in one.themes(answer_ids).items()}


def coded_among(answer_ids: Select) -> Select | None:
    """A query for those that are coded; None where nobody codes."""
    return CODERS[0].coded(answer_ids) if CODERS else None


def theme_names(codes: Collection[str]) -> dict[str, str]:
    """What these sub-themes are called."""
    known = {code: words for one in CODERS for code, words in one.names().items()}
    return {code: known.get(code, code) for code in codes}
