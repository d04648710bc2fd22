"""People as they can be picked in a person question: by their part in the young person's life."""

from collections.abc import Iterable, Sequence
from typing import Any

from app.people.models import Assignment
from surveys.fields.base import Option
from surveys.texts import PEOPLE, PEOPLE_MEANINGS

SOMEBODY_ELSE, NOBODY = "someone_else", "nobody"
OF_NOBODY_HERE = (SOMEBODY_ELSE, NOBODY)
"""Answers that name none of those who work with the young person."""


def part(code: str, note: Any = None) -> Option:
    """A part or a team as it can be picked, with what it means."""
    return Option(code, PEOPLE[code], note=note, meaning=PEOPLE_MEANINGS.get(code))


def by_part(team: Iterable[Assignment]) -> list[Option]:
    """The parts that are held, each with the names of those who hold it."""
    names: dict[str, list[str]] = {}
    for row in team:
        names.setdefault(row.part, []).append(row.worker.display_name)
    return [part(code, " · ".join(found)) for code, found in names.items()]


def about_whom(known: Sequence[Option]) -> list[Option]:
    """What can be picked when somebody is asked whom it is about: these, others, or nobody."""
    return [*known, part(SOMEBODY_ELSE), Option(NOBODY, PEOPLE[NOBODY], alone=True)]
