"""Thousands of children who come back, over two clock changes and all the bank holidays of a
season: nobody is warned early, nobody late, nobody twice.
"""

import random
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.clock import LONDON, now
from app.core.db import session
from app.demo.factories import make_young_person
from app.interviews.models import Episode, ReturnInterview
from tests.interviews.measures.simulating import AFTER, LATE, SOON, run, season

A_WHILE = timedelta(hours=80)
"""How long ago the returns are that still have something to be said of."""


class ByTheModel:
    """Rounds that know what the model says: by when somebody has talked with a child."""

    def __init__(self) -> None:
        self.said = set()

    def make(self):
        lately = select(ReturnInterview).join(Episode).where(Episode.returned_at >= now() - A_WHILE)
        for interview in session.scalars(lately).unique():
            for kind, after in AFTER.items():
                before = AFTER[LATE] - after
                if self.is_due(interview.episode, before) and (kind, interview.id) not in self.said:
                    self.said.add((kind, interview.id))
                    if interview.held_at is None:
                        yield kind, interview.id

    def is_due(self, episode: Episode, before: timedelta) -> bool:
        return episode.due_at - before <= now()


class ByTheWall(ByTheModel):
    """Three days on the wall, which are 71 or 73 hours when the clocks change."""

    def is_due(self, episode, before):
        back, wall = (
            moment.astimezone(LONDON).replace(tzinfo=None)
            for moment in (episode.returned_at, now())
        )
        return back + AFTER[LATE] - before <= wall


class Careless(ByTheModel):
    """Says the first twice, and the second never."""

    def make(self):
        return [one for one in super().make() if one[0] == SOON] * 2


def outcome_of(rounds, how_many, clock, council):
    people = [make_young_person(council) for _ in range(20)]
    return run(season(how_many, random.Random(72)), people, rounds, clock)


def simulated(how_many: int, clock, council, figure) -> None:
    outcome = outcome_of(ByTheModel(), how_many, clock, council)
    shortest, longest = outcome.hours
    wrong = ", ".join(f"{count} {what}" for what, count in outcome.wrong.items())
    figure(
        f"72 hours: {how_many} returns from March to November, {outcome.over_a_change} over a clock"
        f" change, {outcome.over_a_holiday} over a bank holiday: {wrong};"
        f" said to be late after {shortest:.3f} to {longest:.3f} hours"
    )
    assert not any(outcome.wrong.values()), wrong
    assert outcome.over_a_change > how_many / 20 and outcome.over_a_holiday > how_many / 100
    assert 72 <= shortest <= longest <= 72.1


def test_a_season_of_returns_is_warned_of_in_time(world, clock, figure):
    simulated(200, clock, world.west, figure)


@pytest.mark.long
def test_ten_thousand_returns_are_warned_of_in_time(world, clock, figure):
    simulated(10_000, clock, world.west, figure)


def test_the_simulation_sees_a_clock_on_the_wall_that_is_an_hour_off(world, clock):
    wrong = outcome_of(ByTheWall(), 60, clock, world.west).wrong
    assert wrong["early"] and wrong["late"]


def test_the_simulation_sees_what_is_said_twice_and_what_is_never_said(world, clock):
    wrong = outcome_of(Careless(), 20, clock, world.west).wrong
    assert wrong["twice"] and wrong["missed"]
