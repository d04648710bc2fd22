"""Alerts, from the moment one is raised until somebody has said what was done.

An alert is raised in the transaction of the words it is about: both are kept, or neither is. What
is found can raise an alert and make it more urgent, never less.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from app.accounts.councils import staff_with
from app.accounts.models import Account
from app.core import audit
from app.core.clock import now, today
from app.core.db import session
from app.core.permissions import Permission
from app.safeguarding.danger import Danger, danger_in
from app.safeguarding.deadlines import allowed, due, minutes_taken, quarter_after
from app.safeguarding.duty_mail import tell_colleague, tell_duty
from app.safeguarding.handovers import forget_in_notes
from app.safeguarding.models import Alert, AlertExclusion
from app.safeguarding.open_alerts import brought_in, the_open_one
from app.safeguarding.words_before import forget_words_before


class AlreadyClosed(Exception):
    """Somebody has said what was done about this alert."""


def check_words(
    subject_kind: str,
    subject_id: int,
    words: Iterable[tuple[str, str]],
    council_code: str | None,
    excluded_account_ids: Iterable[int] = (),
    anonymous: bool = False,
    imported: bool = False,
) -> Alert | None:
    """Look for danger in what somebody wrote, as `danger_in` does. The alert, if there is one."""
    return raise_for(
        danger_in(words),
        subject_kind,
        subject_id,
        council_code=council_code,
        excluded_account_ids=excluded_account_ids,
        anonymous=anonymous,
        imported=imported,
    )


def raise_for(found: Danger | None, subject_kind: str, subject_id: int, **about) -> Alert | None:
    """The alert that this danger asks for, if any was found; `about` is the rest that `raise_alert`
    is told.
    """
    if found is None:
        return None
    return raise_alert(
        subject_kind,
        subject_id,
        level=found.level,
        source=found.source,
        cues=found.cues,
        **about,
    )


def raise_alert(
    subject_kind: str,
    subject_id: int,
    *,
    level: str,
    source: str,
    council_code: str | None,
    cues: Sequence[str] = (),
    excluded_account_ids: Iterable[int] = (),
    anonymous: bool = False,
    imported: bool = False,
) -> Alert:
    """Put this on the duty desk, and tell whoever is on duty. Nobody excluded is told or shown it.

    What already has an open alert keeps that one, which becomes more urgent or stays as it is; if
    somebody has it already, it waits again to be picked up, because this they have not seen.
    Comments that were brought in are new, and all of them are told of in one mail by the importer.
    """
    due_at = due(level, source, council_code, anonymous)
    values = {
        "level": level,
        "source": source,
        "imported": imported,
        "subject_kind": subject_kind,
        "subject_id": subject_id,
        "council_code": council_code,
        "anonymous": anonymous,
        "cues": list(cues),
        "raised_on": today(),
        "raised_at": None if anonymous else now(),
        "due_at": due_at,
    }
    alert, is_new = brought_in(values) if imported else the_open_one(values)
    is_news = is_new and not imported
    if not is_new:
        is_news = _add_to(alert, level, source, due_at)
        alert.cues = [*dict.fromkeys((*alert.cues, *cues))]
    _exclude(alert, excluded_account_ids)
    if is_news:
        tell_duty(alert)
    return alert


def keep_from(subject_kind: str, subject_id: int, account_ids: Iterable[int]) -> None:
    """It turns out whom this is about: none of these is shown an alert on it any more."""
    alerts = select(Alert).where(Alert.subject_kind == subject_kind, Alert.subject_id == subject_id)
    excluded = list(account_ids)
    for alert in session.scalars(alerts):
        _exclude(alert, excluded)


def _add_to(alert: Alert, level: str, source: str, due_at: datetime) -> bool:
    """Something more was found. True if somebody has to look again and is told again: it was amber
    and is red now, or whoever had it had not seen this when they said so.
    """
    had, rises = alert.acknowledged_at is not None, alert.level != "red" and level == "red"
    if rises:
        alert.level, alert.source, alert.imported = level, source, False
    if had:
        # As soon as what it is now asks for, however little was added to a red one.
        as_it_is = due(alert.level, source, alert.council_code, alert.anonymous)
        alert.due_at = min(due_at, as_it_is)
    else:
        alert.due_at = min(alert.due_at, due_at)
    if had or rises:
        alert.second_contact_at = None
        _wait_for(alert, None)
    return had or rises


def _exclude(alert: Alert, account_ids: Iterable[int]) -> None:
    there = {row.account_id for row in alert.exclusions}
    for account_id in dict.fromkeys(account_ids):
        if account_id not in there:
            alert.exclusions.append(AlertExclusion(account_id=account_id))


def acknowledge(alert: Alert, by: Account) -> None:
    """`by` has this alert now. Raises AlreadyClosed."""
    _take(alert)
    if alert.acknowledged_at is not None:
        return
    alert.acknowledged_at = now()
    alert.acknowledged_by_id = by.id
    alert.acknowledged_by_name = by.display_name
    if alert.minutes_to_acknowledge is None:
        alert.minutes_to_acknowledge = minutes_taken(alert)
    audit.record("acknowledged", "alert", alert.id, by)


def record_outcome(alert: Alert, by: Account, outcome: str, words: str, child_told: bool) -> None:
    """Say what was done, a code of OUTCOMES and words, and close it. Raises AlreadyClosed."""
    acknowledge(alert, by)
    forget_words_before(alert)
    alert.outcome = outcome
    alert.outcome_words = words
    alert.child_told = child_told
    alert.closed_on = today()
    if alert.anonymous:
        alert.due_at = alert.acknowledged_at = alert.second_contact_at = alert.missed_at = None
        forget_in_notes(alert)
    audit.record("closed", "alert", alert.id, by, note=outcome)


def pass_on(alert: Alert, by: Account, to: Account) -> None:
    """Hand this to a colleague on duty, who has at least as long as a red alert allows to say that
    they have it. Until then it is nobody's, and the second contact is told in time. That it was
    late before stays beside the new moment. Raises AlreadyClosed.
    """
    _take(alert)
    if alert.minutes_to_acknowledge is None:
        alert.minutes_to_acknowledge = minutes_taken(alert)
    if alert.due_at < (alert.acknowledged_at or now()):
        alert.missed_at = alert.missed_at or alert.due_at
    moment = max(alert.due_at, now() + allowed("red", alert.council_code))
    alert.due_at = quarter_after(moment) if alert.anonymous else moment
    alert.second_contact_at = None
    _wait_for(alert, to)
    tell_colleague(alert, to)
    audit.record("passed_on", "alert", alert.id, by, note=f"to {to.id}")


def colleagues_on_duty(alert: Alert, by: Account) -> list[Account]:
    """Those it can be passed on to: on duty for its council, and not the people it is about."""
    about = [row.account_id for row in alert.exclusions]
    others = Account.id.not_in([by.id, *about])
    rows = staff_with(Permission.ALERTS, alert.council_code).where(others)
    return list(session.scalars(rows.order_by(Account.display_name)))


def _wait_for(alert: Alert, account: Account | None) -> None:
    """Nobody has it; `account`, if anyone, was asked to."""
    alert.acknowledged_at = None
    alert.acknowledged_by_id = account.id if account else None
    alert.acknowledged_by_name = account.display_name if account else ""


def _take(alert: Alert) -> None:
    """The alert as it is now, and nobody else changes it until this transaction ends."""
    session.flush()  # what was changed and not written yet would be read over
    session.refresh(alert, with_for_update=True)
    if alert.closed_on is not None:
        raise AlreadyClosed
