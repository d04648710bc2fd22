"""Days, and which of them are worked."""

from datetime import date

import pytest

from app.core.clock import add_working_days, is_working_day, today, working_days_between


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # over a weekend
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # Christmas, and Boxing Day on a Saturday
        (date(2026, 11, 21), 0, date(2026, 11, 23)),  # a Saturday itself
        (date(2026, 11, 18), 3, date(2026, 11, 23)),
        (date(2026, 11, 18), 0, date(2026, 11, 18)),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(start, days, end):
    assert add_working_days(start, days) == end


def test_the_good_friday_of_2027_is_not_worked():
    assert not is_working_day(date(2027, 3, 26))


def test_counting_working_days_is_adding_them_backwards():
    start = date(2026, 12, 18)
    for days in range(1, 15):
        assert working_days_between(start, add_working_days(start, days)) == days
    assert working_days_between(start, start) == 0
    assert working_days_between(date(2026, 12, 20), start) == 0


def test_today_is_the_day_in_northamptonshire(app, clock):
    clock.set(2026, 7, 14, 23, 30)  # half past midnight there, in summer time
    assert today() == date(2026, 7, 15)
