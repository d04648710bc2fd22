"""Keeping what a child answers, one question at a time: kept, and looked through at once."""

from collections.abc import Sequence
from functools import partial

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
from surveys.people_picked import NOBODY, SOMEBODY_ELSE, about_whom, by_part, part

A_FEW_WORDS = 3
"""Fewer may be names, which are of no language."""


def asking_of(response: Response, not_with: int | None = None) -> Asking:
    """These answers, for the pages that ask one question each. With the account `not_with` nobody
    can choose to talk there.
    """
    return Asking(response, partial(people_for, not_with=not_with))


def people_for(asking: Asking, question: Question, not_with: int | None = None) -> Sequence[Option]:
    """Who can be picked: those who work with the child today, or somebody else."""
    team = sorted(case_team(asking.response.young_person), key=lambda row: PARTS.index(row.part))
    if question.purpose == "about":
        return about_whom(by_part(team))
    others = [row for row in team if row.worker_id != not_with]
    return [*by_part(others), part(SOMEBODY_ELSE)]


def keep(
    interview: ReturnInterview,
    asking: Asking,
    question: Question,
    given: Given,
    only_adds: bool = False,
) -> None:
    """Keep this answer in place of an earlier one, and tell the duty desk if it hints at danger.
    With `only_adds`, nobody the child named is taken out. Raises AlreadySent once the child has
    agreed to their words.
    """
    before = asking.given(question.key)
    if only_adds and question.purpose == "about":
        given = _with_those_named_before(before, given)
    language = language_of(given.words or "", str(current_language()))
    with kept_for_the_desk(interview):
        asking.save(question, given, language)
    if given != before:
        look(interview, question, given, language)


def _with_those_named_before(before: Given, given: Given) -> Given:
    """A code may be in the hand of whom it is about, who would take themselves out."""
    named = [code for code in (*before.choices, *given.choices) if code != NOBODY]
    return Given(choices=tuple(dict.fromkeys(named))) if named else given


def language_of(words: str, page: str) -> str:
    """The language of what was written on a page in `page`. Whoever listens may write down in
    English what an interpreter says, on a page that is in the child's language.
    """
    if page == ENGLISH:
        return ENGLISH if looks_english(words) else NOT_KNOWN
    several = words.isascii() and len(words.split()) >= A_FEW_WORDS
    return str(ENGLISH) if several and looks_english(words) else page
