"""The measures of a quarter as the disclosure gate takes them: counts, and how they hang together.

A measure that counts children is counted in children. One that counts episodes or actions, of
which a child may have many, brings along how many children stand behind each count.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from app.core.counting import CountTable, Thing, Unit
from app.core.disclosure_attack import How, Relation
from app.core.reporting import Period
from app.interviews import tallies
from app.interviews.factor_promises import SUB_THEMES
from app.interviews.grouped_sums import Tallies, Tally
from app.interviews.groups import ALL, GROUPINGS, group_of, groups
from app.interviews.measures import MEASURES, REASONS, Measure

ANSWERED = ("accepted", "declined", "no_answer")
WITHIN = {
    "episodes": ("children", "out_of_area", "offered", "form_completed", "took_part"),
    "children": ("repeat",),
    "offered": ("offered_within_72",),
    "took_part": ("within_72", "independent_of_home", "independent_of_authority"),
    "independent_of_home": ("independent_of_both",),
    "independent_of_authority": ("independent_of_both",),
    "actions_due": ("actions_on_time",),
}
"""No part of these is more than its whole, in whatever group."""
TALKED = {"accepted": ("took_part",)}
"""Whoever took part has said yes: a reader lays a count of the one beside the other, and the gate
does so too. Episodes that were brought in from elsewhere may not say so; then nobody can.
"""


def cell(period: Period, council_code: str, group: str, key: str) -> str:
    """The name of one count: 2026-Q3/west/interviews/home/foster_home/took_part."""
    return f"{period.code}/{council_code}/interviews/{group}/{key}"


def tables(period: Period, council_code: str) -> list[CountTable]:
    """Everything that is measured of this quarter: three queries."""
    found = {**tallies.episodes(period, council_code), **tallies.actions(period, council_code)}
    reasons = tallies.factors(period, council_code, list(SUB_THEMES))
    name = partial(cell, period, council_code)
    counted = [_table(unit, found, name) for unit in (Unit.CHILDREN, *Thing)]
    counts = {cell: n for table in counted for cell, n in table.counts.items()}
    talked = tuple(_within(name, TALKED))
    talked = talked if all(one.holds(counts) for one in talked) else ()
    relations = (*_within_groups(name), *talked, *_across_groups(name))
    return [*counted, CountTable(Unit.CHILDREN, {}, relations), _reasons(reasons, name)]


def _table(unit: Unit | Thing, found: Tallies, name) -> CountTable:
    counts, children = {}, {}
    for group in groups():
        for measure in MEASURES:
            if measure.unit == unit:
                tally = _tally(found, group, measure)
                counts[name(group, measure.key)] = _count(measure, tally)
                children[name(group, measure.key)] = tally.behind
    return CountTable(unit, counts, children=children if isinstance(unit, Thing) else {})


def _tally(found: Tallies, group: str, measure: Measure) -> Tally:
    key = "episodes" if measure.key == "children" else measure.key
    return found.get((group, key), Tally())


def _count(measure: Measure, tally: Tally) -> int:
    return tally.children if measure.unit is Unit.CHILDREN else tally.things


def _within_groups(name) -> Iterator[Relation]:
    for group in groups():
        answered = tuple(name(group, key) for key in ANSWERED)
        yield Relation(How.SUM, name(group, "offered"), answered)
    yield from _within(name, WITHIN)


def _within(name, wholes: Mapping[str, tuple[str, ...]]) -> Iterator[Relation]:
    for group in groups():
        for whole, parts in wholes.items():
            parts = tuple(name(group, key) for key in parts)
            yield Relation(How.WITHIN, name(group, whole), parts)


def _across_groups(name) -> Iterator[Relation]:
    """Each grouping has every episode once; a child who moved is in several kinds of home."""
    for measure in MEASURES:
        for grouping, codes in GROUPINGS.items():
            several = measure.unit is Unit.CHILDREN and grouping == "home"
            parts = tuple(name(group_of(grouping, code), measure.key) for code in codes)
            yield Relation(How.OVERLAP if several else How.SUM, name(ALL, measure.key), parts)


def _reasons(found: Mapping[str, int], name) -> CountTable:
    """Children by the reasons they gave; one child may have given several."""
    whole = name(ALL, REASONS.key)
    counts = {name(ALL, code): found[code] for code in SUB_THEMES}
    relations = (
        Relation(How.OVERLAP, whole, tuple(counts)),
        Relation(How.WITHIN, name(ALL, "children"), (whole,)),
    )
    return CountTable(Unit.CHILDREN, {**counts, whole: found[REASONS.key]}, relations)
