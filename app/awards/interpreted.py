"""Nominations in other languages: what interpreters are shown, and what they have put beside it."""

from collections.abc import Iterable

from sqlalchemy import Select, select

from app.accounts.councils import within
from app.accounts.models import Account
from app.awards.models import Nomination, Nominee
from app.core.languages import ENGLISH
from app.core.permissions import Permission
from surveys.beside import English, english_beside, wants_english
from surveys.models import Answer
from surveys.reading_back import lines_of
from surveys.routing import on_path
from surveys.services import answers_of, definition_of

STORY = "why"
"""The question whose answer is put into English. A name is nobody's to put into anything."""

PICKED = "what_they_did"
"""The question whose answers can be picked instead of written."""


@wants_english
def stories(account: Account) -> Select[tuple[int]]:
    """Of the nominees of the account's councils, and of those of whom no council is known yet."""
    return (
        select(Answer.id)
        .join(Nomination, Nomination.response_id == Answer.response_id)
        .join(Nominee, Nominee.id == Nomination.nominee_id)
        .where(
            Answer.question_key == STORY,
            Nomination.state.in_(("held", "in")),
            within(Nominee.council_code, account, Permission.TRANSLATE, or_unknown=True),
        )
    )


def story_of(nomination: Nomination) -> Answer | None:
    """What was written, in the language it was written in."""
    rows = (row for row in nomination.response.answers if row.question_key == STORY and row.words)
    return next(rows, None)


def picked_lines(nomination: Nomination) -> list[str]:
    """What was picked and not written, in the reader's words: some nominate without typing."""
    asked = definition_of(nomination.response)
    given = on_path(asked, answers_of(nomination.response)).get(PICKED)
    return lines_of(asked.question(PICKED), given) if given else []


def english_of(nominations: Iterable[Nomination]) -> dict[int, English]:
    """By nomination, an interpreter's English for what was written; in one query for all."""
    told = {one.id: story for one in nominations if (story := story_of(one))}
    found = english_beside([story.id for story in told.values()])
    return {id: found[story.id] for id, story in told.items() if story.id in found}


def waits_for_english(nomination: Nomination, english: English | None) -> bool:
    """True for a story in another language that no interpreter has put into English."""
    story = story_of(nomination)
    return story is not None and story.language != ENGLISH and english is None
