"""Answers as they are read back: codes in the reader’s words, words as they were written."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.accounts.council_names import council_name
from app.accounts.models import Council
from app.core.calendars import day as day_in_words
from app.core.db import session
from app.core.spoken import in_their_words
from surveys.definition import Given, Question
from surveys.fields.base import Option
from surveys.fields.table import TYPES
from surveys.texts import PEOPLE


def lines_of(question: Question, given: Given) -> list[Any]:
    """One answer, a line for each choice: in the reader's language, or as it was written."""
    kind = TYPES[question.type]
    lines = kind.words(given, shown_options(question, given))
    return [day_in_words(line) if isinstance(line, date) else line for line in lines]


def shown_options(question: Question, given: Given) -> list[Option]:
    """The options of a question in the reader's words; for a person question, those chosen."""
    if question.type == "person":
        return [Option(code, PEOPLE.get(code) or _council_name(code)) for code in given.choices]
    return [
        replace(one, label=in_their_words(one.label)) if question.choices else one
        for one in TYPES[question.type].options(question)
    ]


def _council_name(code: str) -> str:
    council = session.get(Council, code)
    return council_name(council.name) if council else code
