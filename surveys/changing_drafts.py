"""A draft as it changes: answers are kept in it, it is taken over by another, and it is sent once.

Every change is one conditional update that locks the draft, and none is made to what was sent.
"""

from functools import cache
from typing import Any

from sqlalchemy import Update, bindparam, delete, update
from sqlalchemy.orm.attributes import set_committed_value

from app.core.clock import now, today
from app.core.db import put_down, random_id, session, will_write
from surveys.definition import Given, Question
from surveys.fields.table import TYPES
from surveys.kept_answers import kept_id
from surveys.models import Answer, Response
from surveys.return_numbers import hash_of_return_number
from surveys.services import IN_CONFIDENCE, definition_of


class AlreadySent(Exception):
    """What was sent stays as it was sent."""


def save_answer(response: Response, question: Question, given: Given, language: str) -> None:
    """Keep this answer in the draft, in place of an earlier one. Raises AlreadySent.

    The response is locked first, so an answer cannot slip in while it is being sent, nor the same
    page, sent twice at once, make two.
    """
    will_write()  # what leads here may only have looked, in which nobody waited
    if not _change_draft(response, language=str(language)):
        raise AlreadySent
    there = kept_id(response, question.key)
    if there is not None or not given.skipped:
        _write(response, question, given, str(language), there)


def take_over(draft: Response, response: Response) -> None:
    """What was answered in `draft` is answered in `response` from now on, and the draft is gone.
    Raises AlreadySent if either was sent, or the draft is gone already.

    The draft is locked first, so that it is not sent meanwhile and then deleted.
    """
    if not _change_draft(draft, language=draft.language):
        raise AlreadySent
    if not _change_draft(response, language=draft.language):
        raise AlreadySent
    theirs = Answer.response_id == draft.id
    session.execute(update(Answer).where(theirs).values(response_id=response.id))
    session.execute(delete(Response).where(Response.id == draft.id))


def name_council(draft: Response, council_code: str) -> None:
    """The council that looks after whoever writes this; what was sent stays as it was sent."""
    _change_draft(draft, council_code=council_code)


def _write(
    response: Response, question: Question, given: Given, language: str, there: int | None
) -> None:
    """Put the answer down, over the row with the id `there` or as a new one."""
    number = there or random_id()
    in_words = TYPES[question.type].stores_words
    values = {
        "kind": "words" if in_words else "choice",
        "choices": None if in_words else list(given.choices),
        "words_sealed": Answer.words.sealed_for(number, given.words),
        "language": language,
        "confided_to": "listener" if definition_of(response).kind in IN_CONFIDENCE else None,
    }
    if there is not None:
        session.execute(update(Answer).where(Answer.id == there).values(**values))
        return
    put_down(Answer, id=number, response_id=response.id, question_key=question.key, **values)


def mark_sent(
    response: Response, return_number: str | None = None, *, seen: int | None = None
) -> bool:
    """Send the draft, in one conditional update; False if it was sent already, or had been changed
    more often than the `seen` times, where those are given.

    Of a hundred that try at once, one is told True. An anonymous response keeps the day alone.
    """
    values: dict[str, Any] = {"sent_on": today()}
    if not response.anonymous:
        values["sent_at"] = now()
    elif return_number and response.return_hash is None:
        values["return_hash"] = hash_of_return_number(return_number)
    return _change_draft(response, seen, **values)


def _change_draft(response: Response, seen: int | None = None, /, **values) -> bool:
    """Change it, if it is a draft still, and has been changed just `seen` times where those are
    given; False if not.

    Written to the table itself: the ORM's own way to do this costs a fifth of sending.
    """
    known = {"draft_id": response.id, **values}
    if seen is not None:
        known["seen"] = seen
    changed = session.connection().execute(_change_of(seen is not None, *values), known)
    if changed.rowcount != 1:
        return False
    # Counted from what was read here: a change by somebody else in between stays to be seen.
    for name, value in {**values, "changes": response.changes + 1}.items():
        set_committed_value(response, name, value)
    return True


@cache
def _change_of(as_seen: bool, *columns: str) -> Update:
    table = Response.__table__
    wanted = (table.c.id == bindparam("draft_id")) & table.c.sent_on.is_(None)
    if as_seen:
        wanted &= table.c.changes == bindparam("seen")
    changed = {name: bindparam(name) for name in columns}
    return update(table).where(wanted).values(changes=table.c.changes + 1, **changed)
