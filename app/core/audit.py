"""Who read or did what, on a trail that can be added to but not changed unseen.

Each entry's hash covers the one before it, so taking one out or altering it breaks every later
hash. What an anonymous young person does is never entered: only adults leave footprints here.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Integer, String, select, text, tuple_
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.db import Base, Id, session, will_write

LOCK = 72_057_594  # PostgreSQL's advisory lock for the end of the chain


class AuditEntry(Base):
    __tablename__ = "audit_entry"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(Id)
    actor_name: Mapped[str] = mapped_column(String(200), default="")
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[int | None] = mapped_column(Id, index=True)
    note: Mapped[str] = mapped_column(String(300), default="")
    digest: Mapped[str] = mapped_column(String(64))

    def digest_after(self, previous: str) -> str:
        """This entry's hash on top of the previous one's, in hex."""
        content = [
            previous,
            self.number,
            self.at.isoformat(),
            self.actor_id,
            self.actor_name,
            self.action,
            self.subject,
            self.subject_id,
            self.note,
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def record(action: str, subject: str, subject_id: int | None, actor, note: str = "") -> AuditEntry:
    """Add an entry in this transaction. `actor` is the Account that did it.

    `note` may hold codes and ids, never a young person's words.
    """
    return record_each(action, subject, [subject_id], actor, note)[0]


def record_each(
    action: str, subject: str, subject_ids: Iterable[int | None], actor, note: str = ""
) -> list[AuditEntry]:
    """As `record`, an entry for each id; as many statements for a whole list as for one."""
    will_write()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    last = session.scalars(select(AuditEntry).order_by(AuditEntry.number.desc()).limit(1)).first()
    number, digest = (last.number, last.digest) if last else (0, "")
    entries = []
    for subject_id in subject_ids:
        number += 1
        entry = AuditEntry(
            number=number,
            at=now(),
            actor_id=actor.id,
            actor_name=actor.display_name,
            action=action,
            subject=subject,
            subject_id=subject_id,
            note=note,
        )
        digest = entry.digest = entry.digest_after(digest)
        entries.append(entry)
    session.add_all(entries)
    session.flush()
    return entries


def first_broken_entry() -> int | None:
    """The number of the first entry whose hash does not hold, or None if the whole trail does."""
    previous, expected = "", 1
    entries = select(AuditEntry).order_by(AuditEntry.number).execution_options(yield_per=1000)
    for entry in session.scalars(entries):
        if entry.number != expected or entry.digest != entry.digest_after(previous):
            return entry.number
        previous, expected = entry.digest, expected + 1
    return None


def entries_about(subject: str, ids: Iterable[int]) -> dict[int, list[AuditEntry]]:
    """What was done with each of these things, by its id and in the order it was done."""
    rows = select(AuditEntry).where(
        AuditEntry.subject == subject, AuditEntry.subject_id.in_(list(ids))
    )
    found: dict[int, list[AuditEntry]] = {}
    for entry in session.scalars(rows.order_by(AuditEntry.number)):
        found.setdefault(entry.subject_id, []).append(entry)
    return found


READING = ("read", "replied", "interpreted")
"""What nobody can do without reading."""


def readings(subjects: Iterable[tuple[str, int]]) -> list[AuditEntry]:
    """Who has read any of these (subject, id), first reading first; one entry a reader."""
    first: dict[int | None, AuditEntry] = {}
    for entry in every_reading(subjects):
        first.setdefault(entry.actor_id, entry)
    return list(first.values())


def every_reading(subjects: Iterable[tuple[str, int]]) -> list[AuditEntry]:
    """Each time any of these (subject, id) was read, in order."""
    rows = select(AuditEntry).where(
        tuple_(AuditEntry.subject, AuditEntry.subject_id).in_(list(subjects)),
        AuditEntry.action.in_(READING),
    )
    return list(session.scalars(rows.order_by(AuditEntry.number)))
