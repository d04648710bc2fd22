"""Whom the duty desk writes to: a link each time, and nobody the alert is about."""

from collections import Counter

from flask import current_app
from sqlalchemy import func, select

from app.accounts.models import Account, Council
from app.core.addresses import public_address
from app.core.clock import now
from app.core.db import session
from app.core.jobs import every
from app.core.outbox import post
from app.safeguarding.models import Alert

MOST_AT_ONCE = 10
"""Mails for one council about anonymous taps on the button that are due in the same quarter of an
hour. Anybody can tap without end, and a flood of mail hides the one that matters."""


def tell_duty(alert: Alert) -> None:
    """Mail to whoever is on duty for this alert's council. Of many anonymous taps within a quarter
    of an hour, the first MOST_AT_ONCE are mailed; all of them are on the desk.
    """
    if _is_one_of_a_flood(alert):
        return
    emails = [council.duty_email for council in _councils(alert.council_code)]
    for email in _not_about_them(emails, alert):
        post(email, "alert_raised", url=desk_url(alert.id))


def _is_one_of_a_flood(alert: Alert) -> bool:
    # Nothing says when an anonymous alert was raised, only by which quarter it is due.
    if not _is_anonymous_tap(alert):
        return False
    same = select(func.count()).where(
        Alert.anonymous,
        Alert.source == "button",
        Alert.due_at == alert.due_at,
        Alert.council_code.is_not_distinct_from(alert.council_code),
    )
    return session.scalar(same) > MOST_AT_ONCE


def _is_anonymous_tap(alert: Alert) -> bool:
    return alert.anonymous and alert.source == "button"


@every(minutes=1)
def second_contact_overdue() -> int:
    """Tell the second contact of every alert nobody has picked up in time; how many there were.

    Alerts on comments that were brought in go into one mail for each council; of anonymous taps,
    the first MOST_AT_ONCE for each council are mailed.
    """
    late = select(Alert).where(
        Alert.closed_on.is_(None),
        Alert.acknowledged_at.is_(None),
        Alert.second_contact_at.is_(None),
        Alert.due_at < now(),
    )
    alerts = session.scalars(late).all()
    imported: dict[str | None, list[Alert]] = {}
    taps: Counter[str | None] = Counter()
    for alert in alerts:
        alert.second_contact_at = now()
        if alert.imported:
            imported.setdefault(alert.council_code, []).append(alert)
            continue
        taps[alert.council_code] += _is_anonymous_tap(alert)
        if not _is_anonymous_tap(alert) or taps[alert.council_code] <= MOST_AT_ONCE:
            for email in _second_contacts(alert):
                post(email, "alert_second_contact", url=desk_url(alert.id))
    for found in imported.values():
        for email in _second_contacts(found[0]):
            post(email, "alerts_imported", count=len(found), url=desk_url())
    return len(alerts)


def desk_url(alert_id: int | None = None) -> str:
    """The desk's address, or an alert's on it, to stand in mail."""
    return public_address(f"/safeguarding/{alert_id or ''}")


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
