"""The comments a commitment replies to, so that what was done comes back to who said it."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, exists, or_, select

from app.accounts.models import Account
from app.core import audit
from app.core.alone import alone
from app.core.beginnings import known
from app.core.db import session
from feedback.coding_desk import Scope, comments_for, was_sent, whole
from feedback.commitment import Commitment, CommitmentAnswer
from feedback.commitments import may_be_read
from feedback.models import Coding, Thread
from surveys.models import Answer, Response

MOST = 40
"""Comments on one page: each that is shown is on the trail as read."""


def tied_to(commitment: Commitment) -> set[int]:
    """The ids of the answers it replies to."""
    rows = select(CommitmentAnswer.answer_id).where(CommitmentAnswer.commitment_id == commitment.id)
    return set(session.scalars(rows))


def offered(commitment: Commitment, account: Account) -> list[Answer]:
    """The comments it may reply to, the MOST that were sent last: of what this account may code,
    those about its promise or sub-theme, and those it replies to already.
    """
    rows = whole(comments_for(account, Scope(council=commitment.council_code)))
    rows = rows.where(or_(Answer.id.in_(tied_to(commitment)), _about_the_same(commitment)))
    found = session.scalars(rows.order_by(Response.sent_on.desc(), Answer.id).limit(MOST))
    return [answer for answer in found.unique() if was_sent(answer)]


def _about_the_same(commitment: Commitment) -> ColumnElement[bool]:
    """True in a query for an answer that a person sorted under the sub-themes of this commitment,
    or that was begun from the page of its promise.
    """
    page = f"pledge/{commitment.council_code}:{commitment.promise}" if commitment.promise else None
    told = known(page)
    sub_themes = [commitment.sub_theme] if commitment.sub_theme else []
    sorted_so = exists().where(
        Coding.answer_id == Answer.id,
        Coding.confirmed_at.is_not(None),
        Coding.withdrawn_at.is_(None),
        Coding.sub_theme.in_([*sub_themes, *(told.sub_themes if told else ())]),
    )
    return or_(sorted_so, Response.about == page) if page else sorted_so


def tie(
    commitment: Commitment, shown: Collection[int], chosen: Collection[int], account: Account
) -> None:
    """Of the answers with the ids `shown`, it replies to those that were `chosen`, and no others.
    What was not shown stays as it is.
    """
    alone(commitment)
    session.refresh(commitment)
    there = tied_to(commitment)
    now_tied = (there - set(shown)) | (set(shown) & set(chosen))
    if now_tied == there:
        return
    session.refresh(commitment, ["answers"])
    kept = [one for one in commitment.answers if one.answer_id in now_tied]
    new = [CommitmentAnswer(answer_id=one) for one in sorted(now_tied - there)]
    commitment.answers = [*kept, *new]
    session.flush()
    audit.record("tied", "commitment", commitment.id, account, note=f"{len(now_tied)} comments")


def replies_to(thread: Thread) -> list[Commitment]:
    """What was undertaken because of what was said here, as far as young people can read it."""
    replying = (
        select(CommitmentAnswer.commitment_id)
        .join(Answer, Answer.id == CommitmentAnswer.answer_id)
        .where(Answer.response_id == thread.response_id)
    )
    rows = select(Commitment).where(Commitment.id.in_(replying), may_be_read())
    return list(session.scalars(rows.order_by(Commitment.published_on.desc(), Commitment.id)))
