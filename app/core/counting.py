"""Counts before the gate: what is counted, by name, and how it adds up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.core.disclosure_attack import How, Relation

EVERYONE = "all"


class Unit(StrEnum):
    """What one unit of a count is."""

    CHILDREN = "children"
    COMMENTS = "comments"


class Thing(StrEnum):
    """What else is counted, of which one child may have many."""

    EPISODES = "episodes"
    ACTIONS = "actions"


@dataclass(frozen=True)
class CountTable:
    """True counts by the cell's name, and what a reader knows about how they add up.

    A name says what is counted, where and when ("2026-Q3/west/children/theme/HOM"). The same name
    in two tables or in two reports is the same count, and the attack joins them on it.
    """

    unit: Unit | Thing
    counts: Mapping[str, int]
    relations: tuple[Relation, ...] = ()
    children: Mapping[str, int] = field(default_factory=dict)
    """How many children stand behind a count of things, by the cell's name. The threshold counts
    them, so that forty episodes of two children are not shown.
    """


def crossed(
    name: str, unit: Unit, counts: Mapping[tuple[str, str], int], rows: Iterable, columns: Iterable
) -> CountTable:
    """A table of rows by columns with totals both ways: cells `name/row/column`, totals "all".

    Only where nobody is counted in two rows or in two columns.
    """
    rows, columns = tuple(rows), tuple(columns)
    lines = in_lines(name, unit, counts, rows, columns)
    cells, relations = dict(lines.counts), list(lines.relations)
    for column in (*columns, EVERYONE):
        whole = f"{name}/{EVERYONE}/{column}"
        parts = tuple(f"{name}/{row}/{column}" for row in rows)
        cells[whole] = sum(cells[part] for part in parts)
        relations.append(Relation(How.SUM, whole, parts))
    across = tuple(f"{name}/{EVERYONE}/{column}" for column in columns)
    relations.append(Relation(How.SUM, f"{name}/{EVERYONE}/{EVERYONE}", across))
    return CountTable(unit, cells, tuple(relations))


def in_lines(
    name: str, unit: Unit, counts: Mapping[tuple[str, str], int], rows: Iterable, columns: Iterable
) -> CountTable:
    """Rows that each add up and may overlap: cells `name/row/column`, totals `name/row/all`."""
    columns = tuple(columns)
    cells, relations = {}, []
    for row in rows:
        line = {f"{name}/{row}/{column}": counts.get((row, column), 0) for column in columns}
        whole = f"{name}/{row}/{EVERYONE}"
        cells |= {**line, whole: sum(line.values())}
        relations.append(Relation(How.SUM, whole, tuple(line)))
    return CountTable(unit, cells, tuple(relations))
