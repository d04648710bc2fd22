"""The one moment a draft is sent, for any feature that is sent responses.

It has two halves. Looking a draft over opens the words, checks them and may take its time; sending
what was looked over holds the lock that everybody else who writes is waiting for, and is short.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, update
from sqlalchemy.exc import InvalidRequestError

from app.core.db import session
from app.core.languages import ENGLISH, NOT_KNOWN
from app.safeguarding.cues import looks_english
from app.safeguarding.danger import Danger, danger_in, with_what_was_picked
from surveys.changing_drafts import mark_sent
from surveys.definition import Definition, Given
from surveys.fit_to_send import is_nothing, problems_in
from surveys.kept_answers import Kept, given_in, kept_answers
from surveys.models import Answer, Response
from surveys.routing import on_path
from surveys.services import definition_of, digest_of_sent


class AnswersChanged(Exception):
    """The answers are no longer those that were looked over; nothing was sent."""


class NotReady(Exception):
    """There is nothing to send, or something that is too long; nothing was sent."""


class OtherWords(Exception):
    """This was sent already, with other words; those stay as they are."""


@dataclass(frozen=True)
class Ready:
    """A draft that can be sent as it was looked over."""

    response: Response
    digest: str
    """Stands for the answers that were seen."""
    answers: dict[str, Given]
    sent: dict[str, Given]
    """What is sent: the answers on the way that were not skipped."""
    rows: dict[str, Kept]
    changes: int
    """How often the draft had been changed when it was read."""


@dataclass(frozen=True)
class Heard:
    """A draft that was looked over, and all that its words tell before it is sent."""

    ready: Ready
    not_english: tuple[str, ...]
    """The questions answered in words of another language, on a page in English."""
    danger: Danger | None

    @property
    def sent(self) -> dict[str, Given]:
        return self.ready.sent


def look_over(response: Response, looked_over: str) -> Ready | None:
    """The draft, ready to be sent; None for the same that was sent before.

    `looked_over` is the digest of the answers that were seen. Raises AnswersChanged, NotReady or
    OtherWords.
    """
    # Counted before the rows are read: what comes in between is seen to be a change.
    changes = response.changes
    rows = kept_answers(response)
    answers = given_in(rows)
    definition = definition_of(response)
    sent = on_path(definition, answers)
    same = digest_of_sent(response, sent) == looked_over
    if response.sent_on is not None:
        if not same:
            raise OtherWords
        return None
    if not same:
        raise AnswersChanged
    if is_nothing(definition, sent) or any(problems_in(definition, sent, response.return_hash)):
        raise NotReady
    return Ready(response, looked_over, answers, sent, rows, changes)


def hear(response: Response, looked_over: str) -> Heard | None:
    """As `look_over`, and what the words tell: all of it from reading alone."""
    ready = look_over(response, looked_over)
    if ready is None:
        return None
    definition = definition_of(response)
    other_language = not_english(ready.sent, ready.rows)
    danger = danger_in_answers(definition, ready.sent, ready.rows, other_language)
    return Heard(ready, other_language, danger)


def send(ready: Ready, return_number: str | None = None) -> bool:
    """Send it; False if just this was sent in the meantime. Raises AnswersChanged if an answer was
    changed since it was looked over, or all of them are elsewhere now, or OtherWords; the caller
    then rolls back.
    """
    if mark_sent(ready.response, return_number, seen=ready.changes):
        return True
    try:
        session.refresh(ready.response)
    except InvalidRequestError as gone:  # the one tap took over what was in it
        raise AnswersChanged from gone
    if look_over(ready.response, ready.digest) is not None:
        raise AnswersChanged
    return False


def send_once(
    response: Response, looked_over: str, return_number: str | None = None
) -> tuple[dict[str, Given], dict[str, Kept]] | None:
    """Both halves at once: what is sent, and every row; None for the same that was sent before.

    Raises AnswersChanged, NotReady or OtherWords; the caller then rolls back.
    """
    ready = look_over(response, looked_over)
    if ready is None or not send(ready, return_number):
        return None
    return ready.sent, ready.rows


def leave_out_what_was_not_sent(sent: Mapping[str, Given], rows: Mapping[str, Kept]) -> None:
    """What was taken off the path, or emptied again, reaches no adult."""
    left_out = [row.id for key, row in rows.items() if key not in sent]
    if left_out:
        session.execute(delete(Answer).where(Answer.id.in_(left_out)))


def keep_what_was_sent(heard: Heard) -> None:
    """Of the draft only what was sent stays, and words in another language say that they are."""
    leave_out_what_was_not_sent(heard.sent, heard.ready.rows)
    others = [heard.ready.rows[key].id for key in heard.not_english]
    if others:
        session.execute(update(Answer).where(Answer.id.in_(others)).values(language=NOT_KNOWN))


def not_english(sent: Mapping[str, Given], rows: Mapping[str, Kept]) -> tuple[str, ...]:
    """The questions answered in words of another language, on a page in English: they wait for an
    interpreter, whatever language the page was in.
    """
    return tuple(
        key
        for key, given in sent.items()
        if rows[key].language == ENGLISH and given.words and not looks_english(given.words)
    )


def danger_in_answers(
    definition: Definition,
    sent: Mapping[str, Given],
    rows: Mapping[str, Kept],
    other_language: Collection[str],
) -> Danger | None:
    """What speaks for an alert in what is sent: that the form is for it, the words, or a tap that
    says they may not be safe. `other_language`: the questions of `not_english`.
    """
    if definition.urgent:
        return Danger("red", "button")
    words = [
        (NOT_KNOWN if key in other_language else rows[key].language, given.words)
        for key, given in sent.items()
        if given.words
    ]
    found = danger_in(words)
    return with_what_was_picked(found) if said_they_may_not_be_safe(definition, sent) else found


def said_they_may_not_be_safe(definition: Definition, sent: Mapping[str, Given]) -> bool:
    """True if they chose an answer that says they may not be safe."""
    return any(
        key in sent and codes.intersection(sent[key].choices)
        for key, codes in definition.alerting.items()
    )
