"""The names that must never stand in a quote, because whoever reads one then knows who said it."""

import re

from sqlalchemy import select

from app.core.db import session
from app.people.models import Assignment
from feedback.models import Thread


class HoldsName(Exception):
    """The excerpt has a name of someone in this young person's life."""


def names_around(thread: Thread) -> list[str]:
    """The names that must never stand in a quote: theirs, and their workers', past and present."""
    if thread.young_person is None:
        return []
    child = thread.young_person
    own = [child.known_as or "", child.account.chosen_name or "" if child.account else ""]
    parts = select(Assignment).where(Assignment.young_person_id == child.id)
    workers = [part.worker.display_name for part in session.scalars(parts)]
    return [name for name in (*own, *workers) if name]


def require_no_name(excerpt: str, thread: Thread) -> None:
    """Raises HoldsName if one of these names is in the excerpt, whole or in part."""
    if any(_holds(excerpt, name) for name in names_around(thread)):
        raise HoldsName


def _holds(excerpt: str, name: str) -> bool:
    """True if the name, or a part of it longer than two letters, is a word of the excerpt."""
    parts = [part for part in (name, *name.split()) if len(part) > 2]
    return any(re.search(rf"\b{re.escape(part)}\b", excerpt, re.IGNORECASE) for part in parts)
