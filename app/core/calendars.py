"""Days in words, in the calendar a young person grew up with.

Babel writes only Gregorian dates, and in Tigrinya would put an Ethiopic month's name on a Gregorian
month. So Dari has the Solar Hijri calendar with the months' Afghan names, Tigrinya the Ethiopic
one, each followed by the day as everyone in England writes it. Digits are Latin throughout (the
young person will meet them on a phone and a timetable) and stand left to right.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date
from convertdate import coptic, persian
from flask_babel import get_locale
from markupsafe import Markup

from app.core.clock import LONDON
from app.core.languages import by_locale, find

PATTERNS = {"en": "EEEE d MMMM y", "ar": "EEEE d MMMM y"}

# The Ethiopic calendar has the months and days of the Coptic one; only its years begin in A.D. 8
# where the Coptic years begin in A.D. 284. convertdate knows the Coptic one.
ETHIOPIC_BEFORE_COPTIC = 276
SOLAR_HIJRI_AFTER_OURS = 621


@dataclass(frozen=True)
class Calendar:
    """A calendar that Babel cannot write. `convert` turns a day of ours into year, month, day."""

    convert: Callable[[date], tuple[int, int, int]]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    """From Monday, as Python counts."""


def ethiopic(day: date) -> tuple[int, int, int]:
    """Year, month (1–13) and day in the Ethiopic calendar."""
    year, month, number = coptic.from_gregorian(day.year, day.month, day.day)
    return year + ETHIOPIC_BEFORE_COPTIC, month, number


def solar_hijri(day: date) -> tuple[int, int, int]:
    """Year, month (1–12) and day in the Solar Hijri calendar."""
    first = _first_of_hamal(day.year)
    if day < first:
        first = _first_of_hamal(day.year - 1)
    gone = (day - first).days
    # Six months of 31 days, then months of 30; the last one ends with the year.
    month, number = divmod(gone, 31) if gone < 186 else divmod(gone - 186, 30)
    return first.year - SOLAR_HIJRI_AFTER_OURS, month + (1 if gone < 186 else 7), number + 1


# convertdate works out the spring equinox, which takes 10 ms: once a year, not once a date.
@lru_cache(maxsize=256)
def _first_of_hamal(year: int) -> date:
    return date(*persian.to_gregorian(year - SOLAR_HIJRI_AFTER_OURS, 1, 1))


CALENDARS = {
    "fa_AF": Calendar(
        solar_hijri,
        (
            "حمل",
            "ثور",
            "جوزا",
            "سرطان",
            "اسد",
            "سنبله",
            "میزان",
            "عقرب",
            "قوس",
            "جدی",
            "دلو",
            "حوت",
        ),
        ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"),
    ),
    "ti": Calendar(
        ethiopic,
        (
            "መስከረም",
            "ጥቅምቲ",
            "ሕዳር",
            "ታሕሳስ",
            "ጥሪ",
            "ለካቲት",
            "መጋቢት",
            "ሚያዝያ",
            "ግንቦት",
            "ሰነ",
            "ሓምለ",
            "ነሓሰ",
            "ጳጉሜን",
        ),
        ("ሰኑይ", "ሰሉስ", "ረቡዕ", "ሓሙስ", "ዓርቢ", "ቀዳም", "ሰንበት"),
    ),
}


def day(when: date | datetime | None, language: str | None = None) -> Markup:
    """A day in words, for a page: `Tuesday 24 November 2026`; empty for None.

    In the language given, or the page's. A moment counts as the day it is in England.
    """
    if when is None:
        return Markup("")
    own, gregorian = _day_in(_in_england(when), language)
    return Markup("{} ({})").format(own, ltr(gregorian)) if gregorian else Markup.escape(own)


def day_in_text(when: date | datetime, language: str | None = None) -> str:
    """The same for mail and documents, isolated by characters and not by tags."""
    own, gregorian = _day_in(_in_england(when), language)
    return f"{own} (\u2066{gregorian}\u2069)" if gregorian else own


def time_of_day(when: datetime) -> Markup:
    """`17:30`, the time it is in England, left to right. `when` must be aware."""
    return ltr(when.astimezone(LONDON).strftime("%H:%M"))


def ltr(text: object) -> Markup:
    """A number, a code or an address that must not turn round in a right-to-left sentence."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


FILTERS = {"day": day, "time": time_of_day, "ltr": ltr}


def _in_england(when: date | datetime) -> date:
    if not isinstance(when, datetime):
        return when
    return when.astimezone(LONDON).date() if when.tzinfo else when.date()


def _day_in(when: date, language: str | None) -> tuple[str, str]:
    """The day in the language's own calendar, and in numbers of ours ("" if that is the same)."""
    known = find(language) or by_locale(str(get_locale()))
    calendar = CALENDARS.get(known.locale)
    if calendar is None:
        pattern = PATTERNS.get(known.locale, "full")
        return format_date(when, pattern, locale=known.locale), ""
    year, month, number = calendar.convert(when)
    own = f"{calendar.weekdays[when.weekday()]} {number} {calendar.months[month - 1]} {year}"
    return own, f"{when:%d/%m/%Y}"
