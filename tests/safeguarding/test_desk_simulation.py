"""Alerts walked through shifts, nights, weekends, bank holidays and both clock changes.

Beside the app runs a second reckoning that shares nothing with it: its own offset from UTC, its own
deadlines, its own list of who is on. Whoever is told must be told at the minute that it says, of
what it says, and nobody else ever. The long form is run by `python3 tests --long`.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, select

from app.accounts.models import Account
from app.core.clock import moment_at
from app.core.jobs import Job
from app.core.permissions import Role
from app.demo.factories import make_council, make_shift, make_staff
from app.safeguarding.duty_mail import second_contact_overdue, tell_who_came_on
from app.safeguarding.services import acknowledge, raise_alert

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WINTER = datetime(2026, 10, 25, 2), datetime(2027, 3, 28, 1)
"""On the wall: from when until when the clocks in England show UTC."""
SPANS = {
    "the clocks go back": date(2026, 10, 24),
    "Christmas": date(2026, 12, 24),
    "Easter, and the clocks go forward": date(2027, 3, 26),
}
ALLOWED = {"red": HOUR, "amber": DAY}


def utc(day: date, hour: int) -> datetime:
    """The moment at which it is this hour in England."""
    wall = datetime(day.year, day.month, day.day) + hour * HOUR
    summer = not WINTER[0] <= wall < WINTER[1]
    return (wall - (HOUR if summer else timedelta())).replace(tzinfo=UTC)


def on_the_wall(moment: datetime) -> date:
    """The day it is in England."""
    plain = moment.replace(tzinfo=None)
    summer = not WINTER[0] - HOUR <= plain < WINTER[1]
    return (plain + (HOUR if summer else timedelta())).date()


@dataclass
class Turn:
    """Somebody's time on duty, as the second reckoning has it."""

    email: str
    start: datetime
    end: datetime


@dataclass
class Case:
    """An alert to be: when it is raised, of what kind, and when somebody picks it up, if ever."""

    number: int
    at: datetime
    level: str
    source: str
    anonymous: bool
    picked_up: datetime | None
    alert: object = field(default=None)

    @property
    def due(self) -> datetime:
        due = self.at + ALLOWED[self.level]
        if self.source == "language":
            midnight = utc(on_the_wall(self.at) + DAY, 0)
            due = max(self.at + HOUR, min(due, midnight))
        if self.anonymous and (over := (due - datetime(2026, 1, 1, tzinfo=UTC)) % (15 * MINUTE)):
            due += 15 * MINUTE - over
        return due

    def waits_at(self, moment: datetime) -> bool:
        return self.at <= moment and (self.picked_up is None or moment < self.picked_up)


