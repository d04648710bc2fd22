"""A season in which children come back by the clock on the wall, and a worker makes its rounds.

Everything happens in its order under the app's clock. What is right is reckoned apart from the app,
in seconds since 1970, which know of no clock change and no holiday.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from app.core.clock import LONDON, is_working_day
from app.demo.factories import make_episode, make_return_interview
from app.interviews.models import ReturnInterview
from app.people.models import YoungPerson
from tests.clocks import SettableClock

SOON, LATE = "soon", "late"
AFTER = {SOON: timedelta(hours=48), LATE: timedelta(hours=72)}
"""When each of the two is said: a day before the time is up, and then."""
ROUND = timedelta(minutes=5)
FIRST_DAY, LAST_DAY = date(2026, 3, 1), date(2026, 11, 30)
CHANGES = (date(2026, 3, 29), date(2026, 10, 25))
HEARD = 0.5
"""The part of them with whom somebody talks, sooner or later."""


class Rounds(Protocol):
    """What is watched: one round, made at the app's moment."""

    def make(self) -> Iterable[tuple[str, int]]:
        """SOON or LATE, and the interview it was said of."""


@dataclass
class Return:
    """A child who came back, and when somebody talked with them, if anybody did."""

    back: datetime
    heard: datetime | None
    interview: ReturnInterview | None = None
    said: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class Outcome:
    """How often the rounds were wrong, and how long it took them to say that it is late."""

    returns: Sequence[Return]
    wrong: dict[str, int]
    hours: tuple[float, float]
    """The shortest and the longest from a return to being told that the time is up."""

    @property
    def over_a_change(self) -> int:
        """Returns in whose 72 hours the clocks changed."""
        return sum(any(day in CHANGES for day in _days(one)) for one in self.returns)

    @property
    def over_a_holiday(self) -> int:
        """Returns in whose 72 hours there was a bank holiday on a weekday."""
        return sum(
            any(day.weekday() < 5 and not is_working_day(day) for day in _days(one))
            for one in self.returns
        )


def _days(one: Return) -> list[date]:
    """The days the 72 hours touch, by the calendar on the wall."""
    end = (one.back + AFTER[LATE]).astimezone(LONDON).date()
    first = one.back.astimezone(LONDON).date()
    return [first + timedelta(days=n) for n in range((end - first).days + 1)]


def season(how_many: int, chance: random.Random) -> list[Return]:
    """Returns at any minute on the wall, one in ten within three days before a clock change."""
    found = []
    for number in range(how_many):
        if number % 10 == 0:
            day = chance.choice(CHANGES) - timedelta(days=chance.randrange(4))
        else:
            day = FIRST_DAY + timedelta(days=chance.randrange((LAST_DAY - FIRST_DAY).days))
        hour = chance.choice((0, 1, 2, 3, chance.randrange(24)))
        wall = datetime(day.year, day.month, day.day, hour, chance.randrange(60), tzinfo=LONDON)
        back = wall.replace(fold=chance.randrange(2)).astimezone(UTC)
        waits = timedelta(hours=chance.uniform(1, 100)) if chance.random() < HEARD else None
        found.append(Return(back, back + waits if waits else None))
    return found


def run(
    returns: Sequence[Return],
    people: Sequence[YoungPerson],
    rounds: Rounds,
    clock: SettableClock,
) -> Outcome:
    """Let it all happen, with the rounds on either side of each moment at which something is to be
    said. Those of the others are the rounds in between.
    """
    of_interview: dict[int, Return] = {}
    for moment, what, number in _events(returns):
        clock.moment = moment
        one = returns[number]
        if what == "back":
            person = people[number % len(people)]
            one.interview = make_return_interview(make_episode(person, returned_at=moment))
            of_interview[one.interview.id] = one
        elif what == "heard":
            one.interview.interviewer_name, one.interview.method = "A listener", "in_person"
            one.interview.held_at, one.interview.child_took_part = moment, True
        else:
            for kind, interview_id in rounds.make():
                of_interview[interview_id].said[kind].append(moment)
    return _judged(returns)


def _events(returns: Sequence[Return]) -> list[tuple[datetime, str, int]]:
    """What happens when; at the same moment what happens to a child is before a round."""
    events = []
    for number, one in enumerate(returns):
        events.append((one.back, "back", number))
        if one.heard:
            events.append((one.heard, "heard", number))
        for after in AFTER.values():
            events += [(moment, "round", number) for moment in _rounds_about(one.back + after)]
    return sorted(events)


def _rounds_about(moment: datetime) -> list[datetime]:
    """The last round before this moment, the next one, and one more if that is made in the very
    second, when it may be either.
    """
    every = ROUND.total_seconds()
    before = datetime.fromtimestamp((moment.timestamp() - 1) // every * every, UTC)
    after = before + ROUND
    return [before, after, after + ROUND] if after == moment else [before, after]


def _judged(returns: Sequence[Return]) -> Outcome:
    wrong = dict.fromkeys(("early", "late", "missed", "twice", "needless"), 0)
    took = []
    for one in returns:
        for kind, after in AFTER.items():
            due = one.back.timestamp() + after.total_seconds()
            said = [moment.timestamp() for moment in one.said[kind]]
            heard = one.heard.timestamp() if one.heard else None
            wrong["early"] += sum(moment < due for moment in said)
            wrong["late"] += sum(moment > due + ROUND.total_seconds() for moment in said)
            wrong["twice"] += len(said) > 1
            wrong["needless"] += sum(heard is not None and heard <= moment for moment in said)
            still_waits = heard is None or heard > due + ROUND.total_seconds()
            wrong["missed"] += still_waits and not said
            if kind == LATE:
                took += [(moment - one.back.timestamp()) / 3600 for moment in said]
    return Outcome(returns, wrong, (min(took, default=0), max(took, default=0)))
