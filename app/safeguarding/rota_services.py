"""Keeping the rota: putting somebody on, taking them off, swapping, and copying a week.

Nobody is on twice at a time, and nobody without the duty desk of that council. That a second person
is on beside the first is a question to whoever keeps the rota, and not a mistake.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from app.accounts.councils import holds_for
from app.accounts.models import Account, Council
from app.core import audit
from app.core.clock import LONDON, NoSuchTime, TwiceThatDay, moment_at, now
from app.core.db import session
from app.core.permissions import Permission
from app.safeguarding.duty_models import Shift
from app.safeguarding.rota import may_stand

LONGEST = timedelta(days=7)
FURTHEST = timedelta(days=366)
WEEK = timedelta(days=7)


class NotOnTheDesk(Exception):
    """Their account does not have the duty desk of this council."""


class NotYourRota(Exception):
    """Whoever asks does not keep the rota of this council."""


class AlreadyOn(Exception):
    """They are on duty at that time. `shift` says when."""

    def __init__(self, shift: Shift) -> None:
        self.shift = shift


class SomebodyIsOn(Exception):
    """Others are on duty there at that time. `shifts` says who."""

    def __init__(self, shifts: list[Shift]) -> None:
        self.shifts = shifts


class Over(Exception):
    """The shift is over, or was taken off: what was stays as it was."""


@dataclass(frozen=True)
class Wanted:
    """Who is to be on, for which council (None: for all) and from when to when."""

    account: Account
    council_code: str | None
    starts_at: datetime
    ends_at: datetime


def put_on(wanted: Wanted, by: Account, as_well: bool = False) -> Shift:
    """A new shift. Raises NotYourRota, NotOnTheDesk, AlreadyOn, or, but for `as_well`,
    SomebodyIsOn.
    """
    _one_at_a_time()
    _refuse(wanted, by, as_well)
    shift = Shift(
        account_id=wanted.account.id,
        council_code=wanted.council_code,
        starts_at=wanted.starts_at,
        ends_at=wanted.ends_at,
    )
    shift.account = wanted.account
    session.add(shift)
    session.flush()
    _on_the_trail("put_on_duty", shift, by)
    return shift


def change(shift: Shift, wanted: Wanted, by: Account, as_well: bool = False) -> None:
    """Another person or other times. Raises Over, and what put_on raises."""
    _one_at_a_time(shift)
    _refuse_if_over(shift)
    _refuse(wanted, by, as_well, but=[shift])
    if wanted.account.id != shift.account_id or wanted.starts_at > now():
        shift.told_at = None
    shift.account = wanted.account
    shift.council_code = wanted.council_code
    shift.starts_at, shift.ends_at = wanted.starts_at, wanted.ends_at
    session.flush()
    _on_the_trail("duty_changed", shift, by)


def take_off(shift: Shift, by: Account) -> None:
    """Nobody is on in its place. Of one that has begun, what was stays. Raises Over."""
    _one_at_a_time(shift)
    _refuse_if_over(shift)
    _on_the_trail("taken_off_duty", shift, by)
    if shift.starts_at < now():
        shift.ends_at = now()
    else:
        session.delete(shift)
    session.flush()


def swap(one: Shift, other: Shift, by: Account) -> None:
    """Each takes the other's shift. Raises Over, NotYourRota, NotOnTheDesk or AlreadyOn."""
    _one_at_a_time(one, other)
    for shift in (one, other):
        _refuse_if_over(shift)
    for shift, account in ((one, other.account), (other, one.account)):
        wanted = Wanted(account, shift.council_code, shift.starts_at, shift.ends_at)
        _refuse(wanted, by, as_well=True, but=[one, other])
    one.account, other.account = other.account, one.account
    one.told_at = other.told_at = None
    session.flush()
    for shift in (one, other):
        _on_the_trail("duty_swapped", shift, by)


def shifts_to_swap_with(shift: Shift, by: Account) -> list[Shift]:
    """What `by` could swap it with: shifts of others that are not over, soonest first."""
    rows = Shift.kept_by(by).where(Shift.ends_at > now(), Shift.account_id != shift.account_id)
    return list(session.scalars(rows.order_by(Shift.starts_at, Shift.id).limit(100)))


def copy_week(monday: date, by: Account) -> tuple[int, int]:
    """The week before the one that begins on this Monday, again: by the clocks on the wall, a week
    later. How many were copied, and how many left out because that time is over, or somebody is on
    then, or whoever it was may not be.
    """
    start, end = moment_at(monday - WEEK, 0), moment_at(monday, 0)
    rows = Shift.kept_by(by).where(Shift.starts_at >= start, Shift.starts_at < end)
    copied = left_out = 0
    for shift in session.scalars(rows.order_by(Shift.starts_at, Shift.id)).all():
        try:
            again = Wanted(
                shift.account,
                shift.council_code,
                _a_week_later(shift.starts_at),
                _a_week_later(shift.ends_at),
            )
            if again.ends_at <= now() or again.ends_at <= again.starts_at:
                raise Over
            put_on(again, by)
            copied += 1
        except (Over, AlreadyOn, SomebodyIsOn, NotOnTheDesk, NoSuchTime, TwiceThatDay):
            left_out += 1
    return copied, left_out


def _one_at_a_time(*shifts: Shift) -> None:
    """Nobody else changes a rota until this transaction ends; these shifts are as they stand now.
    Raises Over for one that somebody has taken off meanwhile.
    """
    # Whoever writes something for a council goes on: only its row's own change would wait.
    every = select(Council.code).order_by(Council.code).with_for_update(key_share=True)
    session.execute(every)
    for shift in shifts:
        session.flush()
        if session.scalar(select(Shift.id).where(Shift.id == shift.id)) is None:
            raise Over
        session.refresh(shift)


def _refuse(wanted: Wanted, by: Account, as_well: bool, but: Iterable[Shift] = ()) -> None:
    if not holds_for(by, Permission.ROTA, wanted.council_code):
        raise NotYourRota
    if not may_stand(wanted.account, wanted.council_code):
        raise NotOnTheDesk
    others = [shift for shift in _at_that_time(wanted) if shift not in but]
    for shift in others:
        if shift.account_id == wanted.account.id:
            raise AlreadyOn(shift)
    beside = [shift for shift in others if _same_desk(shift, wanted)]
    if beside and not as_well:
        raise SomebodyIsOn(beside)


def _at_that_time(wanted: Wanted) -> list[Shift]:
    rows = select(Shift).where(Shift.starts_at < wanted.ends_at, Shift.ends_at > wanted.starts_at)
    return list(session.scalars(rows.order_by(Shift.starts_at, Shift.id)))


def _same_desk(shift: Shift, wanted: Wanted) -> bool:
    return None in (shift.council_code, wanted.council_code) or (
        shift.council_code == wanted.council_code
    )


def _a_week_later(moment: datetime) -> datetime:
    here = moment.astimezone(LONDON)
    return moment_at(here.date() + WEEK, here.time())


def _refuse_if_over(shift: Shift) -> None:
    if shift.ends_at <= now():
        raise Over


def _on_the_trail(action: str, shift: Shift, by: Account) -> None:
    place = shift.council_code or "all"
    times = f"{shift.starts_at:%Y-%m-%dT%H:%M}Z {shift.ends_at:%Y-%m-%dT%H:%M}Z"
    audit.record(action, "duty_shift", shift.id, by, f"account {shift.account_id} {place} {times}")
