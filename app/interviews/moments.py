"""Times on a wall clock in Northamptonshire, and the moments they stand for.

Twice a year the two are not one and the same: in March an hour does not exist, in October one comes
twice. Then somebody is asked which moment is meant, and nothing is guessed.
"""

import re
from datetime import UTC, datetime, timedelta

from app.core.calendars import day_in_text
from app.core.clock import LONDON
from app.core.days import read_day
from app.core.i18n import gettext as _

_WRITTEN = re.compile(
    r"(?P<day>.+?)(?:T|[ ,]+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?"
    r"\s*(?P<zone>Z|(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2}))?",
    re.ASCII,
)


def moments_of(wall: datetime) -> list[datetime]:
    """The moments in UTC, in order, that a clock here may have shown as `wall` (naive).

    One on nearly every day. Two where the clocks go back; and two where they go forward, because
    then it was read either from a clock that had been put forward too early, or not yet.
    """
    return sorted({wall.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1)})


def on_the_wall(moment: datetime) -> datetime:
    """What the clocks here show at this moment, without a zone."""
    return moment.astimezone(LONDON).replace(tzinfo=None)


def in_words(moment: datetime) -> str:
    """Time of day and day, for the middle of a sentence."""
    # NOTE: A time and a day in the middle of a sentence, as in “14:30 on Tuesday 3 March 2026”.
    return _("%(time)s on %(day)s", time=f"{on_the_wall(moment):%H:%M}", day=day_in_text(moment))


def read_moments(written: str) -> list[datetime]:
    """The moments somebody may have meant, in order: a day, day first or ISO, and a time of day.

    With an offset (`+01:00`, `Z`) there is one. Empty if no day and time can be read.
    """
    found = _WRITTEN.fullmatch(written.strip()[:100])
    day = read_day(found["day"]) if found else None
    if day is None:
        return []
    try:
        wall = datetime(day.year, day.month, day.day, int(found["hour"]), int(found["minute"]))
        return [(wall - _offset(found)).replace(tzinfo=UTC)] if found["zone"] else moments_of(wall)
    except (ValueError, OverflowError):
        return []


def _offset(found: re.Match[str]) -> timedelta:
    if found["zone"] == "Z":
        return timedelta(0)
    ahead = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"]))
    return -ahead if found["sign"] == "-" else ahead
