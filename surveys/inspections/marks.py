"""Nobody writes over somebody else without having read them.

A page carries the mark of what stood there when it was drawn, and what is written with another mark
is not kept before whoever writes has seen what is there now.
"""

import json
from hashlib import sha256

from app.core.db import RandomId, session

WHO = ("starts_on", "beside_id", "inspector_ids")
RATING = ("rating", "notes")
WORDS = ("words",)
VISIT = ("kind", "on", "people_ids", "notes")
FINDING = ("kind", "words")
ADVICE = ("words", "owner_id", "due_on")
ANSWER = ("answer", "because", "do_by", "judged", "judged_words")
ANSWER_LOOK = ("answer", "because", "do_by", "answer_looked_on", "answer_held")
_SAID_OF_TOLD = ("told", "told_because", "agreed", "objection")
TOLD = ("words", *_SAID_OF_TOLD)
TOLD_BESIDE = ("shows", *_SAID_OF_TOLD)
"""The same of a picture."""
OF_ACCOUNTS = {"people_ids": "people", "inspector_ids": "inspectors"}
"""What is the ids of accounts, and what of the row they are read from."""


class Outdated(Exception):
    """Somebody else has written since; nothing was kept. `row` is what there is now."""

    def __init__(self, row: RandomId) -> None:
        super().__init__("somebody else has written since")
        self.row = row


def mark_of(row: RandomId | None, fields: tuple[str, ...], **instead: object) -> str:
    """Stands for what these fields hold, with `instead` in the place of some; "" for nothing."""
    if row is None:
        return ""
    said = [_plain(instead.get(field, getattr(row, field))) for field in fields]
    return sha256(json.dumps(said).encode()).hexdigest() if any(said) else ""


def require_seen(
    row: RandomId, fields: tuple[str, ...], seen: str | None, **wanted: object
) -> None:
    """The row as it is now, which nobody else changes until this transaction ends.

    Raises Outdated unless `seen` is the mark of these fields, or they hold already what is wanted.
    None asks nothing: it is for whoever writes without a page.
    """
    session.refresh(row, [_column(row, field) for field in fields], with_for_update=True)
    if seen is not None and mark_of(row, fields) not in (seen, mark_of(row, fields, **wanted)):
        raise Outdated(row)


def _column(row: RandomId, field: str) -> str:
    if field in OF_ACCOUNTS:
        return OF_ACCOUNTS[field]
    return f"{field}_sealed" if hasattr(row, f"{field}_sealed") else field


def _plain(said: object) -> object:
    if isinstance(said, tuple):
        return sorted(said)
    return "" if said is None else str(said)
