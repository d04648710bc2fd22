"""What is said in conversations and on forms, across languages: an interpreter's English for what
a young person wrote, and a worker's reply in the young person's language.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload

from app.accounts.councils import within
from app.accounts.models import Account
from app.core import interpreting
from app.core.i18n import _l
from app.core.interpreting import Kind, Waiting
from app.core.languages import ENGLISH
from app.core.permissions import Permission
from app.safeguarding.open_alerts import is_alerted
from feedback.models import Message, Thread, Translation
from surveys.beside import wanted_from
from surveys.models import Answer, Response
from surveys.withheld import withheld_from

FROM_YOUNG_PEOPLE = _l("A young person’s words")
FROM_STAFF = _l("A worker’s reply")


def register() -> None:
    """Let answers and messages wait for interpreters."""
    interpreting.register(Answers())
    interpreting.register(Messages())


class Beside(Kind):
    """A text with an interpreter's words in a Translation."""

    def undone(self) -> ColumnElement[bool]:
        return Translation.id.is_(None)

    def keep(self, waiting: Waiting, account: Account, words: str) -> None:
        translation = Translation(
            language=waiting.into,
            words=words,
            by_id=account.id,
            by_name=account.display_name,
            **{f"{self.code}_id": waiting.text.id},
        )
        interpreting.put_beside(translation)


class Answers(Beside):
    """The answers in another language: of conversations, and those that other features name."""

    code = trail = "answer"
    model = Answer

    def texts(self, account: Account) -> Select:
        alerted = is_alerted("response", Response.id)
        return (
            select(Answer, Translation, alerted, Thread.due_on)
            .select_from(Answer)
            .join(Response, Response.id == Answer.response_id)
            .outerjoin(Thread, Thread.response_id == Response.id)
            .outerjoin(Translation, Translation.answer_id == Answer.id)
            .where(
                Answer.words_sealed.is_not(None),
                Answer.language != str(ENGLISH),
                Response.sent_on.is_not(None),
                *(Response.id.not_in(kept) for kept in withheld_from(account)),
                or_(
                    and_(Thread.id.is_not(None), _may_see(account)),
                    _was_shared(account),
                    *(Answer.id.in_(wanted) for wanted in wanted_from(account)),
                ),
            )
            .options(joinedload(Answer.response))
            .order_by(~alerted, Thread.due_on.is_(None), Thread.due_on)
            .order_by(Response.sent_on, Answer.id)
        )

    def waiting(self, answer: Answer, done: Translation | None, alerted: Any, due_on: Any):
        return Waiting(
            kind=self.code,
            what=FROM_YOUNG_PEOPLE,
            text=answer,
            said_on=answer.response.sent_on,
            language=answer.language,
            done=done,
            alerted=bool(alerted),
            due_on=due_on,
        )


class Messages(Beside):
    """The messages of conversations: in another language, or to someone who reads another."""

    code = trail = "message"
    model = Message

    def texts(self, account: Account) -> Select:
        alerted = is_alerted("message", Message.id)
        from_staff = Message.author_kind == "staff"
        return (
            select(Message, Translation, alerted, Thread.due_on)
            .select_from(Message)
            .join(Thread, Thread.id == Message.thread_id)
            .join(Response, Response.id == Thread.response_id)
            .outerjoin(Translation, Translation.message_id == Message.id)
            .where(
                or_(
                    Message.language != str(ENGLISH),
                    from_staff & (Response.language != str(ENGLISH)),
                ),
                _may_see(account),
            )
            .options(joinedload(Message.thread).joinedload(Thread.response))
            .order_by(from_staff, ~alerted, Thread.due_on.is_(None), Thread.due_on)
            .order_by(Message.written_on, Message.id)
        )

    def waiting(self, message: Message, done: Translation | None, alerted: Any, due_on: Any):
        from_staff = message.author_kind == "staff"
        return Waiting(
            kind=self.code,
            what=FROM_STAFF if from_staff else FROM_YOUNG_PEOPLE,
            text=message,
            said_on=message.written_on,
            language=message.language,
            into=message.thread.response.language if from_staff else str(ENGLISH),
            from_staff=from_staff,
            done=done,
            alerted=bool(alerted),
            due_on=due_on,
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
