"""The one moment a draft is sent, for any feature that is sent responses."""

from collections.abc import Mapping

from sqlalchemy import delete

from app.core.db import session
from app.core.languages import ENGLISH, NOT_KNOWN
from app.safeguarding.cues import looks_english
from surveys.asking import Asking
from surveys.definition import Definition, Given
from surveys.models import Answer, Response
from surveys.services import answer_rows, digest_of_answers, given_in, mark_sent


class AnswersChanged(Exception):
    """The answers are no longer those that were looked over; nothing was sent."""


class NotReady(Exception):
    """There is nothing to send, or something that is too long; nothing was sent."""


class OtherWords(Exception):
    """This was sent already, with other words; those stay as they are."""


def send_once(
    response: Response, looked_over: str, return_number: str | None = None
) -> tuple[dict[str, Given], dict[str, Answer]] | None:
    """Send a draft: its answers and their rows; None for the same that was sent before.

    `looked_over` is the digest of the answers that were seen. Raises AnswersChanged, NotReady or
    OtherWords; the caller then rolls back.
    """
    first = mark_sent(response, return_number)
    rows = answer_rows(response)
    answers = given_in(rows)
    same = digest_of_answers(response, answers) == looked_over
    if not first:
        session.refresh(response)
        if not same:
            raise OtherWords
        return None
    if not same:
        raise AnswersChanged
    if _is_not_ready(response, answers):
        raise NotReady
    return answers, rows


def _is_not_ready(response: Response, answers: dict[str, Given]) -> bool:
    asking = Asking(response)
    asking.answers = answers
    return asking.nothing_said or bool(asking.problems())


def leave_out_what_was_not_sent(sent: Mapping[str, Given], rows: Mapping[str, Answer]) -> None:
    """What was taken off the path, or emptied again, reaches no adult."""
    left_out = [row.id for key, row in rows.items() if key not in sent]
    if left_out:
        session.execute(delete(Answer).where(Answer.id.in_(left_out)))


def say_what_is_not_english(sent: Mapping[str, Given], rows: Mapping[str, Answer]) -> None:
    """Words that are not English wait for an interpreter, whatever language the page was in."""
    for key, given in sent.items():
        row = rows[key]
        if row.language == ENGLISH and given.words and not looks_english(given.words):
            row.language = NOT_KNOWN


def said_they_may_not_be_safe(definition: Definition, sent: Mapping[str, Given]) -> bool:
    """True if they chose an answer that says they may not be safe."""
    return any(
        definition.question(key).alert_on.intersection(given.choices) for key, given in sent.items()
    )
