"""What someone does with their own account: prove who they are, change what they know it by."""

import hmac
from datetime import datetime, timedelta

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import func, select

from app.accounts import names
from app.accounts.models import Account
from app.accounts.passwords import hash_password
from app.accounts.sessions import end_all
from app.core import audit
from app.core.clock import now
from app.core.crypto import keyed_hash
from app.core.db import session

LINK_LASTS = timedelta(days=7)


def find_young_person(name: str) -> Account | None:
    """The account of the young person who chose this name, however they type it."""
    if names.refusal(name):
        return None
    return session.scalars(
        select(Account).where(Account.sign_in_name == names.sign_in_name(name))
    ).one_or_none()


def find_staff(email: str) -> Account | None:
    """The member of staff with this address."""
    return session.scalars(select(Account).where(Account.email == plain_email(email))).one_or_none()


def plain_email(email: str) -> str:
    """An address as it is kept: lower case, nothing that PostgreSQL or a mail header refuses."""
    return "".join(sign for sign in email.strip().lower() if sign.isprintable())


def name_is_taken(name: str, but: Account | None = None) -> bool:
    """True if somebody else signs in with this name."""
    others = select(func.count()).where(Account.sign_in_name == names.sign_in_name(name))
    if but is not None:
        others = others.where(Account.id != but.id)
    return bool(session.scalar(others))


def change_password(account: Account, new: str, keep: str | None = None) -> None:
    """Give the account a new password or passphrase, and end its sessions but the one `keep`."""
    account.password_hash = hash_password(new)
    end_all(account, but=keep)
    if not account.is_young_person:
        audit.record("password_changed", "account", account.id, account)


def set_password_token(account: Account) -> str:
    """What a link carries so that its reader may set this account's password: once, for seven days.

    It names the password it replaces, so setting one uses it up; nothing is stored.
    """
    runs_out = int((now() + LINK_LASTS).timestamp())
    return _links().dumps([account.id, runs_out, _fingerprint(account)])


def account_for_link(token: str) -> Account | None:
    """The active account a set-password link is for; None when it is wrong, used or run out."""
    try:
        account_id, runs_out, fingerprint = _links().loads(token)
    except (BadData, ValueError, TypeError):
        return None
    if now() >= datetime.fromtimestamp(runs_out, tz=now().tzinfo):
        return None
    account = session.get(Account, account_id)
    if account is None or not account.active:
        return None
    return account if hmac.compare_digest(fingerprint, _fingerprint(account)) else None


def _links() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="set-password")


def _fingerprint(account: Account) -> str:
    return keyed_hash("set-password", f"{account.id}\0{account.password_hash}").hex()[:32]
