"""Days in words, held to days that are known in both calendars."""

from datetime import UTC, date, datetime, timedelta

import pytest
from convertdate import persian
from hypothesis import given
from hypothesis import strategies as st

from app.core.calendars import CALENDARS, day, day_in_text, ethiopic, ltr, solar_hijri, time_of_day

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    "ours, theirs",
    [
        (date(2026, 9, 11), (2019, 1, 1)),  # New Year
        (date(2026, 9, 10), (2018, 13, 5)),  # the last day of a year of 365
        (date(2027, 9, 11), (2019, 13, 6)),  # the last day of a year of 366
        (date(2027, 9, 12), (2020, 1, 1)),
        (date(2026, 1, 7), (2018, 4, 29)),  # Christmas, 29 Tahsas
        (date(2026, 1, 19), (2018, 5, 11)),  # Epiphany, 11 Tiri
        (date(2000, 1, 1), (1992, 4, 22)),
    ],
)
def test_the_ethiopic_calendar_agrees_with_its_feasts(ours, theirs):
    assert ethiopic(ours) == theirs


@pytest.mark.parametrize(
    "ours, theirs",
    [
        (date(2026, 3, 21), (1405, 1, 1)),  # Nawroz
        (date(2026, 3, 20), (1404, 12, 29)),
        (date(2025, 3, 20), (1403, 12, 30)),  # the last day of a leap year
        (date(2024, 3, 20), (1403, 1, 1)),
        (date(2026, 8, 19), (1405, 5, 28)),  # Independence Day, 28 Asad
        (date(2026, 9, 22), (1405, 6, 31)),
        (date(2026, 9, 23), (1405, 7, 1)),
        (date(1979, 2, 11), (1357, 11, 22)),
    ],
)
def test_the_solar_hijri_calendar_agrees_with_its_feasts(ours, theirs):
    assert solar_hijri(ours) == theirs


@given(DAYS)
def test_the_day_after_is_the_next_day_in_every_calendar(one):
    for calendar in CALENDARS.values():
        year, month, number = calendar.convert(one)
        following = calendar.convert(one + timedelta(days=1))
        assert following in {(year, month, number + 1), (year, month + 1, 1), (year + 1, 1, 1)}
        assert month <= len(calendar.months)


@given(DAYS)
def test_solar_hijri_days_are_those_of_convertdate(one):
    assert solar_hijri(one) == persian.from_gregorian(one.year, one.month, one.day)


TUESDAY = date(2026, 11, 24)
GREGORIAN = '(<bdi dir="ltr">24/11/2026</bdi>)'


@pytest.mark.parametrize(
    "code, words",
    [
        ("en", "Tuesday 24 November 2026"),
        ("ar", "الثلاثاء 24 نوفمبر 2026"),
        ("fa-AF", f"سه‌شنبه 3 قوس 1405 {GREGORIAN}"),
        ("ti", f"ሰሉስ 15 ሕዳር 2019 {GREGORIAN}"),
    ],
)
def test_a_day_is_written_in_the_calendar_of_the_language(code, words):
    assert day(TUESDAY, code) == words


def test_weekdays_begin_on_monday():
    monday = date(2026, 11, 23)
    assert [calendar.weekdays[monday.weekday()] for calendar in CALENDARS.values()] == [
        "دوشنبه",
        "ሰኑይ",
    ]


def test_mail_has_no_tags_in_its_days():
    assert day_in_text(TUESDAY, "ti") == "ሰሉስ 15 ሕዳር 2019 (\u206624/11/2026\u2069)"
    assert day_in_text(TUESDAY, "en") == "Tuesday 24 November 2026"


def test_a_moment_is_the_day_and_the_time_it_is_in_england():
    late = datetime(2026, 7, 14, 23, 30, tzinfo=UTC)
    assert day(late, "en") == "Wednesday 15 July 2026"
    assert time_of_day(late) == '<bdi dir="ltr">00:30</bdi>'


def test_no_day_is_no_words():
    assert day(None, "ar") == ""


def test_a_code_is_escaped_and_stands_left_to_right():
    assert ltr("<1234>") == '<bdi dir="ltr">&lt;1234&gt;</bdi>'
