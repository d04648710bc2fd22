"""How a line comes to say what it says: one person writes, another lets it be shown.

Every wording is kept for ever. At most one is open (a draft, or waiting), and it is the newest; a
newer one takes its place. Children and Social Work Act 2017, section 2: the offer is the council's
word, so nobody publishes it alone.
"""

from sqlalchemy import select, update

from app.accounts.models import Account
from app.core import audit
from app.core.alone import alone
from app.core.clock import now, today
from app.core.db import session
from app.offer import indexing
from app.offer.checking import usual_review_day
from app.offer.models import Entitlement, Revision
from app.offer.records import Line, Record

OPEN = ("draft", "waiting")
LONGEST_NOTE = 500
LONGEST_REASON = 300
"""As long as a note on the trail may be."""


class Stale(Exception):
    """Somebody was quicker: `newest` is the revision there is now."""

    def __init__(self, newest: Revision) -> None:
        super().__init__(f"revision {newest.number} is newer")
        self.newest = newest


class OwnWork(Exception):
    """Nobody approves their own wording."""


class NotOwnWork(Exception):
    """Nobody takes back what somebody else wrote."""


def begin_line(line: Line, account: Account | None, note: str = "", state: str = "draft"):
    """A line there was not: the Entitlement, with its first revision. Shown by nobody yet."""
    row = Entitlement(slug=line.slug, code=line.code, council_code=line.council)
    line.record.put_on(row)
    session.add(row)
    session.flush()
    _add_revision(row, 1, line.record, account, note, state)
    return row


def newest_revision(line: Entitlement) -> Revision:
    """The revision with the highest number, as it is in the database now."""
    rows = select(Revision).where(Revision.entitlement_id == line.id)
    return session.scalars(
        rows.order_by(Revision.number.desc()).limit(1),
        execution_options={"populate_existing": True},
    ).one()


def propose(
    line: Entitlement,
    record: Record,
    account: Account | None,
    note: str = "",
    *,
    seen: int | None = None,
    state: str = "draft",
) -> Revision:
    """A new wording, as a draft unless `state` says "waiting".

    `seen` is the number of the revision it was written from: Stale is raised if there is a newer.
    """
    newest = _newest_locked(line)
    if seen is not None and newest.number != seen:
        raise Stale(newest)
    if newest.state in OPEN:
        newest.state = "superseded"
    if not _ever_shown(line):
        record.put_on(line)
    return _add_revision(line, newest.number + 1, record, account, note, state)


def send_for_approval(revision: Revision, account: Account) -> None:
    """From now on it waits for another person. Raises Stale."""
    _still_newest(revision, ("draft",))
    revision.state = "waiting"
    audit.record("sent_for_approval", "entitlement_revision", revision.id, account)


def take_back(revision: Revision, account: Account) -> None:
    """It waits no longer, and is a draft again. Raises Stale if somebody has decided about it or
    wrote a newer one, NotOwnWork if this person did not write it.
    """
    _still_newest(revision, ("waiting",))
    if revision.made_by_id != account.id:
        raise NotOwnWork
    revision.state = "draft"
    audit.record("took_back", "entitlement_revision", revision.id, account)


def discard(revision: Revision, account: Account) -> None:
    """Let go of a draft or of what was sent back: it stays among every wording, and nothing is
    written from it any more. Raises Stale, and NotOwnWork if this person did not write it.
    """
    _still_newest(revision, ("draft", "returned"))
    if revision.made_by_id != account.id:
        raise NotOwnWork
    revision.state = "superseded"
    audit.record("discarded", "entitlement_revision", revision.id, account)


def ground_of(line: Entitlement, newest: Revision) -> Record:
    """What a new wording is written from: the newest, unless that was discarded."""
    let_go = newest.state == "superseded"
    return Record.of(line) if let_go else Record.from_json(newest.content)


def approve(revision: Revision, account: Account) -> None:
    """Let the line say this, also if it had been withdrawn.

    Raises Stale if it is not what waits any more, OwnWork if this person wrote it.
    """
    let_show(revision, account)
    indexing.index([revision.entitlement])


def let_show(revision: Revision, account: Account) -> None:
    """As `approve`, for one of many: whoever calls it sees to the search."""
    line = revision.entitlement
    _still_newest(revision, ("waiting",))
    if revision.made_by_id == account.id:
        raise OwnWork
    was_shown = _ever_shown(line)
    session.execute(
        update(Revision)
        .where(Revision.entitlement_id == line.id, Revision.state == "approved")
        .values(state="superseded")
    )
    revision.state = "approved"
    revision.approved_by_id, revision.approved_at = account.id, now()
    record = Record.from_json(revision.content)
    record.put_on(line)
    line.withdrawn_on = None
    if was_shown and revision.made_by_id is None:
        # What it says now came from a file: nobody here has held that against its source.
        line.checked_on = None
    if line.owner_id is None:
        line.owner_id = revision.made_by_id
    if line.review_by is None:
        line.review_by = usual_review_day(record, today())
    session.flush()
    audit.record("approved", "entitlement_revision", revision.id, account)


def return_with_reason(revision: Revision, account: Account, reason: str) -> None:
    """Send it back to whoever wrote it. Raises Stale.

    The note stays its writer's own; the reason stands on the trail, with whoever gave it.
    """
    _still_newest(revision, ("waiting",))
    revision.state = "returned"
    audit.record(
        "returned", "entitlement_revision", revision.id, account, note=reason[:LONGEST_REASON]
    )


def withdraw(line: Entitlement, account: Account, reason: str) -> None:
    """Show it no longer. What was asked for from it stays."""
    line.withdrawn_on = today()
    session.flush()
    indexing.forget(line)
    audit.record("withdrew", "entitlement", line.id, account, note=reason[:LONGEST_REASON])


def _add_revision(
    line: Entitlement, number: int, record: Record, account: Account | None, note: str, state: str
) -> Revision:
    revision = Revision(
        entitlement_id=line.id,
        number=number,
        state=state,
        content=record.to_json(),
        note=note[:LONGEST_NOTE],
        made_by_id=account.id if account else None,
        made_at=now(),
    )
    revision.entitlement = line
    session.add(revision)
    session.flush()
    if state == "waiting" and account is not None:
        audit.record("sent_for_approval", "entitlement_revision", revision.id, account)
    return revision


def _newest_locked(line: Entitlement) -> Revision:
    """The newest revision, and nobody else changes this line before we are done."""
    alone(line)
    return newest_revision(line)


def _still_newest(revision: Revision, states: tuple[str, ...]) -> None:
    newest = _newest_locked(revision.entitlement)
    if newest.id != revision.id or newest.state not in states:
        raise Stale(newest)


def _ever_shown(line: Entitlement) -> bool:
    rows = select(Revision.id).where(
        Revision.entitlement_id == line.id, Revision.state.in_(("approved", "superseded"))
    )
    return session.scalar(rows.where(Revision.approved_at.is_not(None)).limit(1)) is not None
