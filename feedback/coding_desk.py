"""What waits at the coding desk, and what the coder sees of it.

An officer codes what the participation team may read: conversations that are addressed to it,
comments that were brought in, and what a child said to one person and then let the team read, of
the councils they code for. What a child said to their worker alone is not here, because the child
was told who reads it; nor is "I don't feel safe", which belongs to the duty desk, nor a nomination
for an award, which belongs to its judges.
"""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import count

from sqlalchemy import Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import joinedload

from app.accounts.councils import within
from app.accounts.models import Account
from app.core import audit
from app.core.db import session
from app.core.permissions import Permission
from app.core.reporting import Period
from app.people.models import Assignment
from feedback.models import Coding, ImportedRow, Thread, Translation
from feedback.themes import suggest
from surveys.beside import finds_english
from surveys.definition import Definition, Given
from surveys.models import Answer, Form, FormVersion, Response
from surveys.routing import on_path
from surveys.services import definition_of
from surveys.withheld import withheld_from

POOL = 40
"""Waiting comments that are compared to find the one the machine knows least about."""


NOT_CODED = ("nomination",)
"""The kinds of form whose words name somebody, go to other readers, and are about no theme."""


@dataclass(frozen=True)
class Scope:
    """Which comments somebody is working on; None is all of theirs."""

    council: str | None = None
    quarter: Period | None = None
    batch: int | None = None
    """The ImportBatch they came in with."""


EVERYTHING = Scope()


def comments_for(account: Account, scope: Scope = EVERYTHING) -> Select:
    """The written answers this account may code, coded or not."""
    theirs = within(Response.council_code, account, Permission.CODE)
    or_nobodys = within(Response.council_code, account, Permission.CODE, or_unknown=True)
    read_by_them = Thread.answered_by(account).with_only_columns(Thread.id)
    rows = (
        select(Answer)
        .join(Response, Response.id == Answer.response_id)
        .join(FormVersion, FormVersion.id == Response.form_version_id)
        .join(Form, Form.id == FormVersion.form_id)
        .outerjoin(Thread, Thread.response_id == Response.id)
        .where(
            Answer.kind == "words",
            Answer.words_sealed.is_not(None),
            Answer.confided_to.is_(None),
            Response.sent_on.is_not(None),
            FormVersion.definition["urgent"].as_boolean().is_not(True),
            Form.kind.not_in(NOT_CODED),
            *(Response.id.not_in(kept) for kept in withheld_from(account)),
            or_(
                and_(Thread.id.is_(None), theirs, ~_works_with(account)),
                and_(Thread.id.in_(read_by_them), or_nobodys),
            ),
        )
    )
    if scope.council:
        rows = rows.where(Response.council_code == scope.council)
    if scope.quarter:
        in_it = Response.sent_on.between(scope.quarter.first_day, scope.quarter.last_day)
        rows = rows.where(in_it)
    if scope.batch:
        of_it = select(ImportedRow.response_id).where(ImportedRow.batch_id == scope.batch)
        rows = rows.where(Response.id.in_(of_it))
    return rows


def _works_with(account: Account):
    """The team "does not work with you": whoever of it does, is not shown what it may read."""
    return exists().where(
        Assignment.young_person_id == Response.young_person_id,
        Assignment.worker_id == account.id,
        Assignment.is_current(),
    )


def is_coded():
    """True in a query for an answer about which a person has decided."""
    return exists().where(
        Coding.answer_id == Answer.id,
        Coding.confirmed_at.is_not(None),
        Coding.withdrawn_at.is_(None),
    )


def progress(account: Account, scope: Scope) -> tuple[int, int]:
    """How many comments are coded, of how many."""
    rows = comments_for(account, scope).with_only_columns(
        func.coalesce(func.sum(case((is_coded(), 1), else_=0)), 0), func.count(Answer.id)
    )
    coded, total = session.execute(rows).one()
    return int(coded), int(total)


def next_to_code(account: Account, scope: Scope, after: int | None = None) -> Answer | None:
    """Of the next POOL comments that were sent, the one about which the machine knows least.

    `after` is a comment that was left for later: the ones behind it come first.
    """
    rows = comments_for(account, scope).where(~is_coded())
    behind = [case((Answer.id <= after, 1), else_=0)] if after else []
    rows = whole(rows).order_by(*behind, Answer.id).limit(POOL)
    for start in count(0, POOL):
        pool = session.scalars(rows.offset(start)).unique().all()
        waiting = [answer for answer in pool if was_sent(answer) and answer.id != after]
        if waiting or len(pool) < POOL:
            return min(waiting, key=_certainty, default=None)


def find_comment(account: Account, answer_id: int) -> Select:
    """The query for one comment this account may code."""
    return whole(comments_for(account).where(Answer.id == answer_id))


def whole(rows: Select) -> Select:
    """These comments with all that `was_sent` and `asked` look at."""
    response = joinedload(Answer.response)
    return rows.options(
        response.joinedload(Response.version).joinedload(FormVersion.form),
        response.selectinload(Response.answers),
    )


def was_sent(answer: Answer) -> bool:
    """False for an answer the child left behind when they chose another way through the form."""
    given = {
        row.question_key: Given(tuple(row.choices or ()), "words" if row.words_sealed else None)
        for row in answer.response.answers
    }
    return answer.question_key in on_path(definition_of(answer.response), given)


def question_of(answer: Answer) -> str:
    """What was asked, under one name for every version of a form: the learner's clue."""
    return f"{answer.response.version.form.key}.{answer.question_key}"


def asked(answer: Answer) -> str:
    """The question in English, a msgid."""
    definition: Definition = definition_of(answer.response)
    return definition.question(answer.question_key).ask


def record_reading(answer: Answer, account: Account) -> None:
    """On the trail before a word is shown; on the conversation's, where the child sees it."""
    thread_id = session.scalar(select(Thread.id).where(Thread.response_id == answer.response_id))
    if thread_id is None:
        audit.record("read", "answer", answer.id, account)
    else:
        audit.record("read", "thread", thread_id, account, note="coding desk")


def english_of(answer: Answer) -> Translation | None:
    """An interpreter's English for a comment in another language."""
    return english_of_each([answer.id]).get(answer.id)


@finds_english
def english_of_each(answer_ids: Collection[int]) -> dict[int, Translation]:
    """The same for several, by the answer; in one query."""
    rows = select(Translation).where(
        Translation.answer_id.in_(answer_ids), Translation.language == "en"
    )
    return {row.answer_id: row for row in session.scalars(rows)}


def _certainty(answer: Answer) -> float:
    """0 when the best suggestion is as likely as not; 0.5 when it is certain, or there is none."""
    best = suggest(answer.words, answer.language, question_of(answer))[:1]
    return abs(best[0].score - 0.5) if best else 0.5
