"""The 72 hours are elapsed hours; office hours are another figure, shown beside them."""

from datetime import UTC, datetime, timedelta

import pytest

from app.demo.factories import make_episode, make_return_interview
from app.interviews.clocks import interview_clock, office_time, office_words, state_of


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("came_back", "due"),
    [
        (utc(2026, 7, 15, 9, 30), utc(2026, 7, 18, 9, 30)),
        # 11:00 in summer time; three days later the clocks have gone back, and it is 10:00 there.
        (utc(2026, 10, 23, 10), utc(2026, 10, 26, 10)),
        (utc(2026, 3, 27, 11), utc(2026, 3, 30, 11)),
    ],
)
def test_it_is_due_72_elapsed_hours_after_coming_back(sky, clock, came_back, due):
    clock.moment = due
    episode = make_episode(sky, returned_at=came_back)
    assert episode.due_at == due
    assert state_of(episode.due_at) == "soon"
    clock.forward(seconds=1)
    assert state_of(episode.due_at) == "late"


@pytest.mark.parametrize(
    ("hours", "state"), [(47, "due"), (48, "soon"), (72, "soon"), (73, "late")]
)
def test_it_is_amber_in_the_last_24_hours_and_red_after_them(sky, clock, hours, state):
    episode = make_episode(sky, returned_at=clock())
    clock.forward(hours=hours)
    assert interview_clock(episode)[1] == state


def test_the_clock_stops_when_somebody_talked_with_them(sky, clock):
    came_back = clock()
    clock.forward(days=9)
    episode = make_episode(sky, returned_at=came_back)
    held = {"child_took_part": True}
    interview = make_return_interview(episode, held_at=came_back + timedelta(hours=30), **held)
    assert interview_clock(episode) == ("Held after 30 hours", "done")
    interview.held_at = came_back + timedelta(hours=73)
    assert interview_clock(episode) == ("Held after 73 hours", "late")


def test_it_runs_on_when_a_form_was_filled_in_without_them(sky, clock):
    episode = make_episode(sky, returned_at=clock())
    make_return_interview(episode, answer="accepted", held_at=clock())
    clock.forward(hours=73)
    assert interview_clock(episode)[1] == "late"


def test_nobody_hurries_a_child_who_said_no(sky, clock):
    episode = make_episode(sky, returned_at=clock())
    make_return_interview(episode, offered_at=clock(), answer="declined", answered_at=clock())
    clock.forward(days=9)
    assert interview_clock(episode)[1] == "done"


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (utc(2026, 7, 15, 8), utc(2026, 7, 15, 16), 8),  # a Wednesday, all of it in summer time
        (utc(2026, 7, 15, 9, 30), utc(2026, 7, 15, 10), 0.5),
        (utc(2026, 7, 17, 15), utc(2026, 7, 20, 9), 2),  # over a weekend
        (utc(2026, 7, 18, 9), utc(2026, 7, 19, 17), 0),
        (utc(2026, 12, 24, 9), utc(2026, 12, 29, 10), 9),  # Christmas, and the days instead of it
        (utc(2026, 10, 23, 16), utc(2026, 10, 26, 9), 0),  # nine o’clock, before and after
        (utc(2026, 10, 23, 15), utc(2026, 10, 26, 10), 2),
        (utc(2026, 7, 15, 16), utc(2026, 7, 15, 8), 0),
    ],
)
def test_office_hours_are_those_of_working_days_by_the_wall_clock(start, end, hours):
    assert office_time(start, end, 9, 17) == timedelta(hours=hours)


def test_a_desk_that_closes_at_midnight_is_open_until_then():
    open_all_day = office_time(utc(2026, 7, 14, 23), utc(2026, 7, 15, 23), 0, 24)
    assert open_all_day == timedelta(hours=24)


def test_how_many_of_the_hours_left_are_office_hours_is_said(west, sky, clock):
    clock.set(2026, 7, 17, 15)
    episode = make_episode(sky, returned_at=clock())
    assert office_words(episode, west) == "8 office hours left"
    clock.set(2026, 7, 20, 14, 30)
    assert office_words(episode, west) == "less than an office hour left"
    clock.forward(hours=1)
    assert office_words(episode, west) == ""
    night = make_episode(sky, returned_at=datetime(2026, 7, 17, 21, tzinfo=UTC))
    clock.set(2026, 7, 20, 17)
    assert office_words(night, west) == "no office hour left"
