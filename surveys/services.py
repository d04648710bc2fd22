"""Answering a form: a draft that is kept as it grows, and the one moment it is sent."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Update, bindparam, delete, select, update
from sqlalchemy.orm import lazyload
from sqlalchemy.orm.attributes import set_committed_value

from app.accounts.models import Account
from app.core.clock import now, today
from app.core.crypto import keyed_hash
from app.core.db import put_down, random_id, session
from app.people.models import YoungPerson
from surveys.definition import Definition, Given, Question, build
from surveys.fields.table import TYPES
from surveys.kept_answers import answer_rows, answers_of, given_in, kept_id
from surveys.models import Answer, Form, FormVersion, Response
from surveys.publishing import publish_shipped
from surveys.reading_back import lines_of
from surveys.return_numbers import hash_of_return_number
from surveys.routing import on_path

__all__ = ["answer_rows", "answers_of", "given_in", "publish_shipped"]


IN_CONFIDENCE = ("interview",)
"""The kinds of form that are talked through with one person, whose words nobody else reads."""

_BUILT: dict[int, Definition] = {}
"""Definitions by their version: what was published is frozen, so none is ever out of date."""

# Sending and keeping an answer are what this app does most. A statement that is made once is
# compiled once, and the version, which is in `_BUILT`, is not fetched each time.
_BY_TOKEN = (
    select(Response)
    .where(Response.key_hash == bindparam("key_hash"))
    .options(lazyload(Response.version))
)


class AlreadySent(Exception):
    """What was sent stays as it was sent."""


def definition_of(response: Response) -> Definition:
    """What this response answers: the version that was frozen, whatever the form asks today."""
    built = definition_with(response.form_version_id)
    return built.asked_without_a_name if response.anonymous else built


def definition_with(version_id: int) -> Definition:
    """What the version with this id asks."""
    if version_id not in _BUILT:
        _BUILT[version_id] = build(session.get_one(FormVersion, version_id).definition)
    return _BUILT[version_id]


def start_response(
    version: FormVersion,
    language: str,
    *,
    token: str,
    young_person: YoungPerson | None = None,
    council_code: str | None = None,
    about: str | None = None,
) -> Response:
    """A new draft: by name with `young_person`, otherwise anonymous.

    `token` is held by the browser alone; the row keeps its keyed hash. `about` is the code of the
    page it was begun from, as `surveys.abouts` reads it.
    """
    response = Response(
        form_version_id=version.id,
        anonymous=young_person is None,
        young_person_id=young_person.id if young_person else None,
        council_code=young_person.council_code
        if young_person
        else council_code or version.definition.get("council"),
        language=str(language),
        key_hash=keyed_hash("response", token),
        about=about,
        started_on=today(),
    )
    response.version = version
    session.add(response)
    session.flush()
    return response


def find_response(token: str) -> Response | None:
    """The response this browser token belongs to."""
    found = session.scalars(_BY_TOKEN, {"key_hash": keyed_hash("response", token)})
    return found.one_or_none()


def drafts_of(account: Account) -> list[Response]:
    """What this young person has begun by name and not sent, newest first.

    What they talk through with somebody is in a place of its own.
    """
    rows = (
        select(Response)
        .join(YoungPerson)
        .join(FormVersion, FormVersion.id == Response.form_version_id)
        .join(Form, Form.id == FormVersion.form_id)
        .where(
            YoungPerson.account_id == account.id,
            Response.sent_on.is_(None),
            Form.kind.not_in(IN_CONFIDENCE),
        )
    )
    return list(session.scalars(rows.order_by(Response.started_on.desc(), Response.id)).unique())


def save_answer(response: Response, question: Question, given: Given, language: str) -> None:
    """Keep this answer in the draft, in place of an earlier one. Raises AlreadySent.

    The response is locked first, so an answer cannot slip in while it is being sent, nor the same
    page, sent twice at once, make two.
    """
    if not _change_draft(response, language=str(language)):
        raise AlreadySent
    there = kept_id(response, question.key)
    if there is not None or not given.skipped:
        _write(response, question, given, str(language), there)


def take_over(draft: Response, response: Response) -> None:
    """What was answered in `draft` is answered in `response` from now on, and the draft is gone.
    Raises AlreadySent if either was sent, or the draft is gone already.

    The draft is locked first, so that it is not sent meanwhile and then deleted.
    """
    if not _change_draft(draft, language=draft.language):
        raise AlreadySent
    if not _change_draft(response, language=draft.language):
        raise AlreadySent
    theirs = Answer.response_id == draft.id
    session.execute(update(Answer).where(theirs).values(response_id=response.id))
    session.execute(delete(Response).where(Response.id == draft.id))


def name_council(draft: Response, council_code: str) -> None:
    """The council that looks after whoever writes this; what was sent stays as it was sent."""
    _change_draft(draft, council_code=council_code)


def _write(
    response: Response, question: Question, given: Given, language: str, there: int | None
) -> None:
    """Put the answer down, over the row with the id `there` or as a new one."""
    number = there or random_id()
    in_words = TYPES[question.type].stores_words
    values = {
        "kind": "words" if in_words else "choice",
        "choices": None if in_words else list(given.choices),
        "words_sealed": Answer.words.sealed_for(number, given.words),
        "language": language,
        "confided_to": "listener" if definition_of(response).kind in IN_CONFIDENCE else None,
    }
    if there is not None:
        session.execute(update(Answer).where(Answer.id == there).values(**values))
        return
    put_down(Answer, id=number, response_id=response.id, question_key=question.key, **values)


def mark_sent(
    response: Response, return_number: str | None = None, *, seen: int | None = None
) -> bool:
    """Send the draft, in one conditional update; False if it was sent already, or had been changed
    more often than the `seen` times, where those are given.

    Of a hundred that try at once, one is told True. An anonymous response keeps the day alone.
    """
    values: dict[str, Any] = {"sent_on": today()}
    if not response.anonymous:
        values["sent_at"] = now()
    elif return_number and response.return_hash is None:
        values["return_hash"] = hash_of_return_number(return_number)
    return _change_draft(response, seen, **values)


def _change_draft(response: Response, seen: int | None = None, /, **values) -> bool:
    """Change it, if it is a draft still, and has been changed just `seen` times where those are
    given; False if not.

    Written to the table itself: the ORM's own way to do this costs a fifth of sending.
    """
    known = {"draft_id": response.id, **values}
    if seen is not None:
        known["seen"] = seen
    changed = session.connection().execute(_change_of(seen is not None, *values), known)
    if changed.rowcount != 1:
        return False
    # Counted from what was read here: a change by somebody else in between stays to be seen.
    for name, value in {**values, "changes": response.changes + 1}.items():
        set_committed_value(response, name, value)
    return True


@cache
def _change_of(as_seen: bool, *columns: str) -> Update:
    table = Response.__table__
    wanted = (table.c.id == bindparam("draft_id")) & table.c.sent_on.is_(None)
    if as_seen:
        wanted &= table.c.changes == bindparam("seen")
    changed = {name: bindparam(name) for name in columns}
    return update(table).where(wanted).values(changes=table.c.changes + 1, **changed)


def digest_of_answers(response: Response, answers: Mapping[str, Given]) -> str:
    """One line that stands for everything that would be sent; changes when any of it does.

    Keyed, so that it tells nothing about the words, and never stored.
    """
    return digest_of_sent(response, on_path(definition_of(response), answers))


def digest_of_sent(response: Response, sent: Mapping[str, Given]) -> str:
    """The same of what is sent."""
    said = [[key, list(given.choices), given.words] for key, given in sent.items()]
    written = json.dumps([response.id, said])
    return keyed_hash("answers", hashlib.sha256(written.encode()).hexdigest()).hex()


def answers_read_back(response: Response) -> list[tuple[str, list[Any]]]:
    """The questions that were answered (English msgids) with the answers in the reader's words."""
    definition = definition_of(response)
    answers = on_path(definition, answers_of(response))
    return [
        (definition.question(key).ask, lines_of(definition.question(key), given))
        for key, given in answers.items()
    ]
