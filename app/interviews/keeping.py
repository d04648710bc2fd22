"""Keeping what a child answers, one question at a time: kept, and looked through at once."""

from collections.abc import Sequence

from sqlalchemy import select

from app.core.db import session
from app.core.i18n import current_language
from app.core.languages import ENGLISH, NOT_KNOWN
from app.interviews.danger import look
from app.interviews.models import ReturnInterview
from app.interviews.raised_before import kept_for_the_desk
from app.people.models import PARTS
from app.people.teams import case_team
from app.safeguarding.cues import looks_english
from surveys.asking import Asking
from surveys.definition import Given, Question
from surveys.fields.base import Option
from surveys.models import Response
from surveys.people_picked import SOMEBODY_ELSE, about_whom, by_part, part
from surveys.services import save_answer

A_FEW_WORDS = 3
"""Fewer may be names, which are of no language."""


def alone(interview: ReturnInterview) -> None:
    """Nobody else changes this interview until this transaction ends: of two pages that are sent
    at once, the second finds what the first has made.
    """
    mine = select(ReturnInterview.id).where(ReturnInterview.id == interview.id)
    session.execute(mine.with_for_update())
    session.refresh(interview, ["wishes_id", "words_id", "wishes", "words"])


def asking_of(response: Response) -> Asking:
    """These answers, for the pages that ask one question each."""
    return Asking(response, people_for)


def people_for(asking: Asking, question: Question) -> Sequence[Option]:
    """Who can be picked: those who work with the child today, or somebody else."""
    team = case_team(asking.response.young_person)
    known = by_part(sorted(team, key=lambda row: PARTS.index(row.part)))
    return about_whom(known) if question.purpose == "about" else [*known, part(SOMEBODY_ELSE)]


def keep(interview: ReturnInterview, asking: Asking, question: Question, given: Given) -> None:
    """Keep this answer in place of an earlier one, and tell the duty desk if it hints at danger.
    Raises AlreadySent once the child has agreed to their words.
    """
    before = asking.given(question.key)
    language = language_of(given.words or "", str(current_language()))
    with kept_for_the_desk(interview):
        asking.answers = save_answer(asking.response, question, given, language)
    if given != before:
        look(interview, question, given, language)


def language_of(words: str, page: str) -> str:
    """The language of what was written on a page in `page`. Whoever listens may write down in
    English what an interpreter says, on a page that is in the child's language.
    """
    if page == ENGLISH:
        return ENGLISH if looks_english(words) else NOT_KNOWN
    several = words.isascii() and len(words.split()) >= A_FEW_WORDS
    return str(ENGLISH) if several and looks_english(words) else page
