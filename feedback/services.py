"""What is said after a young person has told us something: replies, answers back, did it help?"""

from datetime import date

from sqlalchemy.orm import selectinload

from app.accounts.models import Account, Council
from app.core import audit
from app.core.alone import alone
from app.core.clock import add_working_days, today
from app.core.crypto import keyed_hash
from app.core.db import session
from app.core.languages import NOT_KNOWN
from app.safeguarding.cues import looks_english
from app.safeguarding.services import check_words, raise_alert
from feedback.models import Message, Thread
from surveys.return_numbers import holds_number
from surveys.services import definition_of

DEFAULT_REPLY_DAYS = 3
"""Working days, where the young person did not say which council looks after them."""


class HoldsReturnNumber(Exception):
    """The words contain the number that opens this conversation."""


class OtherWords(Exception):
    """This form was sent already, with other words; those stay as they are."""


def reply_to(
    thread: Thread, account: Account, words: str, once: str | None = None, seen: int | None = None
) -> Message:
    """An adult's answer: nobody is being waited for now, unless the young person has said more
    than the `seen` messages the adult had before them. Raises HoldsReturnNumber, OtherWords.
    """
    lock(thread)
    there = _sent_before(thread, words, once)
    if there is not None:
        return there
    message = _add(
        thread,
        words,
        once,
        author_kind="staff",
        author_id=account.id,
        author_name=account.display_name,
        author_title=account.job_title,
        language="en",
    )
    if not _said_since(thread, seen):
        thread.state = "answered"
    thread.first_answered_on = thread.first_answered_on or today()
    audit.record("replied", "thread", thread.id, account)
    return message


def _said_since(thread: Thread, seen: int | None) -> bool:
    """True if the young person has written something after the first `seen` messages."""
    return seen is not None and any(
        message.position > seen and message.author_kind == "young_person"
        for message in thread.messages
    )


def write_back(thread: Thread, words: str, language: str, once: str | None = None) -> Message:
    """The young person says something more: someone answers by a new day, and it is checked for
    danger in this same transaction. Raises HoldsReturnNumber, OtherWords.
    """
    lock(thread)
    there = _sent_before(thread, words, once)
    if there is not None:
        return there
    if language == "en" and not looks_english(words):
        language = NOT_KNOWN
    message = _add(thread, words, once, author_kind="young_person", language=language)
    _wait_again(thread)
    check_words(
        "message",
        message.id,
        [(language, words)],
        thread.council_code,
        excluded_account_ids=people_it_is_about(thread),
        anonymous=thread.anonymous,
    )
    return message


def _wait_again(thread: Thread) -> None:
    thread.state = "waiting"
    thread.due_on = reply_due(thread.council_code)
    thread.escalated_to = None


def say_whether_sorted(thread: Thread, sorted_out: str) -> None:
    """The young person says: did this sort it out? After partly or no, an adult is waited for; and
    if it was about not being safe, the duty desk is told again.
    """
    thread.sorted_out = sorted_out
    if sorted_out == "yes":
        thread.state = "closed"
        return
    _wait_again(thread)
    if definition_of(thread.response).urgent:
        thread.due_on = add_working_days(today(), 0)
        _tell_duty(thread, "button")


def worry_about(thread: Thread, account: Account) -> None:
    """A reader judges that this young person may not be safe: the duty desk is told at once."""
    _tell_duty(thread, "reader")
    audit.record("raised_alert", "thread", thread.id, account)


def _tell_duty(thread: Thread, source: str) -> None:
    raise_alert(
        "response",
        thread.response_id,
        level="red",
        source=source,
        council_code=thread.council_code,
        excluded_account_ids=people_it_is_about(thread),
        anonymous=thread.anonymous,
    )


def mark_read(thread: Thread, side: str) -> None:
    """`side` (young_person or staff) has now seen what the other side wrote."""
    for message in thread.messages:
        if message.author_kind != side and message.read_on is None:
            message.read_on = today()


def reply_due(council_code: str | None) -> date:
    """The day by which something said now is answered, from the council's own promise."""
    council = session.get(Council, council_code) if council_code else None
    return add_working_days(today(), council.reply_days if council else DEFAULT_REPLY_DAYS)


def people_it_is_about(thread: Thread) -> list[int]:
    """The accounts this conversation is kept from."""
    return [row.account_id for row in thread.exclusions if row.account_id is not None]


def whole(rows):
    """A query for threads with all that their pages show, so that nothing is fetched one by one."""
    return rows.options(
        selectinload(Thread.messages),
        selectinload(Thread.audience),
        selectinload(Thread.exclusions),
        selectinload(Thread.young_person),
    )


def lock(thread: Thread) -> None:
    """Nobody else writes in this conversation until this transaction ends."""
    alone(thread)
    session.refresh(thread, ["messages"])


def _sent_before(thread: Thread, words: str, once: str | None) -> Message | None:
    """The message this form has sent already, if it did. Raises OtherWords."""
    if not once:
        return None
    kept = _once_hash(thread, once)
    there = next((message for message in thread.messages if message.once_hash == kept), None)
    if there is not None and there.words != words:
        raise OtherWords
    return there


def _once_hash(thread: Thread, once: str) -> bytes:
    return keyed_hash(f"message-{thread.id}", once)


def _add(thread: Thread, words: str, once: str | None, **values) -> Message:
    if holds_return_number(thread, words):
        raise HoldsReturnNumber
    message = Message(
        thread_id=thread.id,
        position=len(thread.messages) + 1,
        words=words,
        written_on=today(),
        once_hash=_once_hash(thread, once) if once else None,
        **values,
    )
    thread.messages.append(message)
    session.flush()
    return message


def holds_return_number(thread: Thread, words: str) -> bool:
    """True if these words give away the number that opens this conversation."""
    return holds_number(words, thread.response.return_hash)
