"""Answering a form: what it asks, a draft that is begun and found again, and all that is in it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import lazyload

from app.accounts.models import Account
from app.core.clock import today
from app.core.crypto import keyed_hash
from app.core.db import session, will_write
from app.people.models import YoungPerson
from surveys.definition import Definition, Given, build
from surveys.kept_answers import answer_rows, answers_of, given_in
from surveys.models import Form, FormVersion, Response
from surveys.publishing import publish_shipped
from surveys.reading_back import lines_of
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
    will_write()
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
