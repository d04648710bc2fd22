"""Words across languages: an interpreter's English for what a young person wrote, and a worker's
reply in the young person's language. The original is always kept and shown beside it.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.core import audit
from app.core.db import session
from app.core.permissions import Permission
from feedback.models import Message, Thread, ThreadExclusion, Translation
from surveys.models import Answer, Response

ENGLISH = "en"


@dataclass(frozen=True)
class Waiting:
    """A text that nobody has put into the language its reader has."""

    kind: str
    """answer or message."""
    text: Answer | Message
    said_on: date
    language: str
    into: str
    from_staff: bool = False


def waiting_for(account: Account, limit: int = 100) -> list[Waiting]:
    """What waits for an interpreter in this account's councils, oldest first."""
    answers = session.scalars(
        select(Answer)
        .join(Response)
        .join(Thread, Thread.response_id == Response.id)
        .outerjoin(Translation, Translation.answer_id == Answer.id)
        .where(
            Answer.words_sealed.is_not(None),
            Answer.language != ENGLISH,
            Response.sent_on.is_not(None),
            Translation.id.is_(None),
            _may_see(account),
        )
        .options(joinedload(Answer.response))
        .order_by(Response.sent_on, Answer.id)
        .limit(limit)
    )
    messages = session.scalars(
        select(Message)
        .join(Thread)
        .join(Response, Response.id == Thread.response_id)
        .outerjoin(Translation, Translation.message_id == Message.id)
        .where(
            or_(
                Message.language != ENGLISH,
                (Message.author_kind == "staff") & (Response.language != ENGLISH),
            ),
            Translation.id.is_(None),
            _may_see(account),
        )
        .options(joinedload(Message.thread).joinedload(Thread.response))
        .order_by(Message.written_on, Message.id)
        .limit(limit)
    )
    found = [_answer(one) for one in answers] + [_message(one) for one in messages]
    return sorted(found, key=lambda waiting: waiting.said_on)


def find(account: Account, kind: str, text_id: int) -> Waiting | None:
    """One text that waits, if this account may interpret it."""
    return next(
        (one for one in waiting_for(account, 1000) if (one.kind, one.text.id) == (kind, text_id)),
        None,
    )


def interpret(waiting: Waiting, account: Account, words: str) -> Translation:
    """Put the interpreter's words beside the original."""
    translation = Translation(
        answer_id=waiting.text.id if waiting.kind == "answer" else None,
        message_id=waiting.text.id if waiting.kind == "message" else None,
        language=waiting.into,
        words=words,
        by_id=account.id,
        by_name=account.display_name,
    )
    session.add(translation)
    audit.record("interpreted", waiting.kind, waiting.text.id, account)
    return translation


def _may_see(account: Account):
    councils = account.councils_for(Permission.TRANSLATE)
    about_them = (
        select(ThreadExclusion.id)
        .where(ThreadExclusion.thread_id == Thread.id, ThreadExclusion.account_id == account.id)
        .exists()
    )
    in_councils = Thread.council_code.in_(councils) | Thread.council_code.is_(None)
    return ~about_them if None in councils else in_councils & ~about_them


def _answer(answer: Answer) -> Waiting:
    return Waiting("answer", answer, answer.response.sent_on, answer.language, ENGLISH)


def _message(message: Message) -> Waiting:
    from_staff = message.author_kind == "staff"
    into = message.thread.response.language if from_staff else ENGLISH
    return Waiting("message", message, message.written_on, message.language, into, from_staff)
