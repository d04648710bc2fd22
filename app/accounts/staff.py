"""Staff accounts: who is let in, with which roles in which council, and who is shown out.

An administrator of one council manages the accounts whose roles are all in that council.
"""

from collections.abc import Iterable

from sqlalchemy import Select, select

from app.accounts.councils import holds_for, within
from app.accounts.models import Account, RoleGrant
from app.accounts.services import set_password_token
from app.accounts.sessions import end_all
from app.core import audit
from app.core.addresses import public_address
from app.core.db import session
from app.core.outbox import post
from app.core.permissions import Permission, Role

Grant = tuple[str, str | None]
"""A role and the code of a council, or None for every council."""

STAFF_ROLES = tuple(role for role in Role if role is not Role.YOUNG_PERSON)


class NotYours(Exception):
    """The actor may not give, take or change this."""


def managed_by(actor: Account) -> Select:
    """The staff accounts this administrator manages."""
    rows = select(Account).where(Account.kind == "staff")
    if holds_for(actor, Permission.STAFF_MANAGE, None):
        return rows
    theirs = within(RoleGrant.council_code, actor, Permission.STAFF_MANAGE)
    return rows.where(Account.grants.any(), ~Account.grants.any(~theirs))


def grants_to_give(actor: Account, councils: Iterable[str]) -> list[Grant]:
    """The roles `actor` may give, for each of `councils` they manage, and for all if they may."""
    places = [
        place for place in (*councils, None) if holds_for(actor, Permission.STAFF_MANAGE, place)
    ]
    return [(role, place) for role in STAFF_ROLES for place in places]


def add_staff(
    email: str, name: str, job_title: str, grants: Iterable[Grant], by: Account
) -> Account:
    """A new account without a password; its owner gets a link by mail to set one."""
    account = Account(
        kind="staff", email=email, display_name=name, job_title=job_title, password_hash=""
    )
    account.grants = [RoleGrant(role=role, council_code=place) for role, place in grants]
    session.add(account)
    session.flush()
    audit.record("staff_added", "account", account.id, by, note=_named(grants))
    invite(account, by)
    return account


def invite(account: Account, by: Account) -> None:
    """Mail the account's owner a link with which they set their password."""
    link = public_address(f"/set-password/{set_password_token(account)}")
    post(account.email, "staff_invitation", name=account.display_name, url=link)
    audit.record("staff_invited", "account", account.id, by)


def change_roles(account: Account, grants: Iterable[Grant], by: Account) -> None:
    """Let the account have these roles and no others. It counts from its owner's next click.

    Raises NotYours if `by` would take away their own right to manage staff.
    """
    wanted = set(grants)
    if account.id == by.id and (Role.ADMINISTRATOR, None) in _held(by) - wanted:
        raise NotYours
    if account.id == by.id and not any(role == Role.ADMINISTRATOR for role, _place in wanted):
        raise NotYours
    before = _held(account)
    for grant in [g for g in account.grants if (g.role, g.council_code) not in wanted]:
        account.grants.remove(grant)
    for role, place in sorted(wanted - before, key=str):
        account.grants.append(RoleGrant(role=role, council_code=place))
    session.flush()
    audit.record("roles_changed", "account", account.id, by, note=_named(wanted))


def deactivate(account: Account, by: Account) -> None:
    """Shut the account and end its sessions at once; nobody inspects with it any more, even when
    it opens again. Raises NotYours for one's own.
    """
    if account.id == by.id:
        raise NotYours
    account.active = False
    for grant in [one for one in account.grants if one.role == Role.YOUNG_INSPECTOR]:
        account.grants.remove(grant)
    end_all(account)
    audit.record("account_deactivated", "account", account.id, by)


def activate(account: Account, by: Account) -> None:
    """Open the account again."""
    account.active = True
    audit.record("account_activated", "account", account.id, by)


def end_sessions(account: Account, by: Account) -> None:
    """Sign the account out wherever it is signed in."""
    end_all(account)
    audit.record("sessions_ended", "account", account.id, by)


def _held(account: Account) -> set[Grant]:
    return {(grant.role, grant.council_code) for grant in account.grants}


def _named(grants: Iterable[Grant]) -> str:
    """The roles as codes, for the trail: `worker:west, board_member:all`."""
    return ", ".join(sorted(f"{role}:{place or 'all'}" for role, place in grants))[:300]
