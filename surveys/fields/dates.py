"""A whole date, typed as three numbers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from surveys.definition import Given
from surveys.fields.base import Option, QuestionType, ValidationProblem
from surveys.texts import NOT_A_DATE, NOT_A_DAY, YEAR_OUT_OF_RANGE

PARTS = ("day", "month", "year")
FIRST_YEAR, LAST_YEAR = 1990, 2100


class Date(QuestionType):
    """Day, month and year in the Gregorian calendar, stored as 2026-03-27.

    Digits of any script are read: a phone set to Dari types ۲۷.
    """

    name = "date"
    partial = "date"

    def clean(self, raw: Sequence[str], options: Sequence[Option] = ()) -> Given:
        parts = [part.strip() for part in raw]
        if not any(parts):
            return Given()
        if len(parts) != 3 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
            raise ValidationProblem(NOT_A_DATE)
        day, month, year = (int(part) for part in parts)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationProblem(YEAR_OUT_OF_RANGE, first=FIRST_YEAR, last=LAST_YEAR)
        try:
            return Given(choices=(date(year, month, day).isoformat(),))
        except ValueError as error:
            raise ValidationProblem(NOT_A_DAY) from error

    def sent(self, formdata: Any, name: str) -> list[str]:
        return [formdata.get(f"{name}-{part}", "") for part in PARTS]

    def drawn(self, values: list[str]) -> dict[str, str]:
        return dict(zip(PARTS, values or ["", "", ""], strict=False))

    def typed(self, given: Given) -> list[str]:
        if not given.choices:
            return []
        day = date.fromisoformat(given.choices[0])
        return [str(day.day), str(day.month), str(day.year)]

    def words(self, given: Given, options: Sequence[Option] = ()) -> list[Any]:
        return [date.fromisoformat(code) for code in given.choices]
