"""The lines that come with the app: brought in as wordings that wait for somebody here to say yes.

Nothing is shown because it shipped. A text that changed in a newer version waits as a new wording,
and only the fields that changed are proposed: what an officer wrote in the others stays.
"""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import yaml
from sqlalchemy import select

from app.accounts.models import Account, Council
from app.core.db import session
from app.offer import indexing
from app.offer.differences import changes
from app.offer.models import Entitlement, Revision, ShippedLine
from app.offer.naming import free_code
from app.offer.record_reading import read_line
from app.offer.records import Line, Record
from app.offer.revising import OPEN, begin_line, ground_of, let_show, newest_revision, propose

FILE = Path(__file__).with_name("entitlements.yaml")
SHIPPED = "shipped"
"""The note on a revision that came with the app."""

# The C parser where there is one: eight times as fast, and every start reads it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=1)
def shipped_lines() -> tuple[Line, ...]:
    """Every line of the file. Raises NotALine for one that is not fit."""
    found = yaml.load(FILE.read_text(encoding="utf-8"), LOADER)["entitlements"]
    councils = {one["council"]: one["council"] for one in found if one.get("council")}
    return tuple(read_line(one, councils) for one in found)


def publish_shipped(lines: tuple[Line, ...] | None = None) -> int:
    """Bring in what is new in the file, to wait for approval; how many lines that was.

    A line of a council that is not here yet is left for a later start, and so is one that somebody
    is changing. One that was withdrawn stays so.
    """
    lines = shipped_lines() if lines is None else lines
    councils = set(session.scalars(select(Council.code)))
    before = {one.slug: one for one in session.scalars(select(ShippedLine))}
    here = {
        one.slug: one
        for one in session.scalars(
            select(Entitlement).where(Entitlement.slug.in_([line.slug for line in lines]))
        )
    }
    count = 0
    for line in lines:
        known = before.get(line.slug)
        if line.council and line.council not in councils:
            continue
        if known is not None and known.content == line.record.to_json():
            continue
        count += _bring_in(line, here.get(line.slug), known)
    session.flush()
    return count


def approve_shipped(account: Account) -> int:
    """Let everything be shown that shipped and waits; how much that was. For the demo."""
    rows = (
        select(Revision)
        .join(Entitlement)
        .where(Revision.state == "waiting", Revision.note == SHIPPED)
        .order_by(Entitlement.slug)
    )
    waiting = session.scalars(rows).all()
    for revision in waiting:
        let_show(revision, account)
    indexing.index([revision.entitlement for revision in waiting])
    return len(waiting)


def _bring_in(line: Line, row: Entitlement | None, known: ShippedLine | None) -> bool:
    """True if there is something new to wait for."""
    if row is None:
        begin_line(replace(line, code=free_code(line.code)), None, SHIPPED, "waiting")
        return _remember(line, known)
    newest = newest_revision(row)
    if newest.state in OPEN and newest.made_by_id is not None:
        return False
    ground = _ground(row, newest)
    record = _with_what_changed(ground, Record.from_json(known.content) if known else None, line)
    _remember(line, known)
    if record == ground or row.withdrawn_on:
        return False
    propose(row, record, None, SHIPPED, state="waiting")
    return True


def _ground(row: Entitlement, newest: Revision) -> Record:
    """What a new wording is built on: what waits or is shown, rather than what was refused."""
    return Record.of(row) if newest.state == "returned" else ground_of(row, newest)


def _with_what_changed(ground: Record, before: Record | None, line: Line) -> Record:
    if before is None:
        return line.record
    changed = [change.field for change in changes(before, line.record)]
    return replace(ground, **{name: getattr(line.record, name) for name in changed})


def _remember(line: Line, known: ShippedLine | None) -> bool:
    content = line.record.to_json()
    if known is None:
        session.add(ShippedLine(slug=line.slug, content=content))
    else:
        known.content = content
    return True
