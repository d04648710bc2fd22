"""Councils, the staff, and who is on duty."""

from datetime import datetime

from app.accounts.models import Account, Council, RoleGrant
from app.accounts.names import sign_in_name
from app.accounts.passwords import hash_password
from app.core.db import session
from app.core.permissions import Role
from app.demo.making.adding import kept, numbers
from app.safeguarding.duty_models import Shift

PASSPHRASE = "four small brown owls"


def make_council(code: str = "west", name: str = "West Northamptonshire", **values) -> Council:
    """The council with this code, made if it is not there yet."""
    there = session.get(Council, code)
    if there is not None:
        return there
    emails = {
        "duty_email": f"duty.{code}@listen.invalid",
        "second_contact_email": f"duty.manager.{code}@listen.invalid",
    }
    return kept(Council(code=code, name=name, **{**emails, **values}))


def make_staff(*roles: Role, council: Council | None = None, **values) -> Account:
    """A member of staff with these roles, for one council or (with none given) for all."""
    number = next(numbers)
    account = Account(
        kind="staff",
        email=values.pop("email", f"staff{number}@listen.invalid"),
        display_name=values.pop("display_name", f"Staff {number}"),
        password_hash=hash_password(values.pop("password", PASSPHRASE)),
        **values,
    )
    code = council.code if council else None
    account.grants = [RoleGrant(role=role, council_code=code) for role in roles]
    return kept(account)


def make_young_account(chosen_name: str, values: dict | None = None) -> Account:
    """An account under a name its young owner chose."""
    values = values if values is not None else {}
    return kept(
        Account(
            kind="young_person",
            chosen_name=chosen_name,
            sign_in_name=sign_in_name(chosen_name),
            display_name=chosen_name,
            password_hash=hash_password(values.pop("passphrase", PASSPHRASE)),
            language=values.get("language", "en"),
            grants=[RoleGrant(role=Role.YOUNG_PERSON)],
        )
    )


def make_shift(
    who: Account, starts_at: datetime, ends_at: datetime, council: Council | None = None
) -> Shift:
    """`who` is on duty between these moments, for this council or (with none given) for all."""
    code = council.code if council else None
    return kept(Shift(account=who, council_code=code, starts_at=starts_at, ends_at=ends_at))
