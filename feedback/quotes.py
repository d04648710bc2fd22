"""Words a young person lets us use: cut so that nobody can be known by them, and asked for afresh.

Every use needs its own yes. It can be taken back until the report is frozen; without it the words
are not there.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import contains_eager

from app.accounts.councils import within
from app.accounts.models import Account
from app.core import audit
from app.core.clock import today
from app.core.crypto import keyed_hash
from app.core.db import session
from app.core.permissions import Permission
from app.core.reporting import Period
from feedback.coding_desk import is_coded
from feedback.models import QuoteRequest, Thread
from feedback.quote_names import require_no_name
from feedback.quote_words import require_their_words
from surveys.models import Answer, Response

LONGEST = 600
"""Characters of a quote; a longer one tells a life."""

FROZEN: list[Callable[[str, Period], bool]] = []
"""Who knows which reports are frozen."""


class OtherWords(Exception):
    """The young person said yes to words that are not the ones asked for any more."""


class NotOpen(Exception):
    """The report is frozen: nobody can be asked for it any more, and no answer changed."""


def askable(account: Account, period: Period):
    """Answers that may be asked about for this quarter's report: (answer, thread) rows, in a query.

    Sorted into a theme by a person, in a conversation this account may read, and of a council it
    asks for: words that belong to no council are in no council's report.
    """
    read_by_them = Thread.answered_by(account).with_only_columns(Thread.id)
    return (
        select(Answer, Thread)
        .join(Response, Response.id == Answer.response_id)
        .join(Thread, Thread.response_id == Response.id)
        .options(contains_eager(Thread.response))
        .where(
            Answer.kind == "words",
            Response.sent_on.between(period.first_day, period.last_day),
            Thread.council_code.is_not(None),
            Thread.id.in_(read_by_them),
            within(Thread.council_code, account, Permission.ASK_FOR_QUOTE),
            is_coded(),
        )
    )


def tells_what_is_frozen(asked: Callable[[str, Period], bool]) -> Callable[[str, Period], bool]:
    """The function below knows whether a council's report on a quarter is frozen.

    Reports lean on this feature and not it on them, so they say so themselves.
    """
    FROZEN.append(asked)
    return asked


def is_frozen(council_code: str, period: Period) -> bool:
    """Whether nobody can be asked for words in this council's report any more."""
    return any(asked(council_code, period) for asked in FROZEN)


def ask(
    answer: Answer, thread: Thread, excerpt: str, period: Period, account: Account
) -> QuoteRequest:
    """Ask for these words in this quarter's report; asking again with other words asks afresh.

    Raises NotTheirWords, HoldsName or NotOpen.
    """
    if is_frozen(thread.council_code, period):
        raise NotOpen
    require_their_words(excerpt, answer.words or "")
    require_no_name(excerpt, thread)
    request = session.scalar(
        select(QuoteRequest).where(
            QuoteRequest.answer_id == answer.id,
            QuoteRequest.council_code == thread.council_code,
            QuoteRequest.quarter == period.code,
        )
    )
    if request is None:
        request = QuoteRequest(
            answer_id=answer.id,
            thread_id=thread.id,
            council_code=thread.council_code,
            quarter=period.code,
        )
    elif request.closed_on is not None:
        raise NotOpen
    request.excerpt, request.language = excerpt, answer.language
    request.state, request.decided_on = "asked", None
    request.asked_by_id, request.asked_by_name = account.id, account.display_name
    request.asked_on = today()
    session.add(request)
    session.flush()
    audit.record("asked for quote", "thread", thread.id, account, note=period.code)
    return request


def open_requests_for(thread: Thread) -> list[QuoteRequest]:
    """What this young person is asked, or has answered and may still change, oldest first."""
    rows = select(QuoteRequest).where(
        QuoteRequest.thread_id == thread.id, QuoteRequest.closed_on.is_(None)
    )
    return list(session.scalars(rows.order_by(QuoteRequest.asked_on, QuoteRequest.id)))


@dataclass(frozen=True)
class Question:
    """What the young person's page says of a request, and the mark its form sends back."""

    request: QuoteRequest
    mark: str
    quarter: str
    """In words: July to September 2026."""


def questions_for(thread: Thread) -> list[Question]:
    """The open requests as the page puts them, oldest first."""
    return [
        Question(one, mark_of(one), Period.parse(one.quarter).label)
        for one in open_requests_for(thread)
    ]


def mark_of(request: QuoteRequest) -> str:
    """Stands for the very words that are asked for, in hex; other words have another mark."""
    return keyed_hash("quote", f"{request.id}\0{request.excerpt}").hex()


def answer_request(request: QuoteRequest, yes: bool, mark: str) -> None:
    """The young person says yes or no, or changes their mind.

    A yes is to the words whose mark they were shown, a no to whatever is asked. Raises NotOpen
    once the report is frozen, and OtherWords when the officer has asked for other words since.
    """
    if yes and not hmac.compare_digest(mark.encode(), mark_of(request).encode()):
        raise OtherWords
    # In one step, because the report may be frozen or other words asked for at this very moment.
    meant = (QuoteRequest.id == request.id, QuoteRequest.closed_on.is_(None))
    if yes:
        meant += (QuoteRequest.excerpt_sealed == request.excerpt_sealed,)
    changed = session.execute(
        update(QuoteRequest)
        .where(*meant)
        .values(state="yes" if yes else "no", decided_on=today())
        .execution_options(synchronize_session=False)
    )
    session.refresh(request)
    if changed.rowcount == 0:
        raise NotOpen if request.closed_on is not None else OtherWords


def requests_for(account: Account, period: Period) -> list[QuoteRequest]:
    """Everything asked for a quarter's reports in the councils this account asks for."""
    rows = select(QuoteRequest).where(
        QuoteRequest.quarter == period.code,
        within(QuoteRequest.council_code, account, Permission.ASK_FOR_QUOTE),
    )
    return list(session.scalars(rows.order_by(QuoteRequest.asked_on.desc(), QuoteRequest.id)))


def close_requests(council_code: str, period: Period) -> None:
    """The report is being frozen: every answer stands as it is, and no answer is a no.

    On PostgreSQL no young person's answer comes in between from here to the commit.
    """
    session.execute(
        update(QuoteRequest)
        .where(QuoteRequest.council_code == council_code, QuoteRequest.quarter == period.code)
        .values(closed_on=today())
    )
