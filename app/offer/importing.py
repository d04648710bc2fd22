"""Bringing in lines from a file: all of it or nothing, to wait for approval like any wording.

What the file says of a line that is here becomes a new wording, unless it says what the newest or
the one that is shown says already: so the same file brought in twice changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from app.accounts.models import Account, Council
from app.core.db import session
from app.offer.entries import Entry, Wrong
from app.offer.models import Entitlement, Revision
from app.offer.reading import read_entries
from app.offer.record_problems import Problem
from app.offer.records import Record
from app.offer.revising import OPEN, begin_line, propose

IMPORTED = "imported"
"""The note on a revision that a file brought."""

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"


@dataclass(frozen=True)
class Fate:
    """What would happen with an entry, or has."""

    entry: Entry
    what: str
    """NEW, CHANGED or UNCHANGED."""
    here: Entitlement | None = None


@dataclass(frozen=True)
class Plan:
    """What a file would do; nothing at all while anything in it is wrong."""

    fates: list[Fate]
    wrong: list[Wrong]


def council_codes() -> dict[str, str]:
    """Small letters of a council's code or name, to its code."""
    councils = session.scalars(select(Council)).all()
    return {name.casefold(): one.code for one in councils for name in (one.name, one.code)}


def plan(raw: bytes) -> Plan:
    """What this file would do; nothing is written. Raises NotATable."""
    entries, wrong = read_entries(raw, council_codes())
    here = {one.slug: one for one in session.scalars(select(Entitlement))}
    codes = {one.code: one.slug for one in here.values()}
    newest = _newest_revisions()
    fates = []
    for entry in entries:
        row = here.get(entry.line.slug)
        entry = entry if row is None else entry.beside(Record.of(row))
        found = _at_odds(entry, row, codes, newest)
        wrong += [
            Wrong(entry.place, replace(one, field=entry.named(one.field)), entry.line.slug)
            for one in found
        ]
        fates.append(Fate(entry, _what(entry, row, newest), row))
    return Plan(fates, sorted(wrong, key=lambda one: one.place))


def bring_in(planned: Plan, account: Account | None = None) -> None:
    """Do what was planned. Raises ValueError for a plan in which anything is wrong."""
    if planned.wrong:
        raise ValueError("a file is brought in whole or not at all")
    owners = _accounts_by_email([fate.entry.owner for fate in planned.fates])
    for fate in planned.fates:
        if fate.what == NEW:
            row = begin_line(fate.entry.line, account, IMPORTED, "waiting")
            row.checked_on, row.review_by = fate.entry.checked_on, fate.entry.review_by
            row.owner_id = owners.get(fate.entry.owner)
        elif fate.what == CHANGED:
            propose(fate.here, fate.entry.line.record, account, IMPORTED, state="waiting")
    session.flush()


def _newest_revisions() -> dict[int, Revision]:
    """The newest revision of every line, by the line's id."""
    last = select(Revision.entitlement_id, func.max(Revision.number).label("number"))
    last = last.group_by(Revision.entitlement_id).subquery()
    rows = select(Revision).join(
        last,
        (last.c.entitlement_id == Revision.entitlement_id) & (last.c.number == Revision.number),
    )
    return {one.entitlement_id: one for one in session.scalars(rows)}


def _what(entry: Entry, row: Entitlement | None, newest: dict[int, Revision]) -> str:
    if row is None:
        return NEW
    said = (Record.of(row), Record.from_json(newest[row.id].content))
    same = any(entry.beside(one).line.record == one for one in said)
    return UNCHANGED if same else CHANGED


def _at_odds(
    entry: Entry, row: Entitlement | None, codes: dict[str, str], newest: dict[int, Revision]
) -> Sequence[Problem]:
    """Where an entry does not go together with what is here."""
    found = []
    if entry.ended and (row is None or row.withdrawn_on is None):
        found.append(Problem("status", "ended"))
    if row is None:
        return found + ([Problem("code", "taken")] if entry.line.code in codes else [])
    if row.code != entry.line.code:
        found.append(Problem("code", "belongs"))
    if row.council_code != entry.line.council:
        found.append(Problem("council", "belongs"))
    open_one = newest[row.id]
    by_somebody = open_one.state in OPEN and open_one.made_by_id is not None
    if by_somebody and _what(entry, row, newest) == CHANGED:
        found.append(Problem("slug", "being_changed"))
    return found


def _accounts_by_email(emails: Sequence[str]) -> dict[str, int]:
    wanted = sorted({email for email in emails if email})
    rows = select(Account.email, Account.id).where(Account.email.in_(wanted))
    return {email: id for email, id in session.execute(rows)}
