"""What one shift tells the next: written at its end, read first by whoever comes on."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, func, or_, select

from app.accounts.models import Account
from app.core import audit
from app.core.clock import now
from app.core.db import session
from app.safeguarding.duty_models import Handover, HandoverAlert, HandoverExclusion, Shift
from app.safeguarding.models import Alert

READ_WITHIN = timedelta(hours=1)
"""After this an unread note is overdue."""
NEAR_THE_END = timedelta(hours=1)
AFTER_THE_END = timedelta(hours=2)
"""Around the end of their shift somebody is asked for a note."""


class AlreadyRead(Exception):
    """A colleague has said so already."""


class OwnWords(Exception):
    """Nobody takes over from themselves."""


def open_alerts(account: Account, council_code: str | None) -> Sequence[Alert]:
    """What a note of this account for this council lists: all that is open there and not kept from
    them, soonest due first.
    """
    rows = Alert.visible_to(account).where(Alert.closed_on.is_(None))
    if council_code is not None:
        here = or_(Alert.council_code == council_code, Alert.council_code.is_(None))
        rows = rows.where(here)
    return session.scalars(rows.order_by(Alert.due_at, Alert.id)).all()


def write(by: Account, council_code: str | None, words: str) -> Handover:
    """A note for whoever is on next. The open alerts are listed in it by themselves; nobody one of
    them is about is shown it.
    """
    note = Handover(
        council_code=council_code,
        written_at=now(),
        written_by_id=by.id,
        written_by_name=by.display_name,
    )
    note.words = words
    session.add(note)
    session.flush()
    alerts = open_alerts(by, council_code)
    session.add_all(HandoverAlert(handover_id=note.id, alert_id=alert.id) for alert in alerts)
    about = {row.account_id for alert in alerts for row in alert.exclusions}
    note.exclusions = [HandoverExclusion(account_id=account_id) for account_id in sorted(about)]
    session.flush()
    audit.record("handover_written", "handover", note.id, by)
    return note


def take_over(note: Handover, by: Account) -> None:
    """`by` has read it. Raises OwnWords or AlreadyRead."""
    if note.written_by_id == by.id:
        raise OwnWords
    if note.read_at is not None:
        raise AlreadyRead
    note.read_at = now()
    note.read_by_id = by.id
    note.read_by_name = by.display_name
    audit.record("handover_read", "handover", note.id, by)


def unread_for(account: Account) -> Sequence[Handover]:
    """The notes that wait for this account or a colleague of theirs, the oldest first."""
    rows = Handover.visible_to(account).where(Handover.read_at.is_(None))
    return session.scalars(rows.order_by(Handover.written_at, Handover.id)).all()


def is_overdue(note: Handover) -> bool:
    """True if nobody has read it in time."""
    return note.read_at is None and now() - note.written_at > READ_WITHIN


def alerts_in(note: Handover, account: Account) -> Sequence[Alert]:
    """The alerts that were open when it was written, and that this account may see."""
    listed = select(HandoverAlert.alert_id).where(HandoverAlert.handover_id == note.id)
    rows = Alert.visible_to(account).where(Alert.id.in_(listed))
    return session.scalars(
        rows.order_by(Alert.closed_on.is_not(None), Alert.due_at, Alert.id)
    ).all()


def forget_in_notes(alert: Alert) -> None:
    """No note tells any more that this alert was open when it was written."""
    session.execute(delete(HandoverAlert).where(HandoverAlert.alert_id == alert.id))


def shift_to_hand_over(account: Account) -> Shift | None:
    """The shift of theirs that ends about now, if they have written no note near its end."""
    rows = select(Shift).where(
        Shift.account_id == account.id,
        Shift.ends_at > now() - AFTER_THE_END,
        Shift.ends_at <= now() + NEAR_THE_END,
        Shift.starts_at < now(),
    )
    shift = session.scalar(rows.order_by(Shift.ends_at.desc()).limit(1))
    if shift is None:
        return None
    written = select(func.count()).where(
        Handover.written_by_id == account.id, Handover.written_at >= shift.ends_at - NEAR_THE_END
    )
    return None if session.scalar(written) else shift
