"""Who has read a conversation, as the young person sees it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.accounts.models import Account
from app.core import audit
from app.core.db import session
from app.people.break_glass import BreakGlass, openings_of
from feedback.models import Thread
from surveys.models import Answer

BY_GLASS = "break_glass "
"""How the note of a reading begins that somebody opened the conversation for."""


@dataclass(frozen=True)
class Reading:
    """An adult who has read it, and when they first did."""

    name: str
    at: datetime
    opened: BreakGlass | None = None
    """If it was not sent to them: that they opened it, and why."""


def leave_footprint(thread: Thread, account: Account, opened: BreakGlass | None) -> None:
    """This adult reads it now; `opened` if that is all that lets them."""
    note = f"{BY_GLASS}{opened.id}" if opened else ""
    audit.record("read", "thread", thread.id, account, note)


def readers_so_far(thread: Thread) -> list[Reading]:
    """The adults who have read any of this, wherever they did, first reading first. Whoever opened
    it is here once more for each time, but not while that is held back from the young person.
    """
    opened = {f"{BY_GLASS}{one.id}": one for one in openings_of(thread.young_person_id)}
    found: dict[tuple, Reading] = {}
    for entry in audit.every_reading(_all_of(thread)):
        by_glass = opened.get(entry.note)
        if by_glass is None or by_glass.is_shown:
            key = (entry.actor_id, entry.note if by_glass else "")
            found.setdefault(key, Reading(entry.actor_name, entry.at, by_glass))
    return list(found.values())


def _all_of(thread: Thread) -> list[tuple[str, int]]:
    """Everything of this conversation that can be read by itself."""
    answers = select(Answer.id).where(Answer.response_id == thread.response_id)
    return [
        ("thread", thread.id),
        ("response", thread.response_id),
        *(("message", message.id) for message in thread.messages),
        *(("answer", id) for id in session.scalars(answers)),
    ]
