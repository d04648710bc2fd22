"""Telling us: the moment a draft becomes something an adult must answer."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.core.clock import add_working_days, today
from app.core.db import put_down, session
from app.people import break_glass
from app.safeguarding.services import raise_for
from feedback.models import Coding, Thread, ThreadAudience, ThreadExclusion
from feedback.readers import Audience, decide
from feedback.services import reply_due
from feedback.taps import only_taps
from feedback.theming.codebook import codebook
from surveys.definition import Definition
from surveys.models import Response
from surveys.sending import (
    AnswersChanged,
    Heard,
    NotReady,
    OtherWords,
    hear,
    keep_what_was_sent,
    send,
)
from surveys.services import definition_of

__all__ = ["AnswersChanged", "NotReady", "OtherWords", "give_feedback"]

MOST_SUB_THEMES = 3
"""A comment is about three things at most."""


@dataclass(frozen=True)
class Addressed:
    """What was heard in a draft, whom it is for, and by when somebody answers."""

    heard: Heard
    audience: Audience
    due: date

    @property
    def response(self) -> Response:
        return self.heard.ready.response

    @property
    def definition(self) -> Definition:
        return definition_of(self.response)


def give_feedback(
    response: Response, looked_over: str, return_number: str | None = None
) -> int | None:
    """Send a draft: one conversation (its id), addressed and due, and checked for danger, or none.
    Taps that are only counted are sent without one.

    `looked_over` is the digest of the answers the young person saw. Sending the same twice gives
    the same conversation. Raises AnswersChanged, NotReady, or OtherWords.
    """
    message = listen(response, looked_over)
    return send_on(message, return_number) if message else thread_id_of(response)


def listen(response: Response, looked_over: str) -> Addressed | None:
    """All that sending needs to know, from reading alone; None for the same that was sent before.
    Raises AnswersChanged, NotReady, or OtherWords.
    """
    heard = hear(response, looked_over)
    if heard is None:
        return None
    definition = definition_of(response)
    audience = decide(response, definition, heard.ready.answers)
    urgent = definition.urgent
    due = add_working_days(today(), 0) if urgent else reply_due(audience.council_code)
    return Addressed(heard, audience, due)


def send_on(message: Addressed, return_number: str | None = None) -> int | None:
    """The conversation (its id) that what was heard becomes, as `give_feedback` says.

    Raises AnswersChanged or OtherWords; the caller then rolls back.
    """
    response, heard = message.response, message.heard
    if not send(heard.ready, return_number):
        return thread_id_of(response)
    if response.council_code != message.audience.council_code:
        response.council_code = message.audience.council_code
    keep_what_was_sent(heard)
    if only_taps(message.definition, heard.sent):
        response.return_hash = None
        return None
    thread_id = _address(message)
    _keep_what_it_is_about(message)
    raise_for(
        heard.danger,
        "response",
        response.id,
        council_code=message.audience.council_code,
        excluded_account_ids=message.audience.excluded_accounts,
        anonymous=response.anonymous,
    )
    return thread_id


def thread_id_of(response: Response) -> int | None:
    return session.scalar(select(Thread.id).where(Thread.response_id == response.id))


def _address(message: Addressed) -> int:
    response, audience = message.response, message.audience
    thread_id = put_down(
        Thread,
        response_id=response.id,
        council_code=audience.council_code,
        young_person_id=response.young_person_id,
        opened_on=today(),
        due_on=message.due,
        state="waiting",
    )
    for part in audience.parts:
        put_down(ThreadAudience, thread_id=thread_id, part=part, because="chosen", since_on=today())
    for account_id in audience.excluded_accounts:
        put_down(ThreadExclusion, thread_id=thread_id, account_id=account_id)
    if response.young_person_id is not None:
        break_glass.keep_from(response.young_person_id, audience.excluded_accounts)
    for part in audience.excluded_parts:
        put_down(ThreadExclusion, thread_id=thread_id, part=part)
    return thread_id


def _keep_what_it_is_about(message: Addressed) -> None:
    """What the child picked is the first proposal for every comment they wrote beside it."""
    definition = message.definition
    sent, rows = message.heard.sent, message.heard.ready.rows
    picked = [
        choice.sub_theme
        for key, given in sent.items()
        for choice in definition.question(key).choices
        if choice.code in given.choices and choice.sub_theme
    ]
    for key in sent:
        if rows[key].kind == "words":
            for sub_theme in [*dict.fromkeys(picked)][:MOST_SUB_THEMES]:
                session.add(
                    Coding(
                        answer_id=rows[key].id,
                        sub_theme=sub_theme,
                        proposed_by="child",
                        codebook_version=codebook().version,
                    )
                )
