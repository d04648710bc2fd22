"""Who is signed in: a row for each open session, so that it can be ended at once.

The cookie carries a random token under Flask-Login's own key (SESSION_KEY); the row carries only a
keyed hash of it. A row is over when it is deleted, when nobody has used it for half an hour, or
after twelve hours.
"""

import secrets
from datetime import datetime, timedelta

from flask import current_app
from flask import session as cookie
from sqlalchemy import Select, delete, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.accounts.models import Account, SignIn
from app.core.clock import now
from app.core.crypto import keyed_hash
from app.core.db import session, will_write
from app.core.exit import on_exit
from app.core.security import login_manager

SESSION_KEY = "_user_id"
"""Where Flask-Login looks in the cookie for what it passes to `load`."""

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
COARSE = timedelta(minutes=5)
"""How old `last_seen_at` may be before it is written again: not every page is a write, and nobody
needs to know to the minute when a young person was here."""

# Flask-Login would otherwise keep a hash of the address and the browser in the cookie.
login_manager.session_protection = None


kept_when_signing_in: list[str] = []
"""What else of the cookie stays when somebody signs in; a feature puts its own keys in."""


def is_idle_since(used: int) -> bool:
    """True if nothing happened for half an hour after `used`, a second since 1970."""
    return now().timestamp() - used > IDLE.total_seconds()


def open_session(account: Account, own_phone: bool = False) -> str:
    """The token of a new session; put it in the cookie under SESSION_KEY after the commit.

    With `own_phone` it lasts twelve hours however long nobody uses it; otherwise half an hour
    without use ends it, because phones and tablets are shared.
    """
    moment = now()
    token = secrets.token_urlsafe(32)
    # What has run out is of no use to anybody, and the list of one's sessions stays true.
    session.execute(
        delete(SignIn).where(SignIn.account_id == account.id, SignIn.expires_at <= moment)
    )
    session.add(
        SignIn(
            token_hash=_hash(token),
            account_id=account.id,
            started_at=moment,
            last_seen_at=moment,
            expires_at=moment + (LONGEST if own_phone else IDLE),
        )
    )
    session.flush()
    return token


def end_session(token: str) -> None:
    """End the session with this token; nothing happens if there is none."""
    session.execute(delete(SignIn).where(SignIn.token_hash == _hash(token)))


def end_all(account: Account, but: str | None = None) -> None:
    """End every session of this account, except the one with the token `but`."""
    ended = delete(SignIn).where(SignIn.account_id == account.id)
    if but:
        ended = ended.where(SignIn.token_hash != _hash(but))
    session.execute(ended)


def current_token() -> str | None:
    """The token in this request's cookie."""
    return cookie.get(SESSION_KEY)


def open_sessions(account: Account) -> list[SignIn]:
    """The sessions of this account that are open now, the newest first."""
    return list(
        session.scalars(
            _open_now().where(SignIn.account_id == account.id).order_by(SignIn.started_at.desc())
        )
    )


def end_this_one() -> None:
    """End the session that is using this request, if there is one, and keep it ended.

    For leaving quickly, which may be a GET and has nothing else to commit.
    """
    token = current_token()
    if token:
        will_write()
        end_session(token)
        session.commit()


def end_named(account: Account, name: str) -> None:
    """End the session of this account with this name; nothing happens if there is none."""
    for sign_in in open_sessions(account):
        if name_of(sign_in) == name:
            session.delete(sign_in)


def name_of(sign_in: SignIn) -> str:
    """What a session is called in a form; it opens nothing."""
    return sign_in.token_hash.hex()[:16]


def is_this_one(sign_in: SignIn) -> bool:
    """True for the session that is using this request."""
    return sign_in.token_hash == _hash(current_token() or "")


@login_manager.user_loader
def load(token: str) -> Account | None:
    """The account whose open session has this token, or None. One query, and one for its roles."""
    began_here = not session().in_transaction()
    sign_in = session.scalars(_open_now().where(SignIn.token_hash == _hash(token))).one_or_none()
    if sign_in is None or not sign_in.account.active:
        return None
    if now() - sign_in.last_seen_at >= COARSE:
        _stay_open(sign_in)
    if began_here and _is_writing():
        # It was begun only to find out who this is; it must not hold SQLite's one writing lock
        # while a password is being checked or a try is being counted.
        session.commit()
    return sign_in.account


def _open_now() -> Select:
    return select(SignIn).where(SignIn.expires_at > now())


def _stay_open(sign_in: SignIn) -> None:
    """Note that the session is being used, in a transaction of its own if the request only reads.

    A request that writes already holds SQLite's only writing lock, so waiting for another would be
    waiting for oneself.
    """
    moment = now()
    seen = (
        update(SignIn)
        .where(SignIn.token_hash == sign_in.token_hash)
        .values(last_seen_at=moment, expires_at=_runs_until(sign_in, moment))
        .execution_options(synchronize_session=False)
    )
    if _is_writing():
        session.execute(seen)
        return
    try:
        with Session(current_app.extensions["engine"]) as own, own.begin():
            own.execute(seen)
    except OperationalError:
        # The database is busy or full; the page can still be read, and the next one tries again.
        current_app.logger.warning("a session could not be noted as in use")


def _is_writing() -> bool:
    return session().bind is current_app.extensions["engine"]


def _runs_until(sign_in: SignIn, moment: datetime) -> datetime:
    # Only a session on one's own phone runs to the full length from its first minute.
    end = sign_in.started_at + LONGEST
    return end if sign_in.expires_at >= end else min(moment + IDLE, end)


def _hash(token: str) -> bytes:
    return keyed_hash("sign-in", token)


on_exit.append(end_this_one)
