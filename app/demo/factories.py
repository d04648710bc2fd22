"""Makers of valid things: the tests and the invented demo are built from the same ones.

Each adds what it makes to the session and flushes; nothing commits. What is not said is filled in
with something plausible; two calls never clash.
"""

from app.demo.making.accounts import (
    PASSPHRASE,
    make_council,
    make_shift,
    make_staff,
    make_young_account,
)
from app.demo.making.interviews import make_episode, make_return_interview
from app.demo.making.people import assign, make_inspector, make_young_person
from app.demo.making.statements import make_statement
from app.demo.making.surveys import (
    answer_survey,
    make_open_survey,
    make_survey,
    survey_link,
)

__all__ = [
    "PASSPHRASE",
    "answer_survey",
    "assign",
    "make_council",
    "make_episode",
    "make_inspector",
    "make_open_survey",
    "make_return_interview",
    "make_shift",
    "make_staff",
    "make_statement",
    "make_survey",
    "make_young_account",
    "make_young_person",
    "survey_link",
]
