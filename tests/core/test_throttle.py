"""Slowing down without knowing who."""

import pytest
from sqlalchemy import select

from app.core.throttle import FLOOD_SECONDS, Attempt, TooMany, comes_in_a_flood, too_often


def test_the_limit_is_reached_and_passes_with_time(app, clock):
    assert [too_often("door", "a", 2, 60) for _ in range(3)] == [False, False, True]
    assert not too_often("door", "b", 2, 60)
    clock.forward(minutes=2)
    assert not too_often("door", "a", 2, 60)


def test_what_is_kept_names_nobody_and_goes(app, session, clock):
    too_often("door", "0800 1111", 2, 60)
    clock.forward(minutes=5)
    too_often("door", "other", 2, 60)
    rows = session.scalars(select(Attempt)).all()
    assert len(rows) == 1
    assert len(rows[0].key) == 32


def test_what_comes_through_an_open_link_is_looked_at_then_waits(app, clock):
    come = lambda key: comes_in_a_flood("door", key, 2)  # noqa: E731
    assert [come("a") for _ in range(20)] == [False] * 2 + [True] * 18
    with pytest.raises(TooMany):
        come("a")
    assert not come("b")
    clock.forward(seconds=FLOOD_SECONDS)
    assert not come("a")


def test_settings_take_the_place_of_both_limits(app):
    app.config.update(DOOR_FLOOD=1, DOOR_STOP=2)
    assert [comes_in_a_flood("door", "a", 100) for _ in range(2)] == [False, True]
    with pytest.raises(TooMany):
        comes_in_a_flood("door", "a", 100)


def test_what_is_rolled_back_was_not_sent(app, session):
    for _ in range(3):
        assert not comes_in_a_flood("door", "a", 1)
        session.rollback()
