"""The child reads back what was written down for them, corrects it, and agrees to it."""

from sqlalchemy import delete

from app.core.clock import now
from app.core.db import session
from app.interviews.keeping import asking_of
from app.interviews.models import ReturnInterview
from app.interviews.raised_before import kept_for_the_desk
from surveys.asking import Row
from surveys.changing_drafts import mark_sent
from surveys.models import Answer
from surveys.routing import on_path
from surveys.services import answer_rows, definition_of, digest_of_answers, given_in


class AnswersChanged(Exception):
    """The words are no longer those that were read back; nothing was agreed to."""


class NotReady(Exception):
    """Something is too long to stay as it is; nothing was agreed to."""


def said(interview: ReturnInterview) -> list[Row]:
    """Every question that was answered, for the child to read; whom they named is among it."""
    if interview.words is None:
        return []
    return [row for row in asking_of(interview.words).rows() if row.lines]


def agree(interview: ReturnInterview, looked_over: str) -> None:
    """The child says: these are my words. From now on they stay as they are.

    `looked_over` is the digest of what was read back. Agreeing twice is agreeing once. Raises
    AnswersChanged or NotReady; then roll back.
    """
    response = interview.words
    if not mark_sent(response):
        return
    rows = answer_rows(response)
    answers = given_in(rows)
    if digest_of_answers(response, answers) != looked_over:
        raise AnswersChanged
    if asking_of(response).problems():
        raise NotReady
    kept = on_path(definition_of(response), answers)
    left_out = [row.id for key, row in rows.items() if key not in kept]
    with kept_for_the_desk(interview):
        session.execute(delete(Answer).where(Answer.id.in_(left_out)))
    interview.read_back_at = now()
    session.flush()
