"""The answers in a draft, as they are in the database now.

A survey of fifty questions keeps an answer fifty times and sends fifty at once, so they are read as
plain rows; their words are opened only for whoever needs them.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Text, bindparam, cast, select

from app.core.db import session
from surveys.definition import Given
from surveys.models import Answer, Response


class Kept(NamedTuple):
    """One answer as it is stored."""

    id: int
    question_key: str
    kind: str
    picked: str | None
    """The codes that were chosen, as JSON."""
    words_sealed: bytes | None
    language: str

    @property
    def words(self) -> str | None:
        return Answer.words.opened(self)

    @property
    def given(self) -> Given:
        """What the row says."""
        chosen = _chosen(self.picked or "[]")
        return chosen if self.words_sealed is None else replace(chosen, words=self.words)


@lru_cache(maxsize=4096)
def _chosen(picked: str) -> Given:
    # Of fifty answers most are one code; many thousands give the same ones.
    return Given(choices=tuple(json.loads(picked) or ()))


_ROWS = Answer.__table__.c
_KEPT = select(
    *(_ROWS.id, _ROWS.question_key, _ROWS.kind, cast(_ROWS.choices, Text)),
    *(_ROWS.words_sealed, _ROWS.language),
).where(_ROWS.response_id == bindparam("response_id"))
_ID = select(_ROWS.id).where(
    _ROWS.response_id == bindparam("response_id"), _ROWS.question_key == bindparam("key")
)
_ANSWERS = select(Answer).where(Answer.response_id == bindparam("response_id"))


def kept_answers(response: Response) -> dict[str, Kept]:
    """Every answer in the draft, by question."""
    session.flush()
    found = session.connection().execute(_KEPT, {"response_id": response.id})
    return {kept.question_key: kept for kept in map(Kept._make, found.all())}


def kept_id(response: Response, question_key: str) -> int | None:
    """The id of the answer to a question, if it has one."""
    session.flush()
    where = {"response_id": response.id, "key": question_key}
    return session.connection().scalar(_ID, where)


def answer_rows(response: Response) -> dict[str, Answer]:
    """Every answer in the draft, by question, as an object."""
    # Without populate_existing a row read before the response was locked would be taken as it was.
    found = session.scalars(
        _ANSWERS, {"response_id": response.id}, execution_options={"populate_existing": True}
    )
    return {row.question_key: row for row in found}


def given_in(rows: Mapping[str, Answer | Kept]) -> dict[str, Given]:
    """What these rows say."""
    return {key: row.given for key, row in rows.items()}


def answers_of(response: Response) -> dict[str, Given]:
    """Every answer in the draft, by question, also those that are off its path now."""
    return given_in(kept_answers(response))
