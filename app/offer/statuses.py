"""Which care status the law gives somebody, as a table of rows: the first that fits holds.

Children Act 1989: eligible, schedule 2 paragraph 19B; relevant, s.23A; former relevant, s.23C;
qualifying, s.24. Where an answer is missing, every answer it could have is tried.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from app.offer.situation import CARE, Situation

NOT_CLEAR = "not_clear"
NO_STATUS = "none"


class World(NamedTuple):
    """One way things can be: nothing in it is unknown."""

    age: int
    care: str
    thirteen_weeks: bool
    at_16_or_17: bool
    special_guardian: bool
    separated: bool


@dataclass(frozen=True)
class Row:
    """Where somebody is of this age and `where` holds, `gives` does."""

    gives: Mapping
    where: Mapping[str, tuple] = field(default_factory=dict)
    age_from: int = 0
    until_birthday: int | None = None

    def fits(self, world: World) -> bool:
        return in_years(world.age, self.age_from, self.until_birthday) and all(
            getattr(world, name) in allowed for name, allowed in self.where.items()
        )


def in_years(age: int, first: int, until: int | None) -> bool:
    """From the birthday `first` to the day before the birthday `until`."""
    return first <= age and (until is None or age < until)


LEFT = {"care": ("before",)}
CONSISTENT = (
    Row(
        {
            "thirteen_weeks": False,
            "at_16_or_17": False,
            "special_guardian": False,
            "separated": False,
        },
        {"care": ("never",)},
    ),
    Row({"thirteen_weeks": False}, until_birthday=14),
    Row({"at_16_or_17": False}, until_birthday=16),
    Row({"at_16_or_17": True}, {"care": ("now",)}, age_from=16),
    # Nobody is looked after past 18: who says so has been until then.
    Row({"care": "before"}, {"care": ("now",)}, age_from=18),
)
"""What follows from other answers, whatever was said. In this order.

Who was never looked after here does not count as separated in the offer's sense.
"""

GROWN_UP_IN_CARE = (Row({"thirteen_weeks": True}, {"care": ("now",)}),)
"""What will be so at a later birthday if somebody in care now stays there."""

_THIRTEEN_AND_16 = {"thirteen_weeks": (True,), "at_16_or_17": (True,)}
_SHORT = {**LEFT, "thirteen_weeks": (False,), "at_16_or_17": (True,)}
_GUARDIAN = {**LEFT, "special_guardian": (True,)}

STATUSES = (
    Row({"status": "eligible"}, {"care": ("now",), **_THIRTEEN_AND_16}, 16, 18),
    Row({"status": "relevant"}, {**LEFT, **_THIRTEEN_AND_16}, 16, 18),
    Row({"status": "former_relevant"}, {**LEFT, **_THIRTEEN_AND_16}, 18, 25),
    Row({"status": "in_care"}, {"care": ("now",)}, 0, 18),
    Row({"status": "qualifying"}, _SHORT, 16, 21),
    Row({"status": "qualifying"}, _GUARDIAN, 16, 21),
    # Sources disagree whether it ends at 21, at 25, or at 25 for those who learn.
    Row({"status": "qualifying", "disputed": True}, _SHORT, 21, 25),
    Row({"status": "qualifying", "disputed": True}, _GUARDIAN, 21, 25),
)

ALSO = (
    Row({"code": "separated"}, {"separated": (True,)}),
    Row({"code": "any_care_experienced"}, {"care": ("now", "before")}),
)
"""Groups that somebody can be in besides."""

WHO = (
    "in_care",
    "eligible",
    "relevant",
    "former_relevant",
    "qualifying",
    "any_care_experienced",
    "separated",
)
"""Everything a line's `who` may say."""

AGES = tuple(
    sorted(
        {row.age_from for row in (*CONSISTENT, *STATUSES)}
        | {row.until_birthday or 0 for row in (*CONSISTENT, *STATUSES)}
    )
)
"""The birthdays on which anything changes, and 0."""

OPEN = {
    "care": CARE,
    "thirteen_weeks": (True, False),
    "at_16_or_17": (True, False),
    "special_guardian": (True, False),
    "separated": (True, False),
}
"""What can be unknown besides the age, and what it could be."""


def status_of(situation: Situation) -> str:
    """in_care, eligible, relevant, former_relevant or qualifying; NO_STATUS for none of them;
    NOT_CLEAR where it depends on what was not said.
    """
    facts = situation.facts()
    found = {status_in(consistent(world))[0] for world in worlds(facts, AGES)}
    return found.pop() if len(found) == 1 else NOT_CLEAR


def worlds(facts: Mapping, ages: Iterable[int]) -> Iterator[World]:
    """Every way things can be, given what was said. An unknown age is tried as each of `ages`."""
    known = [ages if facts["age"] is None else (facts["age"],)]
    for name, values in OPEN.items():
        known.append(values if facts[name] is None else (facts[name],))
    return (World(*one) for one in product(*known))


@lru_cache(maxsize=4096)
def consistent(world: World) -> World:
    """The same with what follows from it; answers that cannot both be so give way to the first."""
    return _after(CONSISTENT, world)


@lru_cache(maxsize=4096)
def grown(world: World, age: int) -> World:
    """This world at a later birthday, if nothing else changes. `world` is consistent."""
    return consistent(_after(GROWN_UP_IN_CARE, world)._replace(age=age))


@lru_cache(maxsize=4096)
def status_in(world: World) -> tuple[str, bool]:
    """(status, whether sources dispute it). `world` is consistent."""
    for row in STATUSES:
        if row.fits(world):
            return row.gives["status"], row.gives.get("disputed", False)
    return NO_STATUS, False


def matched(who: Iterable[str], world: World) -> tuple[str, bool] | None:
    """(which of `who` this is, whether it is disputed); None for nobody. `world` is consistent."""
    status, disputed = status_in(world)
    if status in who and not disputed:
        return status, False
    for row in ALSO:
        if row.gives["code"] in who and row.fits(world):
            return row.gives["code"], False
    return (status, True) if status in who else None


def _after(rows: Iterable[Row], world: World) -> World:
    for row in rows:
        if row.fits(world):
            world = world._replace(**row.gives)
    return world
