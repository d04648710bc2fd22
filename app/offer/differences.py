"""What one wording of a line says otherwise than another, field by field and word by word."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.db import session
from app.offer.models import Entitlement, Revision
from app.offer.record_reading import FIELDS
from app.offer.records import Record


@dataclass(frozen=True)
class Change:
    """One field, as JSON holds it; None where it said nothing."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Step:
    """A revision, and what it changed in the one before it."""

    revision: Revision
    changes: list[Change]


def changes(before: Record | None, after: Record) -> list[Change]:
    """What `after` says otherwise, in the order of the fields."""
    old, new = before.to_json() if before else {}, after.to_json()
    return [
        Change(name, old.get(name), new.get(name))
        for name in FIELDS
        if (old.get(name) or None) != (new.get(name) or None)
    ]


def history(line: Entitlement) -> list[Step]:
    """Every revision, newest first."""
    rows = (
        select(Revision)
        .where(Revision.entitlement_id == line.id)
        .options(joinedload(Revision.made_by), joinedload(Revision.approved_by))
    )
    steps, before = [], None
    for revision in session.scalars(rows.order_by(Revision.number)):
        record = Record.from_json(revision.content)
        steps.append(Step(revision, changes(before, record) if before else []))
        before = record
    return steps[::-1]


def marked(before: str, after: str) -> tuple[list[tuple[bool, str]], list[tuple[bool, str]]]:
    """Both texts in runs of words: (whether it is only in this one, the words)."""
    old, new = before.split(), after.split()
    left: list[tuple[bool, str]] = []
    right: list[tuple[bool, str]] = []
    for tag, i, j, k, m in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if j > i:
            left.append((tag != "equal", " ".join(old[i:j])))
        if m > k:
            right.append((tag != "equal", " ".join(new[k:m])))
    return left, right
