"""Whom the duty desk writes to, and what of: how pressing, by when, a link, and nothing else.

Nobody an alert is about is written to.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from flask import current_app
from sqlalchemy import func, select

from app.accounts.models import Account, Council
from app.core.addresses import public_address
from app.core.calendars import day_in_text
from app.core.clock import LONDON, now
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.jobs import every
from app.core.outbox import post
from app.safeguarding.deadlines import clock_words
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
        post(email, "alert_raised", **facts_of(alert))


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
                post(email, "alert_second_contact", **facts_of(alert))
    for found in imported.values():
        for email in _second_contacts(found[0]):
            post(email, "alerts_imported", **facts_of_imported(found))
    return len(alerts)


def facts_of(alert: Alert) -> dict[str, str]:
    """All that mail says of an alert: how pressing it is, until when, and where it stands."""
    due_at = alert.due_at.isoformat()
    return {"level": alert.level, "due_at": due_at, "url": desk_url(alert.id)}


def facts_of_imported(alerts: Sequence[Alert]) -> dict[str, str | int]:
    """The same of many that go into one mail: the most pressing level, and the first to be due."""
    level = "red" if any(alert.level == "red" for alert in alerts) else "amber"
    due_at = min(alert.due_at for alert in alerts).isoformat()
    return {"level": level, "due_at": due_at, "url": desk_url(), "count": len(alerts)}


def time_left(due_at: str) -> str:
    """How far off this moment is when the mail is written, which is when it goes out."""
    return clock_words(datetime.fromisoformat(due_at))[0]


def due_in_full(due_at: str) -> str:
    """The moment itself, for a mail that is opened later than it came."""
    moment = datetime.fromisoformat(due_at).astimezone(LONDON)
    return _("It is due at %(time)s on %(day)s.", time=f"{moment:%H:%M}", day=day_in_text(moment))


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
