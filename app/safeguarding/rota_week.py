"""A week or two of the rota as the page shows it: for each day the hours of the desk and the night
after them, who is on, and when nobody is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.accounts.models import Council
from app.core.clock import LONDON, is_bank_holiday, moment_at, now
from app.safeguarding.duty_models import Shift
from app.safeguarding.rota import Rota, Stretch

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Slot:
    """The hours of a day or of a night. Together they are all of the time."""

    kind: str
    """office, weekend, holiday or night: a code of app.safeguarding.texts.SLOTS."""
    whole: Stretch
    shifts: list[Shift]
    gaps: list[Stretch]
    """When nobody is on, of what is not over."""


@dataclass(frozen=True)
class Day:
    day: date
    slots: list[Slot]


@dataclass(frozen=True)
class Desk:
    """The rota of one council over these days."""

    council: Council
    is_kept: bool
    """False where no rota was ever kept, and the hours of the desk stand for it."""
    days: list[Day]
    gaps: list[Stretch]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def desks(councils: Sequence[Council], monday: date, weeks: int) -> list[Desk]:
    """The rota of each of these councils from this Monday on."""
    days = [monday + n * DAY for n in range(7 * weeks)]
    start, end = moment_at(monday, 0), moment_at(days[-1] + DAY, 24)
    rota = Rota.between(start, end)
    return [_desk(rota, council, days) for council in councils]


def _desk(rota: Rota, council: Council, days: list[date]) -> Desk:
    found = [Day(day, list(_slots(rota, council, day))) for day in days]
    start, end = found[0].slots[0].whole.starts_at, found[-1].slots[-1].whole.ends_at
    kept = rota.is_kept(council.code)
    return Desk(council, kept, found, _gaps(rota, council, Stretch(start, end)))


def _slots(rota: Rota, council: Council, day: date) -> Iterator[Slot]:
    opens, closes = moment_at(day, council.desk_opens), moment_at(day, council.desk_closes)
    for kind, whole in (
        (kind_of(day), Stretch(opens, closes)),
        ("night", Stretch(closes, moment_at(day + DAY, council.desk_opens))),
    ):
        if whole.starts_at < whole.ends_at:
            shifts = [shift for shift in rota.for_council(council.code) if _touches(shift, whole)]
            yield Slot(kind, whole, shifts, _gaps(rota, council, whole))


def kind_of(day: date) -> str:
    """What the hours of the desk are called on this day."""
    if is_bank_holiday(day):
        return "holiday"
    return "weekend" if day.weekday() > 4 else "office"


def _gaps(rota: Rota, council: Council, time: Stretch) -> list[Stretch]:
    """Of what is not over. Where no rota was ever kept, that is all of it."""
    start = max(time.starts_at, now())
    if start >= time.ends_at:
        return []
    if not rota.is_kept(council.code):
        return [Stretch(start, time.ends_at)]
    return rota.gaps(council.code, start, time.ends_at)


def _touches(shift: Shift, time: Stretch) -> bool:
    return shift.starts_at < time.ends_at and shift.ends_at > time.starts_at


def wall_clock(moment: datetime) -> str:
    """`2026-07-15T17:00`, as it is in England: how a link says when a shift begins."""
    return moment.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M")
