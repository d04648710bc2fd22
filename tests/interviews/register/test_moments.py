"""Times on the wall clock, and the moments they stand for: also when the clocks change."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clock import LONDON
from app.interviews.moments import moments_of, on_the_wall, read_moments


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "moments"),
    [
        ("2026-01-15T09:30", [utc(2026, 1, 15, 9, 30)]),
        ("2026-07-15T09:30", [utc(2026, 7, 15, 8, 30)]),
        ("15/07/2026 09:30", [utc(2026, 7, 15, 8, 30)]),
        ("15 July 2026, 9:30", [utc(2026, 7, 15, 8, 30)]),
        ("2026-07-15 09:30:59", [utc(2026, 7, 15, 8, 30)]),
        ("2026-10-25T01:30", [utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30)]),
        ("2026-10-25T00:59", [utc(2026, 10, 24, 23, 59)]),
        ("2026-10-25T02:00", [utc(2026, 10, 25, 2)]),
        ("2026-03-29T01:30", [utc(2026, 3, 29, 0, 30), utc(2026, 3, 29, 1, 30)]),
        ("2026-10-25T01:30+01:00", [utc(2026, 10, 25, 0, 30)]),
        ("2026-10-25T01:30Z", [utc(2026, 10, 25, 1, 30)]),
        ("2026-10-25 01:30 +0100", [utc(2026, 10, 25, 0, 30)]),
        ("yesterday", []),
        ("2026-07-15", []),
        ("2026-07-15T24:00", []),
        ("2026-02-30T09:30", []),
        ("0001-01-01T00:00+14:00", []),
        ("2026-07-15T٠٩:30", []),
    ],
)
def test_a_written_time_stands_for_these_moments(written, moments):
    assert read_moments(written) == moments


def test_in_the_hour_that_is_left_out_the_moments_are_an_hour_before_and_after():
    assert [f"{on_the_wall(one):%H:%M}" for one in read_moments("2026-03-29T01:15")] == [
        "00:15",
        "02:15",
    ]


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)))
def test_every_time_stands_for_one_moment_or_two_an_hour_apart(wall):
    found = moments_of(wall)
    assert all(one.tzinfo is UTC for one in found)
    if len(found) == 1:
        assert on_the_wall(found[0]) == wall
    else:
        assert found[1] - found[0] == timedelta(hours=1)
        assert wall.replace(tzinfo=LONDON).date().weekday() == 6


@given(st.text(max_size=40))
def test_nothing_written_breaks_the_reading(written):
    assert len(read_moments(written)) <= 2
