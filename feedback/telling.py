"""Telling us: the moment a draft becomes something an adult must answer."""

from collections.abc import Mapping

from flask import url_for
from sqlalchemy import select

from app.core.clock import add_working_days, today
from app.core.db import put_down, session
from app.safeguarding.services import check_words, raise_alert
from feedback.models import Coding, Thread, ThreadAudience, ThreadExclusion
from feedback.readers import Audience, decide
from feedback.services import reply_due
from feedback.taps import only_taps
from feedback.theming.codebook import codebook
from surveys import drafts, routing
from surveys.definition import Definition, Given
from surveys.fields.table import TYPES
from surveys.models import Answer, FormVersion, Response
from surveys.publishing import current_versions
from surveys.return_numbers import hash_of_return_number, return_number_for
from surveys.routing import on_path
from surveys.sending import (
    AnswersChanged,
    NotReady,
    OtherWords,
    leave_out_what_was_not_sent,
    said_they_may_not_be_safe,
    say_what_is_not_english,
    send_once,
)
from surveys.services import answers_of, definition_of

__all__ = ["AnswersChanged", "NotReady", "OtherWords", "give_feedback"]

CARDS = (
    "get_ready_for_my_meeting",
    "share_good_news",
    "sort_out_a_problem",
    "my_workers_visit",
    "where_i_live",
    "how_i_feel",
    "this_is_me",
    "something_else",
)
"""The order of the cards; forms published later come after these."""
MOST_SUB_THEMES = 3
"""A comment is about three things at most."""


def cards() -> list[FormVersion]:
    """The statements a young person can begin today, in the order they are shown."""
    listed = [v for v in current_versions("statement") if v.definition.get("listed", True)]
    place = {key: number for number, key in enumerate(CARDS)}
    return sorted(listed, key=lambda v: (place.get(v.form.key, len(CARDS)), v.form.key))


def resume(response: Response) -> str:
    """Let this browser go on with a draft it opened by number; where it goes on."""
    drafts.hold_by_number(response)
    return goes_on_at(response)


def goes_on_at(response: Response) -> str:
    """The address of the question at which a draft is gone on with, in the language it was begun
    in; when the last one was answered, of the page to look it all over.
    """
    form, language = response.version.form.key, response.language
    question = routing.goes_on_at(definition_of(response), answers_of(response))
    if question is None:
        return url_for("sending.check", form=form, lang=language)
    return url_for("tell.ask", form=form, question=question, again="yes", lang=language)


def number_of(held: str | None) -> str | None:
    """The return number that belongs to what a browser holds; None if it holds no token."""
    return None if not held or held.startswith(drafts.BY_NUMBER) else return_number_for(held)


def number_that_opens(response: Response, held: str | None) -> str | None:
    """The return number, if this browser can make it and it still opens this response."""
    number = number_of(held) if response.anonymous and response.return_hash else None
    return number if number and hash_of_return_number(number) == response.return_hash else None


def keep_for_later(response: Response, held: str | None) -> None:
    """Give an anonymous draft its return number, so that it can be opened from anywhere."""
    number = number_of(held)
    if response.anonymous and response.return_hash is None and number:
        response.return_hash = hash_of_return_number(number)


def give_feedback(
    response: Response, looked_over: str, return_number: str | None = None
) -> int | None:
    """Send a draft: one conversation (its id), addressed and due, and checked for danger, or none.
    Taps that are only counted are sent without one.

    `looked_over` is the digest of the answers the young person saw. Sending the same twice gives
    the same conversation. Raises AnswersChanged, NotReady, or OtherWords.
    """
    sent = send_once(response, looked_over, return_number)
    if sent is None:
        return session.scalar(select(Thread.id).where(Thread.response_id == response.id))
    return _open(response, *sent)


def _open(response: Response, answers: dict[str, Given], rows: Mapping[str, Answer]) -> int | None:
    definition = definition_of(response)
    audience = decide(response, definition, answers)
    sent = on_path(definition, answers)
    if response.council_code != audience.council_code:
        response.council_code = audience.council_code
    leave_out_what_was_not_sent(sent, rows)
    if only_taps(definition, sent):
        response.return_hash = None
        return None
    say_what_is_not_english(sent, rows)
    thread_id = _address(response, audience, definition)
    _keep_what_it_is_about(definition, sent, rows)
    _look_for_danger(response, definition, sent, rows, audience)
    return thread_id


def _address(response: Response, audience: Audience, definition: Definition) -> int:
    due = add_working_days(today(), 0) if definition.urgent else reply_due(audience.council_code)
    thread_id = put_down(
        Thread,
        response_id=response.id,
        council_code=audience.council_code,
        young_person_id=response.young_person_id,
        opened_on=today(),
        due_on=due,
        state="waiting",
    )
    for part in audience.parts:
        put_down(ThreadAudience, thread_id=thread_id, part=part, because="chosen", since_on=today())
    for account_id in audience.excluded_accounts:
        put_down(ThreadExclusion, thread_id=thread_id, account_id=account_id)
    for part in audience.excluded_parts:
        put_down(ThreadExclusion, thread_id=thread_id, part=part)
    return thread_id


def _keep_what_it_is_about(
    definition: Definition, sent: Mapping[str, Given], rows: Mapping[str, Answer]
) -> None:
    """What the child picked is the first proposal for every comment they wrote beside it."""
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


def _look_for_danger(
    response: Response,
    definition: Definition,
    sent: Mapping[str, Given],
    rows: Mapping[str, Answer],
    audience: Audience,
) -> None:
    about = {
        "council_code": audience.council_code,
        "excluded_account_ids": list(audience.excluded_accounts),
        "anonymous": response.anonymous,
    }
    if definition.urgent:
        raise_alert("response", response.id, level="red", source="button", **about)
        return
    words = [
        (rows[key].language, given.words)
        for key, given in sent.items()
        if TYPES[definition.question(key).type].stores_words
    ]
    alert = check_words("response", response.id, words, **about) if words else None
    if alert is None and said_they_may_not_be_safe(definition, sent):
        raise_alert("response", response.id, level="amber", source="button", **about)
