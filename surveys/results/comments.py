"""What young people wrote: read and coded by a person first, and shown to inspectors only one by
one, when an officer has read a comment and says that nobody can be recognised in it.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select

from app.accounts.models import Account
from app.core import audit
from app.core.audit import AuditEntry
from app.core.clock import today
from app.core.crypto import keyed_hash
from app.core.db import session
from app.people.models import YoungPerson
from app.safeguarding.models import Alert
from surveys.beside import english_beside
from surveys.models import Answer, Response
from surveys.results.coded import coded_among
from surveys.results.counting import answered
from surveys.results.kept_models import SharedAnswer
from surveys.survey_models import Survey

PAGE = 25
"""Comments on a page."""
FIRST_LOOK = "survey_comment_first_look"
"""On the trail: the first of two officers says that nobody can be recognised."""


class HoldsNames(Exception):
    """Words in the comment are names of people here. `names` are these words."""

    def __init__(self, names: list[str]) -> None:
        super().__init__("a comment with names")
        self.names = names


class AlertOpen(Exception):
    """The duty team still looks at what was sent: somebody may be hurt."""


class Otherwise(Exception):
    """It does not say what the officer had before them: its English was changed meanwhile."""


class SecondLook(Exception):
    """An urgent alert was raised on it, so another officer looks at it too before it is shown."""


@dataclass(frozen=True)
class Comment:
    """A comment as it is read, with an interpreter's English where it is in another language."""

    answer: Answer
    words: str
    english: str | None
    shared: bool = False

    @property
    def seen(self) -> str:
        """Stands for just these words and this English, in hex; tells nothing about them."""
        return _digest(self.words, self.english).hex()


def _digest(words: str, english: str | None) -> bytes:
    return keyed_hash("shared_answer", json.dumps([words, english]))


def _coded(survey: Survey, council_code: str) -> Select | None:
    """The comments of a council that a person has coded; None where nobody codes."""
    rows = answered(survey, council_code).join(Answer, Answer.response_id == Response.id)
    words = rows.where(Answer.kind == "words", Answer.words_sealed.is_not(None))
    return coded_among(words.with_only_columns(Answer.id))


def to_look_at(survey: Survey, council_code: str, page: int, by: Account) -> list[Comment]:
    """A page of the coded comments, for an officer; each reading goes on the trail."""
    coded = _coded(survey, council_code)
    if coded is None:
        return []
    rows = select(Answer).where(Answer.id.in_(coded)).order_by(Answer.question_key, Answer.id)
    found = session.scalars(rows.offset((page - 1) * PAGE).limit(PAGE)).all()
    audit.record_each("read", "answer", [one.id for one in found], by, note="survey comments")
    return _read(found)


def shared_with_inspectors(survey: Survey, council_code: str) -> dict[str, list[Comment]]:
    """The comments an officer lets them read, as they were read, by question; three queries. While
    an alert is open on what was sent with one, nobody is shown it.
    """
    ids = answered(survey, council_code).join(Answer, Answer.response_id == Response.id)
    rows = (
        select(Answer)
        .join(SharedAnswer, SharedAnswer.answer_id == Answer.id)
        .where(Answer.id.in_(ids.with_only_columns(Answer.id)))
        .where(Answer.response_id.not_in(_with_an_open_alert()))
        .order_by(Answer.id)
    )
    found: dict[str, list[Comment]] = {}
    for comment in _read(session.scalars(rows).all()):
        if comment.shared:
            found.setdefault(comment.answer.question_key, []).append(comment)
    return found


def _with_an_open_alert() -> Select:
    rows = select(Alert.subject_id).where(Alert.subject_kind == "response")
    return rows.where(Alert.closed_on.is_(None), Alert.subject_id.is_not(None))


def _read(answers: Sequence[Answer]) -> list[Comment]:
    ids = [one.id for one in answers]
    english = english_beside(ids)
    rows = select(SharedAnswer.answer_id, SharedAnswer.digest).where(
        SharedAnswer.answer_id.in_(ids)
    )
    shared = dict(map(tuple, session.execute(rows)))
    found = []
    for one in answers:
        words, beside = one.words or "", english[one.id].words if one.id in english else None
        as_read = shared.get(one.id) == _digest(words, beside)
        found.append(Comment(one, words, beside, as_read))
    return found


def share(
    survey: Survey, council_code: str, answer_id: int, by: Account, *, seen: str, looked: bool
) -> None:
    """Let inspectors read this comment as it was `seen`, and no other words if its English should
    change. LookupError if it is not one of these, or not coded.

    Raises Otherwise; HoldsNames unless the officer has `looked` at just these words; AlertOpen, and
    SecondLook with the first of two looks put on the trail, which the caller keeps.
    """
    [comment] = _read([_one(survey, council_code, answer_id)])
    if comment.seen != seen:
        raise Otherwise
    alerts = _alerts_on(comment.answer)
    if any(one.closed_on is None for one in alerts):
        raise AlertOpen
    read = f"{comment.words}\n{comment.english or ''}"
    names = [] if looked else names_in(read, council_code)
    if names:
        raise HoldsNames(names)
    if any(one.level == "red" for one in alerts) and not _another_looked(answer_id, by):
        audit.record(FIRST_LOOK, "answer", answer_id, by)
        raise SecondLook
    shared = session.get(SharedAnswer, answer_id) or SharedAnswer(answer_id=answer_id)
    shared.by_name, shared.shared_on = by.display_name, today()
    shared.digest = _digest(comment.words, comment.english)
    session.add(shared)
    session.flush()
    audit.record("survey_comment_shared", "answer", answer_id, by)


def _alerts_on(answer: Answer) -> list[Alert]:
    """All there ever were on what was sent together with it."""
    rows = select(Alert).where(
        Alert.subject_kind == "response", Alert.subject_id == answer.response_id
    )
    return list(session.scalars(rows))


def _another_looked(answer_id: int, by: Account) -> bool:
    looks = select(AuditEntry.number).where(
        AuditEntry.subject == "answer",
        AuditEntry.subject_id == answer_id,
        AuditEntry.action == FIRST_LOOK,
        AuditEntry.actor_id != by.id,
    )
    return session.scalar(looks.limit(1)) is not None


def take_back(survey: Survey, council_code: str, answer_id: int, by: Account) -> None:
    """Nobody but officers reads it from now on. LookupError as above."""
    _one(survey, council_code, answer_id)
    shared = session.get(SharedAnswer, answer_id)
    if shared is not None:
        session.delete(shared)
    audit.record("survey_comment_taken_back", "answer", answer_id, by)


def _one(survey: Survey, council_code: str, answer_id: int) -> Answer:
    coded = _coded(survey, council_code)
    if coded is None:
        raise LookupError
    rows = select(Answer).where(Answer.id == answer_id, Answer.id.in_(coded))
    answer = session.scalar(rows)
    if answer is None:
        raise LookupError
    return answer


def names_in(words: str, council_code: str) -> list[str]:
    """The words of a comment that are a name, or a part of one, of a colleague or of a young person
    of this council; names of two letters are left out.
    """
    said = {one.casefold(): one for one in re.findall(r"\w{3,}", words)}
    known: set[str] = set()
    for name in session.scalars(select(Account.display_name).where(Account.kind == "staff")):
        known |= {part.casefold() for part in name.split()}
    people = select(YoungPerson).where(YoungPerson.council_code == council_code)
    for person in session.scalars(people).unique():
        own = [person.known_as or "", person.account.display_name if person.account else ""]
        known |= {part.casefold() for name in own for part in name.split()}
    return sorted(said[one] for one in said.keys() & known)
