"""Who came and who went between two countings.

A day that is set aside goes out as new answers come in, and the total may stay the same. So each
counting keeps how many it had of each day. Of one day answers only come, or all go at once; what
was typed in from paper never goes. So day by day the difference is how many moved.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Select, func

from app.core.db import session
from surveys.inviting.asked_models import SurveyMark
from surveys.models import Response

Days = Mapping[str, int]
PAPER = "paper"
ANY_DAY = ""
"""Stands for all days in a counting that did not keep them."""


def by_day(rows: Select) -> dict[str, int]:
    """How many there are of each day, paper by itself; of a query that selects from responses."""
    found = rows.outerjoin(SurveyMark, SurveyMark.response_id == Response.id)
    by = (Response.sent_on, SurveyMark.from_paper)
    days: dict[str, int] = {}
    for day, paper, number in session.execute(
        found.with_only_columns(*by, func.count()).group_by(*by)
    ):
        key = PAPER if paper else day.isoformat()
        days[key] = days.get(key, 0) + number
    return days


def came_and_went(then: Days, now: Days) -> tuple[int, int]:
    """How many are counted now and were not then, and how many were then and are not now."""
    if ANY_DAY in then or ANY_DAY in now:
        then, now = ({ANY_DAY: sum(one.values())} for one in (then, now))
    changed = [now.get(day, 0) - then.get(day, 0) for day in {**then, **now}]
    return sum(n for n in changed if n > 0), -sum(n for n in changed if n < 0)


def was_decided(then: Days, now: Days, counted_on: date) -> bool:
    """True if an officer decided about a day since: something went, or came to a day that was over
    when it was counted.
    """
    over = {day for day in {**then, **now} if day < counted_on.isoformat() and day != ANY_DAY}
    came_late = any(now.get(day, 0) != then.get(day, 0) for day in over)
    return ANY_DAY not in then and (came_late or came_and_went(then, now)[1] > 0)
