"""The disclosure gate, opened for one question after the other.

What no relation joins, even by a long way round, is attacked apart in any case; taking it apart
beforehand gives the same figures, and of fifty questions in a fraction of the time.
"""

from collections.abc import Iterable, Sequence

from app.core.counting import CountTable
from app.core.disclosure import BOARD_THRESHOLD, NotSafe, Protected, protect, require_safe
from app.core.disclosure_attack import Relation
from app.core.releases import released


def through_the_gate(council_code: str, tables: Sequence[CountTable]) -> Protected:
    """What may be seen of these beside all that was shown about the council. Of a question of which
    even that would be too much, nothing.
    """
    earlier = released(council_code, {cell for table in tables for cell in table.counts})
    shown: dict[str, int | None] = {}
    relations: list[Relation] = []
    for several in apart(tables):
        cells = {cell for table in several for cell in table.counts}
        passed = _passed(several, [part_about(one, cells) for one in earlier])
        shown |= passed.shown
        relations += passed.relations
    return Protected(BOARD_THRESHOLD, shown, tuple(dict.fromkeys(relations)))


def _passed(tables: Sequence[CountTable], earlier: Iterable[Protected]) -> Protected:
    found = protect(tables, [one for one in earlier if one.shown])
    try:
        require_safe(found)
    except NotSafe:
        return Protected(found.threshold, dict.fromkeys(found.shown), found.relations)
    return found


def apart(tables: Sequence[CountTable]) -> list[list[CountTable]]:
    """The tables in groups that share no cell."""
    groups: list[tuple[set[str], list[CountTable]]] = []
    for table in tables:
        cells, several = set(table.counts), [table]
        for group in [one for one in groups if one[0] & cells]:
            groups.remove(group)
            cells |= group[0]
            several = [*group[1], *several]
        groups.append((cells, several))
    return [several for _cells, several in groups]


def part_about(report: Protected, cells: Iterable[str]) -> Protected:
    """What an earlier report says about these cells and all that hangs together with them."""
    known = set(cells)
    relations, rest = [], list(report.relations)
    while joined := [one for one in rest if known.intersection((one.whole, *one.parts))]:
        relations += joined
        rest = [one for one in rest if one not in joined]
        known |= {cell for one in joined for cell in (one.whole, *one.parts)}
    shown = {cell: report.shown[cell] for cell in known & report.shown.keys()}
    return Protected(report.threshold, shown, tuple(relations))
