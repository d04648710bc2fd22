"""Who is written to at this moment: the people on duty, the addresses of desks, second contacts."""

from collections.abc import Collection, Sequence

from flask import current_app
from sqlalchemy import select

from app.accounts.models import Account, Council
from app.core.clock import now
from app.core.db import session
from app.safeguarding.models import Alert
from app.safeguarding.rota import Rota


def duty_emails(council_code: str) -> list[str]:
    """Where mail to this council's duty desk goes at this moment."""
    people, emails = on_duty(council_code, [])
    return not_about_them([*(one.email for one in people), *emails], [])


def on_duty(code: str | None, about: Collection[int]) -> tuple[list[Account], list[str]]:
    """Whoever is on duty now, but for the people it is about; and the addresses of the desks where
    that is nobody.
    """
    rota = Rota.between(now(), now())
    people: dict[int, Account] = {}
    emails = []
    for council in _councils(code):
        here = [shift.account for shift in rota.on_at(council.code, now())]
        able = {account.id: account for account in here if account.id not in about}
        people |= able
        if not able:
            emails.append(council.duty_email)
    return list(people.values()), emails


def second_contacts(council_code: str | None, about: Collection[int] = ()) -> list[str]:
    """Where mail goes to the second contact of this council, but not to these people's own."""
    emails = [council.second_contact_email for council in _councils(council_code)]
    return not_about_them(emails, about)


def people_it_is_about(alert: Alert) -> list[int]:
    """The accounts this alert is kept from."""
    return [row.account_id for row in alert.exclusions]


def _councils(code: str | None) -> list[Council]:
    """The council; all of them for someone who did not say which is theirs."""
    if code is None:
        return list(session.scalars(select(Council)))
    return [session.get(Council, code)]


def not_about_them(emails: Sequence[str], about: Collection[int]) -> list[str]:
    """These addresses but those of these people; the trust's own if none is left."""
    theirs = set()
    if about:
        theirs = set(session.scalars(select(Account.email).where(Account.id.in_(about))))
    kept = {email: None for email in emails if email and email.casefold() not in theirs}
    return list(kept) or [current_app.config["DUTY_EMAIL"]]
