"""Slowing down without knowing who."""

from sqlalchemy import select

from app.core.throttle import Attempt, too_often


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
