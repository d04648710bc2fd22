"""T19: invented tables, protected, then attacked by a program that shares no line with the gate."""

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from app.core.counting import Unit, crossed
from app.core.disclosure import Protected, attack, protect
from app.core.disclosure_attack import System, findings

LIKELY_COUNTS = st.one_of(
    st.integers(0, 3), st.integers(0, 12), st.integers(0, 60), st.just(0), st.integers(100, 900)
)
# A table that fails is small enough to read; making it smaller takes minutes of solving.
thoroughly = settings(max_examples=30, deadline=None, phases=(Phase.explicit, Phase.generate))
NO_END = 10_000


def grids(rows, columns):
    """True counts of a small table, rows by columns."""
    size = rows * columns
    cells = st.lists(LIKELY_COUNTS, min_size=size, max_size=size)
    return cells.map(lambda counts: np.array(counts).reshape(rows, columns))


small_grids = st.tuples(st.integers(2, 4), st.integers(2, 4)).flatmap(lambda s: grids(*s))


def name(row, column, size, table="t"):
    """The gate's name for a cell of a table with its totals in the last row and column."""
    parts = ["all" if i == n else str(i) for i, n in zip((row, column), size, strict=True)]
    return "/".join([table, *parts])


def with_totals(grid):
    grid = np.vstack([grid, grid.sum(axis=0)])
    return np.hstack([grid, grid.sum(axis=1, keepdims=True)])


def truth_of(grid, table="t"):
    return {
        name(row, column, grid.shape, table): int(count)
        for (row, column), count in np.ndenumerate(with_totals(grid))
    }


def sums_of(grid, table="t"):
    """Every line of the table that adds up, as (total, parts)."""
    rows, columns = grid.shape
    cell = lambda row, column: name(row, column, grid.shape, table)  # noqa: E731
    across = [(cell(r, columns), [cell(r, c) for c in range(columns)]) for r in range(rows + 1)]
    down = [(cell(rows, c), [cell(r, c) for r in range(rows)]) for c in range(columns + 1)]
    return across + down


def table_of(grid, table="t"):
    rows, columns = range(grid.shape[0]), range(grid.shape[1])
    counts = {(str(r), str(c)): int(grid[r, c]) for r in rows for c in columns}
    return crossed(table, Unit.CHILDREN, counts, map(str, rows), map(str, columns))


def tightest_reading(spans, sums, target):
    """Whole-number least and most of one cell, by integer programming."""
    at = {cell: i for i, cell in enumerate(spans)}
    rules = np.zeros((len(sums), len(at)))
    for line, (total, parts) in enumerate(sums):
        rules[line, at[total]] -= 1
        for part in parts:
            rules[line, at[part]] += 1
    low, high = np.array(list(spans.values()), dtype=float).T
    ends = []
    for sign in (1, -1):
        wish = np.zeros(len(at))
        wish[at[target]] = sign
        rule = LinearConstraint(rules, 0, 0)
        answer = milp(
            wish, constraints=rule, bounds=Bounds(low, high), integrality=np.ones(len(at))
        )
        assert answer.success
        ends.append(round(sign * answer.fun))
    return ends


def readings(shown, sums, k):
    """What a reader makes of each held-back cell: {name: (least, most)}."""
    spans = {
        cell: (0, NO_END) if value is None else (max(value - 2, k), value + 2)
        for cell, value in shown.items()
    }
    hidden = [cell for cell, value in shown.items() if value is None]
    return {cell: tightest_reading(spans, sums, cell) for cell in hidden}


@thoroughly
@given(grid=small_grids, k=st.sampled_from([5, 10]))
def test_no_held_back_count_can_be_worked_out(grid, k):
    shown = protect([table_of(grid)], k=k).shown
    for cell, (least, most) in readings(shown, sums_of(grid), k).items():
        assert most - least >= k, (cell, least, most)


@thoroughly
@given(grid=small_grids, k=st.sampled_from([5, 10]))
def test_every_small_count_is_held_back_and_every_shown_one_is_true(grid, k):
    shown = protect([table_of(grid)], k=k).shown
    for cell, count in truth_of(grid).items():
        value = shown[cell]
        assert value is None or (count >= k and abs(value - count) <= 2 and value % 5 == 0)


@thoroughly
@given(grid=grids(3, 3), k=st.sampled_from([5, 10]), data=st.data())
def test_a_second_report_that_splits_the_same_children_otherwise_gives_nothing_more_away(
    grid, k, data
):
    """Two reports over the same rows: by feeling, and later by age, with the same row totals."""
    totals = grid.sum(axis=1)
    young = np.array([data.draw(st.integers(0, int(total))) for total in totals])
    by_age = np.column_stack([young, totals - young])
    first = protect([table_of(grid)], k=k)
    split = crossed(
        "u",
        Unit.CHILDREN,
        {(str(r), str(c)): int(n) for (r, c), n in np.ndenumerate(by_age)},
        "012",
        "01",
    )
    second = protect([renamed(split)], earlier=[first], k=k)
    both = {**second.shown, **first.shown}
    sums = sums_of(grid) + [(same(t), [same(p) for p in ps]) for t, ps in sums_of(by_age, "u")]
    for cell, (least, most) in readings(both, sums, k).items():
        assert most - least >= k, (cell, least, most)


def same(cell):
    """The row totals of the second report are those of the first."""
    return cell.replace("u/", "t/") if cell.endswith("/all") else cell


def renamed(table):
    relations = tuple(
        type(r)(r.how, same(r.whole), tuple(map(same, r.parts))) for r in table.relations
    )
    return type(table)(table.unit, {same(c): n for c, n in table.counts.items()}, relations)


@pytest.mark.parametrize("k", [5, 10])
def test_the_gate_and_the_other_attacker_agree_on_careless_tables(k):
    chance = np.random.default_rng(11)
    found_any = False
    for mean in (1, 4, 7, 30):
        grid = chance.poisson(mean, size=(5, 2))
        shown = {c: (n + 2) // 5 * 5 if n >= k else None for c, n in truth_of(grid).items()}
        careless = Protected(k, shown, table_of(grid).relations)
        given_up = {
            (cell, least, most)
            for cell, (least, most) in readings(shown, sums_of(grid), k).items()
            if most - least < k
        }
        assert {(f.cell, f.low, f.high) for f in attack(careless)} == given_up
        found_any = found_any or bool(given_up)
    assert found_any


def test_hiding_what_is_under_five_beside_exact_totals_is_not_protection():
    chance = np.random.default_rng(7)
    hidden = given_up = 0
    for _ in range(15):
        grid = chance.poisson(chance.choice([6, 12, 20], size=(6, 1)), size=(6, 5))
        truth = truth_of(grid)
        small = frozenset(cell for cell, count in truth.items() if count < 5)
        spans = {c: (0, 4) if c in small else (n, n) for c, n in truth.items()}
        exactly = findings(System(spans, table_of(grid).relations, small), width=1)
        assert all(found.low == truth[found.cell] for found in exactly)
        hidden, given_up = hidden + len(small), given_up + len(exactly)
    print(f"{given_up} of {hidden} hidden cells worked out exactly")
    assert given_up > hidden / 4
