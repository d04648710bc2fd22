"""A report over five years of comments is ready in two seconds, and age does not slow it.

Measured where it is counted, attacked and written; the numbers of a year's and of five years'
records are compared in one run.
"""

from datetime import date
from time import perf_counter

import pytest

from app.core.db import only_reads_at_first, will_write
from app.core.disclosure_attack import forget
from app.core.reporting import Period
from app.demo.factories import make_council, make_staff
from app.reports.services import draft_report, start_report
from tests.load.comments import comments_over

QUARTER = Period.parse("2026-Q2")
FIVE_YEARS, ONE_YEAR = date(2021, 7, 1), date(2025, 7, 1)
BUDGET = 2.0
"""Seconds for a report over a million comments, on a machine that does nothing else."""
FLAT = 1.5
"""Times as long for five years of records as for one, when every quarter holds as much."""


@pytest.fixture
def councils(app, clock):
    clock.set(2026, 7, 15, 9)
    return [make_council(), make_council("north", "North Northamptonshire")]


def seconds_for_a_report(council, turns: int) -> float:
    """The quickest turn, which anything else on the machine slows least. The first, which loads
    what solves and writes, is not counted.
    """
    report = start_report(council, QUARTER, make_staff())
    only_reads_at_first()
    taken = []
    for _ in range(turns + 1):
        forget()
        begun = perf_counter()
        assert len(draft_report(report).chapters) >= 5
        taken.append(perf_counter() - begun)
    will_write()
    return min(taken[1:])


def measure(councils, figure, count: int, turns: int) -> tuple[float, float]:
    """Seconds for a report over one year of comments, and over five: `count` comments in all."""
    comments_over(councils, ONE_YEAR, QUARTER.last_day, count // 5)
    young = seconds_for_a_report(councils[0], turns)
    comments_over(councils, FIVE_YEARS, ONE_YEAR, count - count // 5)
    old = seconds_for_a_report(councils[0], turns)
    figure(
        f"a report over {count:,} comments of five years {old:.2f} s, of the last one {young:.2f} s"
    )
    return young, old


@pytest.mark.long
def test_a_report_over_a_million_comments_keeps_to_its_budget(councils, figure):
    young, old = measure(councils, figure, count=1_000_000, turns=5)
    assert old <= BUDGET
    assert old <= FLAT * young
