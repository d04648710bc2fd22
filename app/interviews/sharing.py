"""Who reads what a child said when they were back: the child decides, paragraph by paragraph.

Until then only whoever listened has it. A paragraph is one answer. What the child shared they can
take back; what the duty desk was told of, because somebody may get hurt, they cannot.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.accounts.councils import holds_for
from app.accounts.models import Account
from app.core import audit
from app.core.alone import alone
from app.core.clock import today
from app.core.db import session
from app.core.permissions import Permission
from app.interviews.danger import SUBJECT, kept_from, raised
from app.interviews.models import ReturnInterview, SharedParagraph
from app.interviews.raised_before import keys_changed
from app.interviews.talk_words import READER_MEANINGS
from app.interviews.talk_words import READERS as READER_WORDS
from app.interviews.words_models import READERS
from app.people.teams import case_team
from app.safeguarding.models import Alert
from surveys.beside import English, english_beside
from surveys.definition import Question
from surveys.fields.base import Option
from surveys.models import Answer
from surveys.reading_back import lines_of
from surveys.routing import on_path
from surveys.services import answer_rows, definition_of, given_in

TEAM = "participation_team"
TOLD_IN_PERSON = ("carer", "police")
"""Readers without an account here: whoever listened tells them."""
LIVES_ALONE = "own_home"


class NotAgreed(Exception):
    """The child has not read their words back yet, and nobody else reads them before."""


@dataclass(frozen=True)
class Paragraph:
    """One answer of the child's, with what was asked (a msgid) and who may read it."""

    answer: Answer
    question: Question
    lines: list[Any]
    readers: tuple[str, ...]
    raised: bool = False
    """Whether the duty desk was told of it."""
    was_raised: bool = False
    """Whether the desk had it as it was before the child changed it."""
    passed_on: tuple[SharedParagraph, ...] = ()
    """To whom it was told in person, by whom and when."""
    english: English | None = None
    """What an interpreter has put beside it."""


def readers_for(interview: ReturnInterview) -> list[Option]:
    """With whom this child can share: who there is in their life today, by name, and nobody whom
    they named as somebody to keep it from.
    """
    young_person = interview.episode.young_person
    kept = kept_from(interview)
    names: dict[str, list[str]] = {}
    for row in case_team(young_person):
        if row.part in READERS and row.worker_id not in kept:
            names.setdefault(row.part, []).append(row.worker.display_name)
    there = {*names, "police", TEAM}
    if young_person.home_type != LIVES_ALONE:
        there.add("carer")
    return [
        Option(
            code,
            READER_WORDS[code],
            note=" · ".join(names[code]) if code in names else None,
            meaning=READER_MEANINGS.get(code),
        )
        for code in READERS
        if code in there
    ]


def share(interview: ReturnInterview, answer: Answer, readers: Collection[str]) -> None:
    """From now on these readers may read this paragraph, and nobody else. Raises NotAgreed."""
    if interview.read_back_at is None:
        raise NotAgreed
    alone(interview)
    there = {row.reader: row for row in _shared(interview) if row.answer_id == answer.id}
    wanted = {one.code for one in readers_for(interview)}.intersection(readers)
    for reader in sorted(there.keys() - wanted):
        session.delete(there[reader])
    for reader in sorted(wanted - there.keys()):
        session.add(
            SharedParagraph(
                interview_id=interview.id, answer_id=answer.id, reader=reader, shared_on=today()
            )
        )
    answer.confided_to = _confided_to(wanted)
    session.flush()


def take_back(interview: ReturnInterview, answer: Answer) -> None:
    """Nobody but whoever listened reads this paragraph any more."""
    share(interview, answer, ())


def _confided_to(readers: Collection[str]) -> str | None:
    """What the participation team may read is a comment as any other."""
    if TEAM in readers:
        return None
    return "readers" if readers else "listener"


def paragraphs(interview: ReturnInterview) -> list[Paragraph]:
    """Everything the child said, in the order it was asked. For the child, and whoever listened."""
    if interview.words is None:
        return []
    definition, rows = definition_of(interview.words), answer_rows(interview.words)
    shared: dict[int, list[SharedParagraph]] = {}
    for row in sorted(_shared(interview), key=lambda one: READERS.index(one.reader)):
        shared.setdefault(row.answer_id, []).append(row)
    told = {answer.id for answer in raised(interview)}
    had = keys_changed(interview)
    beside = english_beside([row.id for row in rows.values()])
    return [
        Paragraph(
            answer=rows[key],
            question=definition.question(key),
            lines=lines_of(definition.question(key), given),
            readers=tuple(one.reader for one in shared.get(rows[key].id, ())),
            passed_on=tuple(one for one in shared.get(rows[key].id, ()) if one.passed_on),
            raised=rows[key].id in told,
            was_raised=key in had,
            english=beside.get(rows[key].id),
        )
        for key, given in on_path(definition, given_in(rows)).items()
        if definition.question(key).type != "person"
    ]


def paragraphs_for(account: Account, interview: ReturnInterview) -> list[Paragraph]:
    """What this account may read of the child's words today. The only way an adult reads them:
    that they did is on the trail, so commit.
    """
    found = _open_to(account, interview)
    if found and not account.is_young_person:
        audit.record_each("read", "answer", [one.answer.id for one in found], account)
    return found


def is_shared_with(account: Account, interview: ReturnInterview) -> bool:
    """True if this account would find something to read today; it reads nothing by asking."""
    return bool(_open_to(account, interview))


def _open_to(account: Account, interview: ReturnInterview) -> list[Paragraph]:
    found = paragraphs(interview)
    if not found or interview.is_heard_by(account):
        return found
    mine = readers_held(account, interview)
    duty = _is_on_duty_for(account, interview)
    return [one for one in found if mine.intersection(one.readers) or (duty and one.raised)]


def readers_held(account: Account, interview: ReturnInterview) -> set[str]:
    """As which of READERS this account may read today. None, if the child named them."""
    if account.id in kept_from(interview):
        return set()
    team = case_team(interview.episode.young_person)
    parts = {row.part for row in team if row.worker_id == account.id}
    held = parts.intersection(READERS)
    # The team "does not work with you": whoever of it does, reads only in the part they have.
    if not parts and holds_for(account, Permission.CODE, interview.episode.council_code):
        held.add(TEAM)
    return held


def _is_on_duty_for(account: Account, interview: ReturnInterview) -> bool:
    if not account.may(Permission.ALERTS):
        return False
    about_it = Alert.visible_to(account).where(
        Alert.subject_kind == SUBJECT, Alert.subject_id == interview.id
    )
    return session.scalar(about_it.limit(1)) is not None


def _shared(interview: ReturnInterview) -> list[SharedParagraph]:
    rows = select(SharedParagraph).where(SharedParagraph.interview_id == interview.id)
    return list(session.scalars(rows))


def read_by(interview: ReturnInterview) -> list[audit.AuditEntry]:
    """The adults who have read any of it, each with when they first did."""
    answers = [
        row.id
        for response in (interview.wishes, interview.words)
        if response is not None
        for row in answer_rows(response).values()
    ]
    return audit.readings([(SUBJECT, interview.id), *(("answer", id) for id in answers)])
