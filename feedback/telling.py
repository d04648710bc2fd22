"""Telling us: the moment a draft becomes something an adult must answer."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.core.clock import add_working_days, today
from app.core.db import put_down, session
from app.core.languages import NOT_KNOWN
from app.people import break_glass
from app.safeguarding.services import Danger, raise_alert
from feedback.models import Coding, Thread, ThreadAudience, ThreadExclusion
from feedback.readers import Audience, decide
from feedback.services import reply_due
from feedback.taps import only_taps
from feedback.theming.codebook import codebook
from surveys.definition import Definition, Given
from surveys.models import Response
from surveys.routing import on_path
from surveys.sending import (
    AnswersChanged,
    NotReady,
    OtherWords,
    Ready,
    danger_in_answers,
    leave_out_what_was_not_sent,
    look_over,
    not_english,
    send,
)
from surveys.services import definition_of

__all__ = ["AnswersChanged", "NotReady", "OtherWords", "give_feedback"]

MOST_SUB_THEMES = 3
"""A comment is about three things at most."""


@dataclass(frozen=True)
class Heard:
    """A draft that was looked over, and all that is known of it before it is sent."""

    ready: Ready
    sent: dict[str, Given]
    """What is sent: the answers on the way that were not skipped."""
    audience: Audience
    due: date
    not_english: tuple[str, ...]
    """The questions answered in words of another language, on a page in English."""
    danger: Danger | None

    @property
    def definition(self) -> Definition:
        return definition_of(self.ready.response)


def give_feedback(
    response: Response, looked_over: str, return_number: str | None = None
) -> int | None:
    """Send a draft: one conversation (its id), addressed and due, and checked for danger, or none.
    Taps that are only counted are sent without one.

    `looked_over` is the digest of the answers the young person saw. Sending the same twice gives
    the same conversation. Raises AnswersChanged, NotReady, or OtherWords.
    """
    heard = listen(response, looked_over)
    return send_on(heard, return_number) if heard else thread_id_of(response)


def listen(response: Response, looked_over: str) -> Heard | None:
    """All that sending needs to know, from reading alone; None for the same that was sent before.
    Raises AnswersChanged, NotReady, or OtherWords.
    """
    ready = look_over(response, looked_over)
    if ready is None:
        return None
    definition = definition_of(response)
    audience = decide(response, definition, ready.answers)
    sent = on_path(definition, ready.answers)
    other_language = not_english(sent, ready.rows)
    urgent = definition.urgent
    return Heard(
        ready,
        sent,
        audience,
        due=add_working_days(today(), 0) if urgent else reply_due(audience.council_code),
        not_english=other_language,
        danger=danger_in_answers(definition, sent, ready.rows, other_language),
    )


def send_on(heard: Heard, return_number: str | None = None) -> int | None:
    """The conversation (its id) that what was heard becomes, as `give_feedback` says.

    Raises AnswersChanged or OtherWords; the caller then rolls back.
    """
    ready = heard.ready
    response, rows = ready.response, ready.rows
    if not send(ready, return_number):
        return thread_id_of(response)
    if response.council_code != heard.audience.council_code:
        response.council_code = heard.audience.council_code
    leave_out_what_was_not_sent(heard.sent, rows)
    if only_taps(heard.definition, heard.sent):
        response.return_hash = None
        return None
    for key in heard.not_english:
        rows[key].language = NOT_KNOWN
    thread_id = _address(heard)
    _keep_what_it_is_about(heard)
    _tell_of_danger(heard)
    return thread_id


def thread_id_of(response: Response) -> int | None:
    return session.scalar(select(Thread.id).where(Thread.response_id == response.id))


def _address(heard: Heard) -> int:
    response, audience = heard.ready.response, heard.audience
    thread_id = put_down(
        Thread,
        response_id=response.id,
        council_code=audience.council_code,
        young_person_id=response.young_person_id,
        opened_on=today(),
        due_on=heard.due,
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


def _keep_what_it_is_about(heard: Heard) -> None:
    """What the child picked is the first proposal for every comment they wrote beside it."""
    definition, sent, rows = heard.definition, heard.sent, heard.ready.rows
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


def _tell_of_danger(heard: Heard) -> None:
    if heard.danger is None:
        return
    response, audience = heard.ready.response, heard.audience
    raise_alert(
        "response",
        response.id,
        level=heard.danger.level,
        source=heard.danger.source,
        cues=heard.danger.cues,
        council_code=audience.council_code,
        excluded_account_ids=audience.excluded_accounts,
        anonymous=response.anonymous,
    )
