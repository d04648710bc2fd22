"""What may be shown anew of a question beside all that was shown of it before.

Somebody who writes down two pages can subtract. Those who came between are few, and what they said
would stand in the difference: a figure that goes from 20 to 25 says that one of them at least gave
that answer. So the reader is taken to have every page there ever was, to know how many came between
any two of them and how many left; and the same attack as in the gate bounds how many of those
gave each answer. A new figure may be shown when each of these counts stays as unsure as the
rounding leaves any shown figure, five whole numbers at least, or is a group of five or more for
certain. What more than that would be known of is held back, and if too much would be, the question
stands as it was: a question of which the figures stay says nothing about who came since.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from app.core.disclosure import BOARD_THRESHOLD, heights
from app.core.disclosure_attack import Finding, System, findings
from surveys.results.showing import Showing, is_between, system_of

GROWN = 1.5
"""When so many times as many have answered, figures that are new are worth more than whole ones."""


def may_be_shown(
    earlier: Sequence[Showing],
    same: Showing | None,
    new: Showing,
    few: Collection[str] = (),
) -> Showing:
    """`new` with what it would give away held back.

    `earlier` countings in their order; `same` is what this counting has shown already, in other
    cuts; `few` are cells of earlier countings that were held back because of fewer than five.
    """
    fixed = same.shown if same is not None else {}
    height = heights(new.relations)
    while True:
        whole = same.beside(new) if same is not None else new
        found = _found(earlier, whole, new.shown, few)
        if not found:
            return new
        leaned = {rest for rest in new.shown if any(new.at(rest) in one.leans_on for one in found)}
        loose = [rest for rest in leaned - fixed.keys() if new.shown[rest] is not None]
        if not loose:
            return replace(new, shown={rest: fixed.get(rest) for rest in new.shown})
        least = min(loose, key=lambda rest: (height.get(rest, 0), new.shown[rest], rest))
        new = replace(new, shown={**new.shown, least: None})


def _found(
    earlier: Sequence[Showing],
    whole: Showing,
    shown: Mapping[str, int | None],
    few: Collection[str],
) -> list[Finding]:
    """What a reader would know too closely, by the pages alone; and of those who came between, also
    by a guess why figures that are shown now were held back before.
    """
    guessed = {rest for rest, value in shown.items() if value is not None}
    cells = frozenset(one.at(rest) for one in earlier for rest in guessed & one.shown.keys())
    showings, cells = [*earlier, whole], cells.intersection(few)
    found = _findings(system_of(showings))
    if not found and cells:
        found = [one for one in _findings(system_of(showings, cells)) if is_between(one.cell)]
    return found


def _findings(system: System) -> list[Finding]:
    """Nothing where the pages contradict each other: then nobody can reckon from one to the other.
    A group that is five or more for certain may be known as any shown figure is.
    """
    if not system.possible():
        return []
    found = findings(system, BOARD_THRESHOLD)
    return [one for one in found if one.low < BOARD_THRESHOLD or not is_between(one.cell)]


def is_better(new: Showing, last: Showing, *, over: bool) -> bool:
    """True if figures take the place of those that were shown last. They say as much as those; or
    half as much at least, and are of far more people or the last there will be; or those were of
    answers that an officer has taken out since. Never the same figures anew: nobody is to see
    whether a question stands because nothing moved.
    """
    if dict(new.shown) == dict(last.shown):
        return False
    if last.moves_to(new)[1]:
        return True
    now, before = _how_many(new), _how_many(last)
    if over or new.counted >= GROWN * last.counted:
        before /= 2
    return now >= before


def _how_many(showing: Showing) -> int:
    return sum(value is not None for value in showing.shown.values())
