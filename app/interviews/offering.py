"""Offering a child the conversation, and what they say to it."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Account
from app.core.clock import add_working_days, now, today
from app.core.crypto import keyed_hash
from app.core.db import session
from app.core.throttle import too_often
from app.interviews.models import Attempt, ReturnInterview
from app.people.join_codes import new_code, plain

DOOR_LASTS = timedelta(days=7)
ASK_AGAIN_DAYS = 7
TRIES_OVERALL = 240
TRIES_A_CODE = 30
A_WHILE = 15 * 60


class WrongDoor(Exception):
    """There is no such code: whoever tries cannot tell whether there ever was."""


class LapsedDoor(Exception):
    """The code was good, but is more than seven days old."""


class AlreadyTalked(Exception):
    """The child has talked with somebody: there is nothing left to say yes or no to."""


def give_door(interview: ReturnInterview, by: Account) -> str:
    """A new code that opens the offer for a child without an account, to be shown once."""
    code = new_code()
    interview.door_hash = _door_hash(code)
    interview.door_until = now() + DOOR_LASTS
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
    """Count one more try of this code; True when there were too many of it, or of all together."""
    one = too_often("interview-code", plain(code) or "none", TRIES_A_CODE, A_WHILE)
    everybody = too_often("interview-codes", "everyone", TRIES_OVERALL, 60)
    return everybody or (one and bool(plain(code)))


def _door_hash(code: str) -> bytes:
    return keyed_hash("interview-door", plain(code))


def record_attempt(
    interview: ReturnInterview, how: str, outcome: str, by: Account | None, note: str = ""
) -> Attempt:
    """One try to reach the child, and what came of it. `by` is None for the child themselves."""
    if outcome in ("accepted", "declined"):
        if interview.held_at is not None:
            raise AlreadyTalked
        interview.answer, interview.answered_at = outcome, now()
        later = add_working_days(today() + timedelta(days=ASK_AGAIN_DAYS), 0)
        interview.ask_again_on = later if outcome == "declined" else None
    attempt = Attempt(
        interview_id=interview.id,
        made_at=now(),
        how=how,
        outcome=outcome,
        by_id=by.id if by else None,
        by_name=by.display_name if by else "",
    )
    attempt.note = note or None
    if outcome != "not_reached" and interview.offered_at is None:
        interview.offered_at = now()
    interview.attempts.append(attempt)
    session.flush()
    return attempt


def answer_offer(
    interview: ReturnInterview, answer: str, by: Account | None = None, how: str = "link"
) -> Attempt:
    """The child says yes (`accepted`) or no (`declined`). Raises AlreadyTalked."""
    return record_attempt(interview, how, answer, by)
