"""Sums by group, with how many children stand behind each, and how much of it is one child's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import CTE, ColumnElement, case, func, literal, select, union_all

from app.core.db import session
from app.interviews.groups import ALL, GROUPINGS, group_of


@dataclass(frozen=True)
class Tally:
    """How many of a thing there are, of how many children, and how many are the one child's who
    has most of them.
    """

    things: int = 0
    children: int = 0
    most: int = 0

    @property
    def behind(self) -> int:
        """How many children stand behind it; one who makes up more than half is as good as alone,
        for the others would tell them from it.
        """
        return min(self.children, 1) if 2 * self.most > self.things else self.children


Tallies = Mapping[tuple[str, str], Tally]
"""By group and measure: ("home/foster_home", "took_part")."""


def tallied(rows: CTE, keys: tuple[str, ...]) -> Tallies:
    """The sums of these columns by group: first for each child and kind of home, then for each
    child, then for all of them.
    """
    whose = [rows.c[name] for name in ("child", *GROUPINGS)]
    small = select(*whose, *_sums(rows, keys)).group_by(*whose).cte("small")
    of_child = union_all(
        *(
            select(group.label("sort"), *_sums(small, keys)).group_by(*parts, small.c.child)
            for group, parts in _groups_in(small)
        )
    ).subquery()
    columns = [column for key in keys for column in _tally_of(of_child.c[key])]
    by_group = select(of_child.c.sort, *columns).group_by(of_child.c.sort)
    return {
        (group, key): Tally(*map(int, numbers[3 * place : 3 * place + 3]))
        for group, *numbers in session.execute(by_group)
        for place, key in enumerate(keys)
    }


def _sums(rows: CTE, keys: Iterable[str]) -> list[ColumnElement[int]]:
    return [func.sum(rows.c[key]).label(key) for key in keys]


def _tally_of(sums: ColumnElement[int]) -> tuple[ColumnElement[int], ...]:
    """The columns of a Tally, from each child's sum."""
    return func.sum(sums), func.sum(one_if(sums > 0)), func.max(sums)


def _groups_in(rows: CTE) -> list[tuple[ColumnElement, list]]:
    """What a row's group is called, everybody's and that in each grouping, and the columns that
    tell it from others.
    """
    parts = [(literal(group_of(one, "")) + rows.c[one], [rows.c[one]]) for one in GROUPINGS]
    return [(literal(ALL), []), *parts]


def one_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """For adding up: one where it holds, nought where it does not or nobody knows."""
    return case((condition, 1), else_=0)
