"""What a file holds: lines of the offer, each with its place, and what is wrong with some."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date

from app.offer.record_problems import Problem
from app.offer.records import Line, Record


@dataclass(frozen=True)
class Entry:
    """One line of the offer as the file has it."""

    place: int
    """In a table the row of the sheet, its header being 1; in JSON which entry it is, from 1."""
    line: Line
    checked_on: date | None = None
    review_by: date | None = None
    owner: str = ""
    says: Collection[str] | None = None
    """The fields that a file of this kind can speak of; None for all."""
    ended: bool = False
    """True if the file says that nobody gets this any more."""
    named: Callable[[str], str] = str
    """What the file calls a field."""

    def beside(self, here: Record) -> "Entry":
        """This entry for a line that is here: what the file cannot speak of stays as it is."""
        if self.says is None:
            return self
        said = {name: getattr(self.line.record, name) for name in self.says}
        return replace(self, line=replace(self.line, record=replace(here, **said)))


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong with an entry."""

    place: int
    problem: Problem
    slug: str = ""
    """What the file calls the line it is about; "" where it says nothing that can be repeated."""
