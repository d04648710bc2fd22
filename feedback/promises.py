"""What the page may promise: by when somebody writes back, and when nobody is reading.

It comes from the council's settings, the duty desk's rota, the calendar and the clock, or it is not
said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from app.accounts.models import Council
from app.core.clock import LONDON, add_working_days, is_working_day, moment_at, now, today
from app.core.db import session
from app.safeguarding.cover import Cover, cover
from app.safeguarding.deadlines import RED_MINUTES, quarter_after
from feedback.services import reply_due


@dataclass(frozen=True)
class Promise:
    """When something said now is read: from the council's settings and the calendar."""

    due_on: date
    opens: str
    closes: str
    reading_now: bool
    reads_on: date
    """Today while somebody reads or before they begin, otherwise the next day on which they do."""
    red_by: datetime
    """By when the duty team is asked to look at what is sent now and is urgent: on the full
    quarter, as the desk's clock is for who gives no name, so that it is never sooner than that.
    """
    duty: Cover
    """Who is there for what is urgent, by day and by night."""


def promise(council_code: str | None) -> Promise:
    """What may be promised today. With no council named, the hours in which every council reads."""
    rows = (
        select(Council)
        if council_code is None
        else select(Council).where(Council.code == council_code)
    )
    asked = session.scalars(rows).all()
    opens = max((council.desk_opens for council in asked), default=9)
    closes = min((council.desk_closes for council in asked), default=17)
    here = now().astimezone(LONDON)
    reading_now = is_working_day(here.date()) and opens <= here.hour < closes
    reads_on = add_working_days(here.date() + timedelta(days=here.hour >= closes), 0)
    in_desk_hours = Cover(reading_now, reading_now, moment_at(reads_on, opens))
    return Promise(
        due_on=_latest_due(council_code, asked),
        opens=f"{opens}:00",
        closes=f"{closes}:00",
        red_by=quarter_after(now() + timedelta(minutes=_red_minutes(asked))),
        reading_now=reading_now,
        reads_on=reads_on,
        duty=cover(council_code) if asked else in_desk_hours,
    )


def _red_minutes(councils: Sequence[Council]) -> int:
    return max((council.red_minutes for council in councils), default=RED_MINUTES)


def _latest_due(council_code: str | None, councils: Sequence[Council]) -> date:
    due = reply_due(council_code)
    days = [add_working_days(today(), council.reply_days) for council in councils]
    return due if council_code else max([due, *days])
