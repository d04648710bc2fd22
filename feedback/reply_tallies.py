"""How long a quarter's conversations waited for an answer: one query, counted by day."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select

from app.core.clock import add_working_days, working_days_between
from app.core.db import session
from app.core.reporting import Period
from feedback.models import Thread


def reply_days(period: Period, council_code: str) -> list[tuple[date, date | None, int]]:
    """(day it came, day of the first answer or None, how many) for the quarter's conversations."""
    rows = (
        select(Thread.opened_on, Thread.first_answered_on, func.count())
        .where(
            Thread.council_code == council_code,
            Thread.opened_on.between(period.first_day, period.last_day),
        )
        .group_by(Thread.opened_on, Thread.first_answered_on)
    )
    return [tuple(row) for row in session.execute(rows)]


def reply_states(
    days: Iterable[tuple[date, date | None, int]], promised: int, as_at: date
) -> Counter[str]:
    """in_time, late, waiting (still in time) or overdue; `promised` is in working days."""
    found: Counter[str] = Counter()
    for came, answered, count in days:
        due = add_working_days(came, promised)
        if answered is not None:
            found["in_time" if answered <= due else "late"] += count
        else:
            found["waiting" if as_at <= due else "overdue"] += count
    return found


def median_reply_days(days: Iterable[tuple[date, date | None, int]]) -> int | None:
    """Working days to the first answer, of the one in the middle; None when none is answered."""
    waits = Counter()
    for came, answered, count in days:
        if answered is not None:
            waits[working_days_between(came, answered)] += count
    middle, passed = (waits.total() + 1) // 2, 0
    for wait in sorted(waits):
        passed += waits[wait]
        if passed >= middle:
            return wait
    return None
