"""The numbers at which staff get texts while they are on duty. No young person has one."""

import re
from collections.abc import Iterable

from sqlalchemy import select

from app.accounts.models import Account
from app.core import audit
from app.core.db import session
from app.safeguarding.duty_models import DutyPhone

A_MOBILE = re.compile(r"(?:\+44|0044|0)(7\d{9})")


class NotANumber(ValueError):
    """This is no mobile number."""


def keep_number(account: Account, number: str, by: Account) -> None:
    """Where they get texts while on duty; empty for nowhere. Raises NotANumber."""
    there = session.get(DutyPhone, account.id)
    tidied = tidy_number(number) if number.strip() else ""
    if there is not None:
        session.delete(there)
        session.flush()
    if tidied:
        session.add(DutyPhone(account_id=account.id, number=tidied))
    audit.record("duty_number_changed", "account", account.id, by)


def tidy_number(number: str) -> str:
    """A British mobile's number as +447…: no other can be texted. Raises NotANumber."""
    found = A_MOBILE.fullmatch(re.sub(r"[\s().\-]", "", number))
    if found is None:
        raise NotANumber
    return f"+44{found[1]}"


def numbers_of(accounts: Iterable[Account]) -> dict[int, str]:
    """The numbers of those who have one, by account id."""
    ids = [account.id for account in accounts]
    rows = select(DutyPhone).where(DutyPhone.account_id.in_(ids))
    return {row.account_id: row.number for row in session.scalars(rows)}
