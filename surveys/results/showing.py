"""Figures of one counting as a reader wrote them down, and how two countings hang together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from app.core.counting import EVERYONE
from app.core.disclosure import BOARD_THRESHOLD, span
from app.core.disclosure_attack import How, Relation, System
from surveys.results.moves import ANY_DAY, Days, came_and_went

NUMBER = f"responses/{EVERYONE}"
"""The cell that says how many answered."""
AS_CLOSELY = BOARD_THRESHOLD - 1
"""How closely the rounding of a shown figure gives it away: 18 and 22 are both shown as 20."""

EITHER = "either/"
"""How the names of counts of all who are in one counting or the other begin."""
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
    days: Days = field(default_factory=dict)
    """How many had answered by the day; nothing where that was not kept."""

    def beside(self, other: "Showing") -> "Showing":
        """Both together, of one and the same counting."""
        relations = tuple(dict.fromkeys((*self.relations, *other.relations)))
        return replace(self, shown={**self.shown, **other.shown}, relations=relations)

    def moves_to(self, later: "Showing") -> tuple[int, int]:
        """How many came and how many went from this counting to that one."""
        then, now = (one.days or {ANY_DAY: one.counted} for one in (self, later))
        return came_and_went(then, now)

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
    taken out, those who left are looked at as those who came are; where some left and others came,
    both stand between one counting and all who are in either.
    """
    *before, last = showings
    pairs = dict.fromkeys(
        [(one.name, two.name) for one, two in pairwise(showings)]
        + [(one.name, last.name) for one in before]
    )
    by_name = {one.name: one for one in showings}
    several = [(by_name[one], by_name[two]) for one, two in pairs]
    return [between for pair in several for between in _between(*pair)]


def _between(one: Showing, two: Showing) -> list[Between]:
    came, went = one.moves_to(two)
    if not came or not went:
        return [Between(*sorted((one, two), key=lambda each: each.counted))]
    either = Showing(
        f"{EITHER}{one.name}/{two.name}",
        one.counted + came,
        dict.fromkeys(one.shown.keys() & two.shown.keys()),
        two.relations,
    )
    return [Between(one, either), Between(two, either)]


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
        if pair.later.name.startswith(EITHER):
            spans |= {pair.later.at(rest): (0, float("inf")) for rest in pair.later.shown}
        spans |= cells
        relations += pair.relations()
        widths |= {cell: min(AS_CLOSELY, pair.number) for cell in cells if cell != pair.known}
    hidden = frozenset(held_back - few | widths.keys())
    return System(spans, tuple(dict.fromkeys(relations)), hidden, widths)
