"""What time it is, by the door: tests put their own clock in app.extensions["clock"]."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from flask import Flask, current_app

LONDON = ZoneInfo("Europe/London")


def init_app(app: Flask) -> None:
    app.extensions["clock"] = lambda: datetime.now(UTC)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return current_app.extensions["clock"]()


def today() -> date:
    """The day it is in Northamptonshire."""
    return now().astimezone(LONDON).date()


class NoSuchTime(ValueError):
    """The clocks go forward over this time: it does not come on that day."""


class TwiceThatDay(ValueError):
    """The clocks go back over this time: it comes twice on that day."""


def moment_at(day: date, hour: time | int) -> datetime:
    """The moment, in UTC, at which it is this time (or full hour, 0 to 24) in Northamptonshire.

    Raises NoSuchTime or TwiceThatDay in the nights when the clocks change.
    """
    if isinstance(hour, int):
        wanted = datetime.combine(day, time()) + timedelta(hours=hour)
    else:
        wanted = datetime.combine(day, hour.replace(tzinfo=None))
    first, second = (wanted.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first < second:
        raise TwiceThatDay(wanted)
    if first > second:
        raise NoSuchTime(wanted)
    return first


def is_bank_holiday(day: date) -> bool:
    """True on a bank holiday of England."""
    return day in _bank_holidays(day.year)


@lru_cache(maxsize=16)
def _bank_holidays(year: int):
    # Loading it takes a quarter of a second, which a start has no need of.
    import holidays

    return holidays.country_holidays("GB", subdiv="ENG", years=year)


def is_working_day(day: date) -> bool:
    """True from Monday to Friday, bank holidays of England left out."""
    return day.weekday() < 5 and not is_bank_holiday(day)


def add_working_days(day: date, count: int) -> date:
    """The day `count` working days after `day`; with 0, `day` itself or the next working day."""
    while count > 0 or not is_working_day(day):
        day += timedelta(days=1)
        if count > 0 and is_working_day(day):
            count -= 1
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days lie after `first`, up to and with `last`; 0 if `last` is earlier."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(is_working_day(day) for day in days)
