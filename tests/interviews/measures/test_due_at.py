"""T20: seventy-two hours are elapsed hours, whatever the clocks on the wall do."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clock import LONDON
from app.interviews import tallies
from app.interviews.models import Episode
from tests.interviews.measures.conftest import QUARTER


def due(*back: int, fold: int = 0) -> datetime:
    """When it is due, on the wall in Northamptonshire, if they came back then by the same wall."""
    returned_at = datetime(*back, tzinfo=LONDON, fold=fold).astimezone(UTC)
    return Episode(returned_at=returned_at).due_at.astimezone(LONDON)


@pytest.mark.parametrize(
    ("back", "until"),
    [
        ((2026, 7, 1, 18), (2026, 7, 4, 18)),
        ((2026, 3, 28, 10), (2026, 3, 31, 11)),  # the clocks went forward on the 29th
        ((2026, 10, 24, 10), (2026, 10, 27, 9)),  # and back on the 25th of October
        ((2026, 3, 26, 0, 59), (2026, 3, 29, 0, 59)),  # due a minute before the hour that was lost
        ((2026, 3, 26, 1, 30), (2026, 3, 29, 2, 30)),  # due in it
        ((2026, 12, 24, 16), (2026, 12, 27, 16)),  # over Christmas
        ((2026, 4, 2, 17), (2026, 4, 5, 17)),  # over Good Friday
    ],
)
def test_the_deadline_by_the_clock_on_the_wall(back, until):
    assert due(*back).replace(tzinfo=None) == datetime(*until)


def test_the_hour_that_comes_twice_has_two_deadlines():
    assert f"{due(2026, 10, 25, 1, 30):%d %H:%M}" == "28 00:30"
    assert f"{due(2026, 10, 25, 1, 30, fold=1):%d %H:%M}" == "28 01:30"


def test_who_is_still_missing_has_no_deadline():
    assert Episode(returned_at=None).due_at is None


@given(st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=st.just(LONDON)))
def test_it_is_259200_seconds_from_any_moment(back):
    due_at = Episode(returned_at=back.astimezone(UTC)).due_at
    assert due_at.timestamp() - back.timestamp() == 72 * 3600


@pytest.mark.parametrize(("hours", "within"), [(72, 1), (72.01, 0)])
def test_the_database_counts_elapsed_hours_across_a_clock_change(came_back, hours, within):
    came_back(1, on=datetime(2026, 3, 28, 22, tzinfo=UTC), talked_after=hours)
    found = tallies.episodes(QUARTER.previous, "west")
    assert found["all", "within_72"].things == within


@pytest.mark.postgresql
@pytest.mark.parametrize(("hours", "within"), [(72, 1), (72.01, 0)])
def test_and_so_does_the_other_one(came_back, hours, within):
    came_back(1, on=datetime(2026, 10, 24, 22, tzinfo=UTC), talked_after=hours)
    found = tallies.episodes(QUARTER.next.next, "west")
    assert found["all", "within_72"].things == within
