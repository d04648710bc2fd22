"""One council's figures in one cut, put together from the countings they were shown by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.core.disclosure import Protected


def about(rest: str) -> str:
    """What a cell is about: a question's key, `responses`, `asked` or `population`."""
    return rest.partition("/")[0]


@dataclass(frozen=True)
class Figures:
    """Figures as they may be shown. Those about one question are all of one counting."""

    names: Mapping[str, str]
    """How the names of the cells begin, by what they are about."""
    shown: Protected
    made_on: date
    """The day of the newest counting."""
    since: Mapping[str, date] = field(default_factory=dict)
    """The day of what stands as an earlier counting showed it, by what it is about."""

    def name(self, rest: str) -> str:
        """The whole name of a cell; of what was never counted, one that there is not."""
        return f"{self.names.get(about(rest), '')}/{rest}"

    def has(self, rest: str) -> bool:
        """True for what was counted, shown or held back."""
        return self.name(rest) in self.shown.shown

    def cell(self, rest: str) -> int | None:
        """A multiple of five, or None for what is held back or was never counted."""
        return self.shown.shown.get(self.name(rest))

    def percent(self, part: str, whole: str) -> int | None:
        """Whole per cent; None when either is held back or was never counted."""
        if not (self.has(part) and self.has(whole)):
            return None
        return self.shown.percent(self.name(part), self.name(whole))

    def beside(self, other: "Figures") -> "Figures":
        """Both together; the days are those of the first."""
        shown = Protected(
            self.shown.threshold,
            {**self.shown.shown, **other.shown.shown},
            (*self.shown.relations, *other.shown.relations),
        )
        return replace(self, names={**self.names, **other.names}, shown=shown)

    def codes(self, beginning: str) -> Iterator[str]:
        """What follows in the names of the cells that begin like this."""
        whole = self.name(beginning)
        return (cell.removeprefix(whole) for cell in self.shown.shown if cell.startswith(whole))