class Simulation:
    """One span of days at one desk."""

    def __init__(self, session, clock, first: date, days: int, cases: int, chance) -> None:
        self.session, self.clock, self.chance = session, clock, chance
        self.west = make_council("west", "West")
        self.staff = [make_staff(Role.DUTY_WORKER, council=self.west) for _ in range(3)]
        self.turns = [
            turn
            for n in range(days)
            for turn in self._turns_of(first + n * DAY)
            if turn is not None
        ]
        self.cases = [self._case(n, utc(first, 0), days) for n in range(cases)]
        self.tally: Counter[str] = Counter()
        self.wrong: list[str] = []
        session.commit()

    def _turns_of(self, day: date):
        """The hours of the desk and the night after them; one in six has nobody on it."""
        for start, end, begins, ends in (
            (utc(day, 9), utc(day, 17), moment_at(day, 9), moment_at(day, 17)),
            (utc(day, 17), utc(day + DAY, 9), moment_at(day, 17), moment_at(day + DAY, 9)),
        ):
            if self.chance.random() > 1 / 6:
                who: Account = self.chance.choice(self.staff)
                make_shift(who, begins, ends, self.west)
                yield Turn(who.email, start, end)

    def _case(self, number: int, start: datetime, days: int) -> Case:
        at = start + self.chance.randrange(days * 24 * 60) * MINUTE
        level = self.chance.choice(("red", "amber"))
        taken = self.chance.choice((None, 3, 40, 59, 60, 61, 180, 23 * 60, 25 * 60))
        return Case(
            number + 1,
            at,
            level,
            "language" if level == "amber" and self.chance.random() < 0.4 else "reader",
            self.chance.random() < 0.3,
            None if taken is None else at + taken * MINUTE,
        )

    def run(self) -> None:
        """From minute to minute, wherever something may happen, and a minute before."""
        for moment in sorted(self._moments()):
            self.clock.moment = moment
            self._raise_and_pick_up(moment)
            second_contact_overdue()
            tell_who_came_on()
            self._compare(moment)

    def _moments(self) -> set[datetime]:
        edges = [case.at for case in self.cases] + [turn.start for turn in self.turns]
        edges += [turn.end for turn in self.turns]
        for case in self.cases:
            edges += [case.due, case.due + MINUTE]
            edges += [case.picked_up] if case.picked_up else []
        return {edge + step for edge in edges for step in (-MINUTE, timedelta())}

    def _raise_and_pick_up(self, moment: datetime) -> None:
        for case in self.cases:
            if case.at == moment:
                case.alert = raise_alert(
                    "response",
                    case.number,
                    level=case.level,
                    source=case.source,
                    council_code="west",
                    anonymous=case.anonymous,
                )
                self.session.flush()
            if case.picked_up == moment:
                acknowledge(case.alert, self.staff[0])

    def _compare(self, moment: datetime) -> None:
        self.session.flush()
        payloads = [job.payload for job in self.session.scalars(select(Job))]
        told = Counter(
            (one["to"], one["template"], one["facts"].get("count", 0)) for one in payloads
        )
        self.session.execute(delete(Job))
        expected = self._expected(moment)
        for (_to, template, _count), times in (told & expected).items():
            self.tally[template] += times
        for who, times in (told - expected).items():
            self.wrong.append(
                f"{moment:%d %b %H:%M}: too early, or never to be told: {who} {times}"
            )
        for who, times in (expected - told).items():
            self.wrong.append(f"{moment:%d %b %H:%M}: too late: {who} {times}")

    def _expected(self, moment: datetime) -> Counter:
        on = [turn.email for turn in self.turns if turn.start <= moment < turn.end]
        told: Counter = Counter()
        for case in self.cases:
            if case.at == moment:
                told += Counter((to, "alert_raised", 0) for to in on or [self.west.duty_email])
            # The first minute after it was due, if nobody has picked it up.
            if moment - MINUTE <= case.due < moment and case.waits_at(moment):
                told[(self.west.second_contact_email, "alert_second_contact", 0)] += 1
        # Of what is raised at that moment they are told by itself.
        waiting = sum(case.waits_at(moment) for case in self.cases if case.at != moment)
        for turn in self.turns:
            if turn.start == moment and waiting:
                told[(turn.email, "alerts_waiting", waiting)] += 1
        return told


def test_the_second_reckoning_has_its_own_clock_and_agrees():
    for first in SPANS.values():
        for n in range(8):
            for hour in (0, 9, 17):
                assert utc(first + n * DAY, hour) == moment_at(first + n * DAY, hour)


@pytest.mark.parametrize("span", SPANS)
def test_nobody_is_told_late_or_early(session, clock, figure, span):
    one = Simulation(session, clock, SPANS[span], 3, 8, random.Random(span))
    one.run()
    figure(f"desk alerts, {span}: {said(one)}")
    assert one.wrong == []
    assert one.tally["alert_raised"] and one.tally["alert_second_contact"]


@pytest.mark.long
@pytest.mark.parametrize("span", SPANS)
def test_nobody_is_told_late_or_early_in_hundreds_of_alerts(session, clock, figure, span):
    one = Simulation(session, clock, SPANS[span] - 7 * DAY, 16, 400, random.Random(span))
    one.run()
    figure(f"desk alerts, {span}: {said(one)}")
    assert one.wrong == []


def said(one: Simulation) -> str:
    mails = ", ".join(f"{template} {times}" for template, times in sorted(one.tally.items()))
    return (
        f"{len(one.cases)} alerts, {len(one.turns)} shifts; told on the minute: {mails}; "
        f"late or early: {len(one.wrong)}"
    )
