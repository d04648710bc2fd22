"""Whom the duty desk writes to: a link each time, and nobody the alert is about."""

from flask import current_app
from sqlalchemy import select

from app.accounts.models import Account, Council
from app.core.clock import now
from app.core.db import session
from app.core.jobs import every
from app.core.outbox import post
from app.safeguarding.models import Alert


def tell_duty(alert: Alert) -> None:
    """Mail to whoever is on duty for this alert's council."""
    emails = [council.duty_email for council in _councils(alert.council_code)]
    for email in _not_about_them(emails, alert):
        post(email, "alert_raised", url=desk_url(alert.id))


@every(minutes=1)
def second_contact_overdue() -> int:
    """Tell the second contact of every alert nobody has picked up in time; how many there were.

    Alerts on comments that were brought in go into one mail for each council.
    """
    late = select(Alert).where(
        Alert.closed_on.is_(None),
        Alert.acknowledged_at.is_(None),
        Alert.second_contact_at.is_(None),
        Alert.due_at < now(),
    )
    alerts = session.scalars(late).all()
    imported: dict[str | None, list[Alert]] = {}
    for alert in alerts:
        alert.second_contact_at = now()
        if alert.imported:
            imported.setdefault(alert.council_code, []).append(alert)
        else:
            for email in _second_contacts(alert):
                post(email, "alert_second_contact", url=desk_url(alert.id))
    for found in imported.values():
        for email in _second_contacts(found[0]):
            post(email, "alerts_imported", count=len(found), url=desk_url())
    return len(alerts)


def desk_url(alert_id: int | None = None) -> str:
    """The desk's address, or an alert's on it, to stand in mail."""
    home = current_app.config["PUBLIC_URL"].rstrip("/")
    return f"{home}/safeguarding/{alert_id or ''}"


def _second_contacts(alert: Alert) -> list[str]:
    emails = [council.second_contact_email for council in _councils(alert.council_code)]
    return _not_about_them(emails, alert)


def _councils(code: str | None) -> list[Council]:
    """The council; all of them for someone who did not say which is theirs."""
    if code is None:
        return list(session.scalars(select(Council)))
    return [session.get(Council, code)]


def _not_about_them(emails: list[str], alert: Alert) -> list[str]:
    """These addresses but those of the people it is about; the trust's own if none is left."""
    about = [row.account_id for row in alert.exclusions]
    theirs = set()
    if about:
        theirs = set(session.scalars(select(Account.email).where(Account.id.in_(about))))
    kept = {email: None for email in emails if email and email.casefold() not in theirs}
    return list(kept) or [current_app.config["DUTY_EMAIL"]]
