"""The code, also a link, that opens the offer for a child without an account."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Account
from app.core import audit
from app.core.alone import alone
from app.core.clock import now
from app.core.crypto import keyed_hash
from app.core.db import session
from app.core.throttle import too_often
from app.interviews.models import ReturnInterview
from app.interviews.offering import AlreadyTalked
from app.people.join_codes import new_code, plain

DOOR_LASTS = timedelta(days=7)
TRIES_OVERALL = 240
"""A minute, for everybody together, as for join codes."""
TRIES_A_CODE = 30
A_WHILE = 15 * 60


class WrongDoor(Exception):
    """There is no such code: whoever tries cannot tell whether there ever was."""


class LapsedDoor(Exception):
    """The code was good, but is more than seven days old."""


def give_door(interview: ReturnInterview, by: Account) -> str:
    """A new code that opens the offer for a child without an account, to be shown once. The one
    before it is void. Raises AlreadyTalked: then a code for what was said comes from whoever
    listened, and none of another's takes it away.
    """
    alone(interview)
    if interview.child_took_part:
        raise AlreadyTalked
    return make_door(interview, by)


def make_door(interview: ReturnInterview, by: Account) -> str:
    """A new code to this interview, in place of the one before it."""
    code = new_code()
    interview.door_hash = _door_hash(code)
    interview.door_until = now() + DOOR_LASTS
    interview.door_by_id = by.id
    audit.record("interview_code_given", "interview", interview.id, by)
    return code


def open_door(code: str) -> ReturnInterview:
    """The interview this code opens now. Raises WrongDoor or LapsedDoor."""
    rows = select(ReturnInterview).where(ReturnInterview.door_hash == _door_hash(code))
    found = session.scalars(rows).one_or_none() if plain(code) else None
    if found is None:
        raise WrongDoor
    if found.door_until <= now():
        raise LapsedDoor
    return found


def tried_too_often(code: str) -> bool:
    """Count one more try of this code, before the database is asked anything else; True when there
    were too many of it, or of all codes together.
    """
    one = too_often("interview-code", plain(code) or "none", TRIES_A_CODE, A_WHILE)
    everybody = too_often("interview-codes", "everyone", TRIES_OVERALL, 60)
    return everybody or (one and bool(plain(code)))


def _door_hash(code: str) -> bytes:
    return keyed_hash("interview-door", plain(code))
