"""What one wording of a line says otherwise than another, field by field and word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.audit import AuditEntry, entries_about
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
    done: list[AuditEntry]
    """What became of it, in the order it was done."""


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
        .options(joinedload(Revision.made_by))
    )
    revisions = session.scalars(rows.order_by(Revision.number)).all()
    done = done_with(revisions)
    steps, before = [], None
    for revision in revisions:
        record = Record.from_json(revision.content)
        changed = changes(before, record) if before else []
        steps.append(Step(revision, changed, done[revision.id]))
        before = record
    return steps[::-1]


def done_with(revisions: Sequence[Revision]) -> dict[int, list[AuditEntry]]:
    """What became of each of these wordings, by its id: who sent it, took it back, sent it back
    and why, approved it.
    """
    found = entries_about("entitlement_revision", [one.id for one in revisions])
    return {one.id: found.get(one.id, []) for one in revisions}


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
