"""Who is on duty, read from the shifts: at a moment, next, and when nobody is.

All is reckoned in moments of UTC. Days and hours are those of the clocks in England, so the night
in which they go back is an hour longer, and its shift with it. Where no rota was ever kept, the
hours of the council's desk on working days stand for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from app.accounts.councils import holds_for
from app.accounts.models import Account, Council
from app.core.clock import LONDON, is_working_day, moment_at, now
from app.core.db import session
from app.core.permissions import Permission
from app.safeguarding.duty_models import Shift

AHEAD = timedelta(days=14)
"""How far one looks for who is next."""


@dataclass(frozen=True)
class Stretch:
    """A time from one moment up to, and not with, another."""

    starts_at: datetime
    ends_at: datetime

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at


class Rota:
    """The shifts between two moments, in every council. Fetched in three queries, asked for free.

    `code` is a council's, or None: then somebody who is on duty in any of them counts.
    """

    def __init__(self, shifts: Sequence[Shift], councils: Sequence[Council], kept: set) -> None:
        self.shifts = shifts
        self.councils = {council.code: council for council in councils}
        self._kept = kept

    @classmethod
    def between(cls, start: datetime, end: datetime) -> "Rota":
        rows = select(Shift).where(Shift.ends_at > start, Shift.starts_at <= end)
        shifts = session.scalars(rows.order_by(Shift.starts_at, Shift.ends_at, Shift.id)).all()
        kept = set(session.scalars(select(Shift.council_code).distinct()))
        councils = session.scalars(select(Council).order_by(Council.name)).all()
        return cls(shifts, councils, kept)

    def is_kept(self, code: str) -> bool:
        """True if a rota was ever kept here; then nobody on it means that nobody is on duty."""
        return bool(self._kept & {code, None})

    def for_council(self, code: str | None) -> list[Shift]:
        """The shifts that count here, in the order in which they begin.

        One of somebody whose account is closed, or who lost the duty desk, does not.
        """
        codes = list(self.councils) if code is None else [code]
        return [shift for shift in self.shifts if any(stands(shift, one) for one in codes)]

    def on_at(self, code: str | None, moment: datetime) -> list[Shift]:
        """Who is on duty at this moment."""
        return [
            shift for shift in self.for_council(code) if shift.starts_at <= moment < shift.ends_at
        ]

    def next_after(self, code: str, moment: datetime) -> Shift | None:
        """Whoever comes on first after this moment."""
        return next((shift for shift in self.for_council(code) if shift.starts_at > moment), None)

    def covered(self, code: str | None, start: datetime, end: datetime) -> list[Stretch]:
        """When somebody is on duty between these moments, in order, none touching the next."""
        codes = list(self.councils) if code is None else [code]
        times = (time for one in codes for time in self._times(one, start, end))
        return list(joined(_cut(times, start, end)))

    def gaps(self, code: str, start: datetime, end: datetime) -> list[Stretch]:
        """When nobody is."""
        found, free_from = [], start
        for stretch in self.covered(code, start, end):
            if free_from < stretch.starts_at:
                found.append(Stretch(free_from, stretch.starts_at))
            free_from = stretch.ends_at
        return [*found, Stretch(free_from, end)] if free_from < end else found

    def staffed(self, code: str | None, start: datetime, end: datetime) -> timedelta:
        """How much of this time somebody is on duty."""
        return sum((one.length for one in self.covered(code, start, end)), timedelta())

    def _times(self, code: str, start: datetime, end: datetime) -> Iterator[Stretch]:
        if self.is_kept(code):
            for shift in self.for_council(code):
                yield Stretch(shift.starts_at, shift.ends_at)
        else:
            yield from _desk_hours(self.councils[code], start, end)


def stands(shift: Shift, code: str) -> bool:
    """True if this shift counts in this council: it is for it, and its holder has the desk."""
    return shift.council_code in (None, code) and may_stand(shift.account, code)


def may_stand(account: Account, code: str | None) -> bool:
    """True for active staff who have the duty desk of this council; of every one when None."""
    return account.active and holds_for(account, Permission.ALERTS, code)


def on_duty_now(code: str) -> list[Account]:
    """Whoever is on duty for this council at this moment, each once."""
    shifts = Rota.between(now(), now()).on_at(code, now())
    return list({shift.account_id: shift.account for shift in shifts}.values())


def days_between(start: datetime, end: datetime) -> Iterator[date]:
    """Every day, as it is in England, that these moments touch."""
    day, last = start.astimezone(LONDON).date(), end.astimezone(LONDON).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


def _desk_hours(council: Council, start: datetime, end: datetime) -> Iterator[Stretch]:
    for day in days_between(start, end):
        if is_working_day(day) and council.desk_opens < council.desk_closes:
            yield Stretch(moment_at(day, council.desk_opens), moment_at(day, council.desk_closes))


def _cut(times: Iterable[Stretch], start: datetime, end: datetime) -> Iterator[Stretch]:
    """What of these times lies between the two moments."""
    for time in times:
        cut = Stretch(max(time.starts_at, start), min(time.ends_at, end))
        if cut.starts_at < cut.ends_at:
            yield cut


def joined(times: Iterable[Stretch]) -> Iterator[Stretch]:
    """These times in order; those that touch or overlap are one."""
    last = None
    for time in sorted(times, key=lambda one: one.starts_at):
        if last and time.starts_at <= last.ends_at:
            last = Stretch(last.starts_at, max(last.ends_at, time.ends_at))
            continue
        if last:
            yield last
        last = time
    if last:
        yield last
