"""Figures of one counting as a reader wrote them down, and how two countings hang together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.core.counting import EVERYONE
from app.core.disclosure import BOARD_THRESHOLD, span
from app.core.disclosure_attack import How, Relation, System

NUMBER = f"responses/{EVERYONE}"
"""The cell that says how many answered."""
AS_CLOSELY = BOARD_THRESHOLD - 1
"""How closely the rounding of a shown figure gives it away: 18 and 22 are both shown as 20."""

SINCE = "since/"
"""How the names of counts of those who came between begin."""


def is_between(cell: str) -> bool:
    """True for a count of those who came between two countings."""
    return cell.startswith(SINCE)


@dataclass(frozen=True)
class Showing:
    """What one counting showed of one question, in whatever cuts."""

    name: str
    """How the names of its cells begin."""
    counted: int
    """How many had answered."""
    shown: Mapping[str, int | None]
    """Figures by the rest of the cell's name."""
    relations: tuple[Relation, ...] = ()
    """How they add up, by that same rest."""

    def beside(self, other: "Showing") -> "Showing":
        """Both together, of one and the same counting."""
        relations = tuple(dict.fromkeys((*self.relations, *other.relations)))
        return replace(self, shown={**self.shown, **other.shown}, relations=relations)

    def at(self, rest: str) -> str:
        """The whole name of a cell."""
        return f"{self.name}/{rest}"

    def all_about(self) -> Iterator[Relation]:
        """Its relations with the whole names of the cells."""
        return (_under(self.name, one) for one in self.relations)


def _under(name: str, one: Relation) -> Relation:
    return Relation(one.how, f"{name}/{one.whole}", tuple(f"{name}/{part}" for part in one.parts))


@dataclass(frozen=True)
class Between:
    """Those who came between two countings, as counts that nobody shows."""

    earlier: Showing
    later: Showing

    @property
    def name(self) -> str:
        return f"{SINCE}{self.earlier.name}/{self.later.name}"

    @property
    def number(self) -> int:
        """How many they are; whoever counted heads at the door knows it."""
        return self.later.counted - self.earlier.counted

    def cells(self) -> dict[str, tuple[float, float]]:
        """What each count can be before any figure is looked at."""
        both = self.earlier.shown.keys() & self.later.shown.keys()
        most = {f"{self.name}/{rest}": (0, self.number) for rest in both}
        return most | ({self.known: (self.number, self.number)} if NUMBER in both else {})

    @property
    def known(self) -> str:
        return f"{self.name}/{NUMBER}"

    def relations(self) -> Iterator[Relation]:
        """Then and those who came since are now; and they add up as all do."""
        both = self.earlier.shown.keys() & self.later.shown.keys()
        for rest in sorted(both):
            parts = (self.earlier.at(rest), f"{self.name}/{rest}")
            yield Relation(How.SUM, self.later.at(rest), parts)
        for one in self.later.relations:
            if both.issuperset((one.whole, *one.parts)):
                yield _under(self.name, one)


def betweens(showings: Sequence[Showing]) -> list[Between]:
    """Of countings in their order: each and the next, and each and the last. Where answers were
    taken out, those who left are looked at as those who came are.
    """
    *before, last = showings
    pairs = dict.fromkeys(
        [(one.name, two.name) for one, two in pairwise(showings)]
        + [(one.name, last.name) for one in before]
    )
    by_name = {one.name: one for one in showings}
    several = [(by_name[one], by_name[two]) for one, two in pairs]
    return [Between(*sorted(pair, key=lambda one: one.counted)) for pair in several]


def system_of(showings: Sequence[Showing], few: frozenset[str] = frozenset()) -> System:
    """All that a reader holds of these countings. `few` are cells, by their whole names, of which
    the reader guesses rightly why they were held back: fewer than five.
    """
    spans: dict[str, tuple[float, float]] = {}
    relations: list[Relation] = []
    for one in showings:
        spans |= {one.at(rest): span(v, BOARD_THRESHOLD) for rest, v in one.shown.items()}
        relations += one.all_about()
    held_back = {cell for cell, (_low, high) in spans.items() if high == float("inf")}
    spans |= dict.fromkeys(few, (0, BOARD_THRESHOLD - 1))
    widths: dict[str, float] = {}
    for pair in betweens(showings):
        cells = pair.cells()
        spans |= cells
        relations += pair.relations()
        widths |= {cell: min(AS_CLOSELY, pair.number) for cell in cells if cell != pair.known}
    hidden = frozenset(held_back - few | widths.keys())
    return System(spans, tuple(dict.fromkeys(relations)), hidden, widths)
