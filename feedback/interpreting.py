"""Words across languages: an interpreter's English for what a young person wrote, and a worker's
reply in the young person's language. The original is always kept and shown beside it.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from app.accounts.councils import within
from app.accounts.models import Account
from app.core import audit
from app.core.db import session
from app.core.permissions import Permission
from app.safeguarding.models import Alert
from feedback.models import Message, Thread, Translation
from surveys.beside import wanted_from
from surveys.models import Answer, Response
from surveys.withheld import withheld_from

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
    done: Translation | None = None
    """What an interpreter has put beside it, if somebody was first."""
    alerted: bool = False
    """True of a young person's words that stand on the duty desk."""
    due_on: date | None = None
    """The day by which an adult answers the conversation; None outside of one."""

    @property
    def place(self) -> tuple:
        """Where it stands in the queue: what a young person said, which nobody can read before it
        is in English, and what is on the duty desk first; then by when an answer is due.
        """
        return self.from_staff, not self.alerted, self.due_on or date.max, self.said_on


class SomebodyWasFirst(Exception):
    """Another interpreter has put this text into that language meanwhile."""


def waiting_for(account: Account, limit: int = 100) -> list[Waiting]:
    """What waits for an interpreter in this account's councils, the most pressing first."""
    alerted, due = _has_alert("response", Response.id), (Thread.due_on.is_(None), Thread.due_on)
    answers = session.execute(
        _answers(account)
        .add_columns(alerted, Thread.due_on)
        .outerjoin(Translation, Translation.answer_id == Answer.id)
        .where(Translation.id.is_(None))
        .order_by(~alerted, *due, Response.sent_on, Answer.id)
        .limit(limit)
    ).unique()
    alerted = _has_alert("message", Message.id)
    messages = session.execute(
        _messages(account)
        .add_columns(alerted, Thread.due_on)
        .outerjoin(Translation, Translation.message_id == Message.id)
        .where(Translation.id.is_(None))
        .order_by(Message.author_kind == "staff", ~alerted, *due, Message.written_on, Message.id)
        .limit(limit)
    ).unique()
    found = [
        *(replace(_answer(one), alerted=bool(on), due_on=day) for one, on, day in answers),
        *(replace(_message(one), alerted=bool(on), due_on=day) for one, on, day in messages),
    ]
    return sorted(found, key=lambda waiting: waiting.place)


def _has_alert(kind: str, subject_id):
    """True in a query for what an open alert is about."""
    return exists().where(
        Alert.subject_kind == kind, Alert.subject_id == subject_id, Alert.closed_on.is_(None)
    )


def find(account: Account, kind: str, text_id: int) -> Waiting | None:
    """One text that this account may interpret, done or not; None if there is no such text."""
    if kind == "answer":
        answer = session.scalar(_answers(account).where(Answer.id == text_id))
        return answer and _answer(answer, _translation(Translation.answer_id == text_id))
    message = session.scalar(_messages(account).where(Message.id == text_id))
    return message and _message(message, _translation(Translation.message_id == text_id))


def _translation(of_this_text) -> Translation | None:
    return session.scalars(select(Translation).where(of_this_text).limit(1)).first()


def interpret(waiting: Waiting, account: Account, words: str) -> Translation:
    """Put the interpreter's words beside the original. Raises SomebodyWasFirst."""
    if waiting.done is not None:
        raise SomebodyWasFirst
    translation = Translation(
        answer_id=waiting.text.id if waiting.kind == "answer" else None,
        message_id=waiting.text.id if waiting.kind == "message" else None,
        language=waiting.into,
        words=words,
        by_id=account.id,
        by_name=account.display_name,
    )
    try:
        with session.begin_nested():
            session.add(translation)
    except IntegrityError:
        raise SomebodyWasFirst from None
    audit.record("interpreted", waiting.kind, waiting.text.id, account)
    return translation


def _answers(account: Account) -> Select:
    """The answers in another language that this account may interpret."""
    return (
        select(Answer)
        .select_from(Answer)
        .join(Response, Response.id == Answer.response_id)
        .outerjoin(Thread, Thread.response_id == Response.id)
        .where(
            Answer.words_sealed.is_not(None),
            Answer.language != ENGLISH,
            Response.sent_on.is_not(None),
            *(Response.id.not_in(kept) for kept in withheld_from(account)),
            or_(
                and_(Thread.id.is_not(None), _may_see(account)),
                _was_shared(account),
                *(Answer.id.in_(wanted) for wanted in wanted_from(account)),
            ),
        )
        .options(joinedload(Answer.response))
    )


def _messages(account: Account) -> Select:
    """The messages it may interpret: in another language, or to someone who reads another."""
    return (
        select(Message)
        .select_from(Message)
        .join(Thread, Thread.id == Message.thread_id)
        .join(Response, Response.id == Thread.response_id)
        .where(
            or_(
                Message.language != ENGLISH,
                (Message.author_kind == "staff") & (Response.language != ENGLISH),
            ),
            _may_see(account),
        )
        .options(joinedload(Message.thread).joinedload(Thread.response))
    )


def _may_see(account: Account):
    in_theirs = within(Thread.council_code, account, Permission.TRANSLATE, or_unknown=True)
    return and_(in_theirs, ~Thread.is_about(account.id))


def _was_shared(account: Account):
    """What was said to one person and then shared: whoever reads it may need it in English."""
    theirs = within(Response.council_code, account, Permission.TRANSLATE)
    return and_(
        Thread.id.is_(None),
        Response.source == "app",
        or_(Answer.confided_to.is_(None), Answer.confided_to != "listener"),
        theirs,
    )


def _answer(answer: Answer, done: Translation | None = None) -> Waiting:
    return Waiting("answer", answer, answer.response.sent_on, answer.language, ENGLISH, done=done)


def _message(message: Message, done: Translation | None = None) -> Waiting:
    from_staff = message.author_kind == "staff"
    into = message.thread.response.language if from_staff else ENGLISH
    return Waiting("message", message, message.written_on, message.language, into, from_staff, done)
