"""By when somebody looks at an alert, and how long that is in words."""

from datetime import datetime, timedelta

from app.accounts.models import Council
from app.core.clock import LONDON, now
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.periodic import hour_mark
from app.safeguarding.models import Alert

RED_MINUTES = 60
AMBER_HOURS = 24
"""Where the young person did not say which council looks after them."""
QUARTER = 15
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
SOON = timedelta(minutes=30)


def allowed(level: str, council_code: str | None) -> timedelta:
    """How long the council gives itself for an alert of this level."""
    council = session.get(Council, council_code) if council_code else None
    if level == "red":
        return timedelta(minutes=council.red_minutes if council else RED_MINUTES)
    return timedelta(hours=council.amber_hours if council else AMBER_HOURS)


def due(level: str, source: str, council_code: str | None, anonymous: bool) -> datetime:
    """When an alert raised now is due.

    One that nobody can read yet is due the same day, though never sooner than a red one would be.
    On something said anonymously it is rounded up, so that it does not tell when it was said.
    """
    moment = now() + allowed(level, council_code)
    if source == "language":
        soonest = now() + allowed("red", council_code)
        moment = max(soonest, min(moment, end_of_day(now())))
    return quarter_after(moment) if anonymous else moment


def end_of_day(moment: datetime) -> datetime:
    """The next midnight in Northamptonshire."""
    tomorrow = moment.astimezone(LONDON).date() + DAY
    return datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=LONDON)


def quarter_after(moment: datetime) -> datetime:
    """`moment` rounded up to a full quarter of an hour."""
    before = hour_mark(moment, QUARTER)
    return before if before == moment else before + QUARTER * MINUTE


def minutes_taken(alert: Alert) -> int:
    """How many minutes this alert has waited until now.

    On something said anonymously, only the promise that was kept: what was allowed, or if it is
    late, whole days. The trail says when a colleague acknowledged it; the exact minutes taken from
    that would be the moment a child wrote.
    """
    if not alert.anonymous:
        return (now() - alert.raised_at) // MINUTE
    late = now() - alert.due_at
    if late <= timedelta(0):
        return allowed(alert.level, alert.council_code) // MINUTE
    return (1 + late // DAY) * (DAY // MINUTE)


def clock_words(due_at: datetime) -> tuple[str, str]:
    """How far off this is in words, and its state: due, soon or late."""
    left = due_at - now()
    if left < timedelta(0):
        return _late(-left), "late"
    return _left(left), "soon" if left <= SOON else "due"


def _left(time: timedelta) -> str:
    if time < 90 * MINUTE:
        return ngettext("Due in %(num)d minute", "Due in %(num)d minutes", time // MINUTE)
    if time < 2 * DAY:
        return ngettext("Due in %(num)d hour", "Due in %(num)d hours", time // (60 * MINUTE))
    return ngettext("Due in %(num)d day", "Due in %(num)d days", time // DAY)


def _late(time: timedelta) -> str:
    if time < MINUTE:
        return _("Due now")
    if time < 90 * MINUTE:
        return ngettext("%(num)d minute late", "%(num)d minutes late", time // MINUTE)
    if time < 2 * DAY:
        return ngettext("%(num)d hour late", "%(num)d hours late", time // (60 * MINUTE))
    return ngettext("%(num)d day late", "%(num)d days late", time // DAY)
