"""Words a young person lets us use: cut so that nobody can be known by them, and asked for afresh.

Every use needs its own yes. It can be taken back until the report is frozen; without it the words
are not there.
"""

import re
from collections.abc import Iterable

from sqlalchemy import exists, select, update
from sqlalchemy.orm import contains_eager

from app.accounts.models import Account
from app.core import audit
from app.core.clock import today
from app.core.db import session
from app.core.reporting import Period
from app.people.models import Assignment
from feedback.models import Coding, QuoteRequest, Thread, ThreadExclusion
from surveys.models import Answer, Response

LONGEST = 600
"""Characters of a quote; a longer one tells a life."""

LEFT_OUT = re.compile(r"\[[^\]]*\]|…|\.\.\.")
NAME_LIKE = re.compile(r"(?<![.!?\[]\s)(?<=\s)[A-Z][a-z]+(?:[-’'][A-Za-z]+)?")
AGE_OR_DAY = re.compile(
    r"\d+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)\b",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(?:street|road|avenue|lane|close|school|college|academy|club|church|mosque|temple|hospital"
    r"|hostel|town|village|city)\b",
    re.IGNORECASE,
)
RARE = re.compile(
    r"\b(?:twins?|triplets?|wheelchair|deaf|blind|epilep\w*|diabet\w*|autis\w*|adhd|pregnan\w*|baby"
    r"|adopt\w*|court|police|prison|asylum|refugee|country|champion\w*|won|died|funeral|crash|fire"
    r"|trans|gay|lesbian|religio\w*)\b",
    re.IGNORECASE,
)
CHECKS = {"name": NAME_LIKE, "age": AGE_OR_DAY, "place": PLACE, "rare": RARE}


class NotTheirWords(Exception):
    """The excerpt says something the young person did not say."""


class HoldsName(Exception):
    """The excerpt has a name of someone in this young person's life."""


class NotOpen(Exception):
    """The report is frozen: nobody can be asked for it any more, and no answer changed."""


def askable(account_councils: set[str | None], account: Account, period: Period):
    """Answers that may be asked about for this quarter's report: (answer, thread) rows, in a query.

    Sorted into a theme by a person, with a conversation in which to ask, in the officer's councils,
    and not about the officer.
    """
    coded = exists().where(
        Coding.answer_id == Answer.id,
        Coding.confirmed_at.is_not(None),
        Coding.withdrawn_at.is_(None),
    )
    about_them = exists().where(
        ThreadExclusion.thread_id == Thread.id, ThreadExclusion.account_id == account.id
    )
    rows = (
        select(Answer, Thread)
        .join(Response, Response.id == Answer.response_id)
        .join(Thread, Thread.response_id == Response.id)
        .options(contains_eager(Thread.response))
        .where(
            Answer.kind == "words",
            Response.sent_on.between(period.first_day, period.last_day),
            coded,
            ~about_them,
        )
    )
    if None not in account_councils:
        rows = rows.where(Response.council_code.in_(account_councils))
    return rows


def words_to_think_about(excerpt: str) -> dict[str, list[str]]:
    """What may point to one child: names, ages or numbers, places, rare facts; each as written."""
    found = {
        check: list(dict.fromkeys(match.group().strip() for match in pattern.finditer(excerpt)))
        for check, pattern in CHECKS.items()
    }
    return {check: words for check, words in found.items() if words}


def names_around(thread: Thread) -> list[str]:
    """The names that must never stand in a quote: theirs, and their workers', past and present."""
    if thread.young_person is None:
        return []
    child = thread.young_person
    own = [child.known_as or "", child.account.chosen_name or "" if child.account else ""]
    parts = select(Assignment).where(Assignment.young_person_id == child.id)
    workers = [part.worker.display_name for part in session.scalars(parts)]
    return [name for name in (*own, *workers) if name]


def require_their_words(excerpt: str, words: str) -> None:
    """Raises NotTheirWords unless the excerpt is cut from their words, in order.

    What was taken out is an ellipsis, or square brackets with a plainer word: [my town].
    """
    whole, position = _plain(words), 0
    for piece in filter(None, map(_plain, LEFT_OUT.split(excerpt))):
        position = whole.find(piece, position)
        if position < 0:
            raise NotTheirWords
        position += len(piece)


def _plain(text: str) -> str:
    return " ".join(text.split())


def ask(
    answer: Answer, thread: Thread, excerpt: str, period: Period, account: Account
) -> QuoteRequest:
    """Ask for these words in this quarter's report; asking again with other words asks afresh.

    Raises NotTheirWords, HoldsName or NotOpen.
    """
    require_their_words(excerpt, answer.words or "")
    if any(_holds(excerpt, name) for name in names_around(thread)):
        raise HoldsName
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
        session.add(request)
    elif request.closed_on is not None:
        raise NotOpen
    request.excerpt, request.language = excerpt, answer.language
    request.state, request.decided_on = "asked", None
    request.asked_by_id, request.asked_by_name = account.id, account.display_name
    request.asked_on = today()
    session.flush()
    audit.record("asked for quote", "thread", thread.id, account, note=period.code)
    return request


def _holds(excerpt: str, name: str) -> bool:
    """True if the name, or a part of it longer than two letters, is a word of the excerpt."""
    parts = [part for part in (name, *name.split()) if len(part) > 2]
    return any(re.search(rf"\b{re.escape(part)}\b", excerpt, re.IGNORECASE) for part in parts)


def open_requests_for(thread: Thread) -> list[QuoteRequest]:
    """What this young person is asked, or has answered and may still change, oldest first."""
    rows = select(QuoteRequest).where(
        QuoteRequest.thread_id == thread.id, QuoteRequest.closed_on.is_(None)
    )
    return list(session.scalars(rows.order_by(QuoteRequest.asked_on, QuoteRequest.id)))


def answer_request(request: QuoteRequest, yes: bool) -> None:
    """The young person says yes or no, or changes their mind. Raises NotOpen once it is frozen."""
    if request.closed_on is not None:
        raise NotOpen
    request.state = "yes" if yes else "no"
    request.decided_on = today()


def requests_for(period: Period, councils: Iterable[str | None]) -> list[QuoteRequest]:
    """Everything asked for a quarter's reports in these councils."""
    rows = select(QuoteRequest).where(QuoteRequest.quarter == period.code)
    if None not in (wanted := set(councils)):
        rows = rows.where(QuoteRequest.council_code.in_(wanted))
    return list(session.scalars(rows.order_by(QuoteRequest.asked_on.desc(), QuoteRequest.id)))


def close_requests(council_code: str, period: Period) -> None:
    """The report is frozen: every answer stands as it is, and no answer is a no."""
    session.execute(
        update(QuoteRequest)
        .where(QuoteRequest.council_code == council_code, QuoteRequest.quarter == period.code)
        .values(closed_on=today())
    )
