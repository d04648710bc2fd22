"""How long it is until a child who came back has been listened to: elapsed hours, and office hours.

The 72 hours run on through nights, weekends and clock changes. How many of those left are hours in
which somebody is at a desk is another figure, and is shown beside them.
"""

from datetime import date, datetime, timedelta

from app.accounts.models import Council
from app.core.clock import LONDON, is_working_day, now
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.interviews.models import Episode
from app.safeguarding.deadlines import clock_words

WARN_BEFORE = timedelta(hours=24)
"""From here on it is amber."""
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def hours_between(start: datetime, end: datetime) -> float:
    """Elapsed hours; below nothing if `end` was first."""
    return (end - start) / HOUR


def office_time(start: datetime, end: datetime, opens: int, closes: int) -> timedelta:
    """How much of the time from `start` to `end` lies between these hours of the wall clock, on
    working days.
    """
    first, last = start.astimezone(LONDON).date(), end.astimezone(LONDON).date()
    days = (first + n * DAY for n in range((last - first).days + 1))
    spans = (
        min(end, _at(day, closes)) - max(start, _at(day, opens))
        for day in days
        if is_working_day(day)
    )
    return sum((span for span in spans if span > timedelta(0)), timedelta(0))


def _at(day: date, hour: int) -> datetime:
    # With a zone, adding hours moves the hands of the wall clock.
    return datetime(day.year, day.month, day.day, tzinfo=LONDON) + hour * HOUR


def state_of(due_at: datetime) -> str:
    """`late` past the 72 hours, `soon` in their last 24, else `due`."""
    left = due_at - now()
    if left < timedelta(0):
        return "late"
    return "soon" if left <= WARN_BEFORE else "due"


def interview_clock(episode: Episode) -> tuple[str, str]:
    """What the clock of this episode says, and its state: due, soon, late or done."""
    interview = episode.interview
    if episode.returned_at is None:
        return away_for(episode), "soon"
    if interview is not None and interview.child_took_part:
        return _held_after(episode.returned_at, interview.held_at, episode.due_at)
    if interview is not None and interview.answer == "declined":
        return _("They said no"), "done"
    return clock_words(episode.due_at)[0], state_of(episode.due_at)


def away_for(episode: Episode) -> str:
    """For how long they were away, or have been until now."""
    hours = int(hours_between(episode.left_at, episode.returned_at or now()))
    if hours < 48:
        return ngettext("Away for %(num)d hour", "Away for %(num)d hours", hours)
    return ngettext("Away for %(num)d day", "Away for %(num)d days", hours // 24)


def _held_after(returned_at: datetime, held_at: datetime, due_at: datetime) -> tuple[str, str]:
    hours = int(hours_between(returned_at, held_at))
    words = ngettext("Held after %(num)d hour", "Held after %(num)d hours", hours)
    return words, "done" if held_at <= due_at else "late"


def office_words(episode: Episode, council: Council) -> str:
    """How much of the time left is office hours; empty when none is left."""
    if episode.due_at is None or episode.due_at <= now():
        return ""
    left = office_time(now(), episode.due_at, council.desk_opens, council.desk_closes)
    hours = left // HOUR
    if left == timedelta(0):
        return _("no office hour left")
    if hours == 0:
        return _("less than an office hour left")
    return ngettext("%(num)d office hour left", "%(num)d office hours left", hours)
