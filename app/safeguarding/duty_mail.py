"""Whom the duty desk writes to, and what of: how pressing, by when, a link, and nothing else.

Whoever is on duty now by the rota, otherwise the address of the council's desk. Nobody an alert is
about is written to. What is urgent goes to their phone as well: a text wakes people.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select

from app.accounts.models import Account
from app.core.addresses import public_address
from app.core.calendars import day_in_text
from app.core.clock import LONDON, now
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.jobs import every
from app.core.outbox import post, text
from app.safeguarding.deadlines import clock_words
from app.safeguarding.duty_models import Shift
from app.safeguarding.duty_numbers import numbers_of
from app.safeguarding.duty_people import (
    not_about_them,
    on_duty,
    people_it_is_about,
    second_contacts,
)
from app.safeguarding.models import Alert
from app.safeguarding.rota import may_stand

MOST_AT_ONCE = 10
"""Mails for one council about anonymous taps on the button that are due in the same quarter of an
hour. Anybody can tap without end, and a flood of mail hides the one that matters."""


def tell_duty(alert: Alert) -> None:
    """Mail, and for a red one a text, to whoever is on duty for this alert's council. Of many
    anonymous taps within a quarter of an hour, the first MOST_AT_ONCE are told of; all of them are
    on the desk.
    """
    if _is_one_of_a_flood(alert):
        return
    tell_what_waited([alert.id])
    about = people_it_is_about(alert)
    people, emails = on_duty(alert.council_code, about)
    for email in not_about_them([*(one.email for one in people), *emails], about):
        post(email, "alert_raised", **facts_of(alert))
    if alert.level == "red":
        _text(people, facts_of(alert))


def tell_colleague(alert: Alert, to: Account) -> None:
    """The same to one colleague, whom it is passed on to."""
    post(to.email, "alert_raised", **facts_of(alert))
    if alert.level == "red":
        _text([to], facts_of(alert))


def _text(people: Sequence[Account], facts: dict[str, str]) -> None:
    for number in numbers_of(people).values():
        text(number, "alert_raised", **facts)


@every(minutes=1)
def tell_who_came_on() -> int:
    """Tell everybody whose time on duty has begun what waits that nobody has picked up: in one
    mail, and a text if some of it is urgent. How many were told.
    """
    return tell_what_waited([])


def tell_what_waited(but: Collection[int]) -> int:
    """The same before the alerts with these ids are told of by themselves: nobody who has just come
    on is told of them twice.
    """
    begun = select(Shift).where(
        Shift.starts_at <= now(), Shift.ends_at > now(), Shift.told_at.is_(None)
    )
    told = 0
    # One that somebody else is telling at this moment is theirs.
    for shift in session.scalars(begun.with_for_update(skip_locked=True, of=Shift)).all():
        # Not the moment, which would be that at which a child wrote.
        shift.told_at = shift.starts_at
        waiting = [one for one in _waiting_for(shift) if one.id not in but]
        if waiting and may_stand(shift.account, shift.council_code):
            told += 1
            facts = facts_of_many(waiting)
            post(shift.account.email, "alerts_waiting", **facts)
            if facts["level"] == "red":
                _text([shift.account], {name: facts[name] for name in ("level", "due_at", "url")})
    return told


def _waiting_for(shift: Shift) -> Sequence[Alert]:
    """What nobody has picked up at this shift's desk, but nothing that is about its holder."""
    rows = Alert.visible_to(shift.account).where(
        Alert.closed_on.is_(None), Alert.acknowledged_at.is_(None)
    )
    if shift.council_code is not None:
        here = or_(Alert.council_code == shift.council_code, Alert.council_code.is_(None))
        rows = rows.where(here)
    return session.scalars(rows).all()


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
        alert.second_contact_at, alert.second_contact_told = now(), True
        if alert.imported:
            imported.setdefault(alert.council_code, []).append(alert)
            continue
        taps[alert.council_code] += _is_anonymous_tap(alert)
        if not _is_anonymous_tap(alert) or taps[alert.council_code] <= MOST_AT_ONCE:
            for email in second_contacts(alert.council_code, people_it_is_about(alert)):
                post(email, "alert_second_contact", **facts_of(alert))
    for found in imported.values():
        for email in second_contacts(found[0].council_code, people_it_is_about(found[0])):
            post(email, "alerts_imported", **facts_of_many(found))
    return len(alerts)


def facts_of(alert: Alert) -> dict[str, str]:
    """All that mail says of an alert: how pressing it is, until when, and where it stands."""
    due_at = alert.due_at.isoformat()
    return {"level": alert.level, "due_at": due_at, "url": desk_url(alert.id)}


def facts_of_many(alerts: Sequence[Alert]) -> dict[str, str | int]:
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
