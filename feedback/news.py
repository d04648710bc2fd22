"""What is new for a young person: answers they have not read, and questions about their words."""

from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import Account
from app.core.db import session
from feedback.models import Message, QuoteRequest, Thread


@dataclass(frozen=True)
class News:
    """Ids of conversations, those that have waited longest first."""

    unread: tuple[int, ...] = ()
    """Of each answer they have not opened yet; one that has two new answers is here twice."""
    asked: tuple[int, ...] = ()
    """Of each request to use their words that they have said neither yes nor no to."""

    @property
    def threads(self) -> tuple[int, ...]:
        """Each conversation there is something new in, once."""
        return tuple(dict.fromkeys(self.unread + self.asked))


def news_for(account: Account | None) -> News:
    """What is new for this young person, in two queries; nothing for anybody else."""
    if account is None or not account.is_young_person:
        return News()
    own = Thread.visible_to(account).with_only_columns(Thread.id)
    unread = select(Message.thread_id).where(
        Message.thread_id.in_(own), Message.author_kind == "staff", Message.read_on.is_(None)
    )
    asked = select(QuoteRequest.thread_id).where(
        QuoteRequest.thread_id.in_(own),
        QuoteRequest.state == "asked",
        QuoteRequest.closed_on.is_(None),
    )
    return News(
        tuple(session.scalars(unread.order_by(Message.written_on, Message.id))),
        tuple(session.scalars(asked.order_by(QuoteRequest.asked_on, QuoteRequest.id))),
    )
