"""Slowing down whoever tries too often, without knowing who they are.

What is counted is a keyed hash of a name we choose (a return number, an email, "everyone"), in a
window of seconds. No address is ever kept, so thirty children behind one school's address are not
one culprit.
"""

from flask import current_app
from sqlalchemy import Integer, LargeBinary, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.clock import now
from app.core.crypto import keyed_hash
from app.core.db import Base, insert_or, session

FLOOD_SECONDS = 600
STOP = 10
"""At how many times a flood nothing is taken any more, so that nobody fills a desk for a night."""


class TooMany(Exception):
    """So many come through this link that nothing is taken just now."""


class Attempt(Base):
    __tablename__ = "attempt"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    window_ends: Mapped[int] = mapped_column(Integer, index=True)
    """Seconds since 1970."""
    count: Mapped[int]


def too_often(name: str, key: str, limit: int, seconds: int) -> bool:
    """Count one more try of `name` for `key`; True when it is past `limit` in `seconds`.

    Counted in a transaction of its own: a try that fails is a try all the same.
    """
    with Session(current_app.extensions["engine"]) as own, own.begin():
        return _count(own, name, key, seconds) > limit


def done_so_often(name: str, key: str, seconds: int) -> int:
    """Count one more time that `name` is done for `key`; how often that is in these `seconds`.

    Counted in the caller's transaction: what is rolled back was not done, and nothing is written to
    the disk twice.
    """
    return _count(session, name, key, seconds)


def comes_in_a_flood(name: str, key: str, limit: int) -> bool:
    """Count one more that is sent through the open link `key`; True past `limit` in FLOOD_SECONDS:
    those are kept, and somebody looks at them. Raises TooMany past STOP times the limit.

    Nobody's address is asked for, so a school behind one is not one culprit. Counted in the
    caller's transaction. The settings NAME_FLOOD and NAME_STOP take the place of the two limits.
    """
    flood = current_app.config.get(f"{name}_flood".upper(), limit)
    stop = current_app.config.get(f"{name}_stop".upper(), STOP * flood)
    count = done_so_often(name, key, FLOOD_SECONDS)
    if count > stop:
        raise TooMany
    return count > flood


def _count(own, name: str, key: str, seconds: int) -> int:
    moment = int(now().timestamp())
    ends = (moment // seconds + 1) * seconds
    hashed = keyed_hash(f"throttle-{name}", f"{key}\0{ends}")
    counted = (
        insert_or(Attempt, own.get_bind())
        .values(key=hashed, window_ends=ends, count=1)
        .on_conflict_do_update(index_elements=["key"], set_={"count": Attempt.count + 1})
        .returning(Attempt.count)
    )
    count = own.scalar(counted)
    if count == 1:
        own.execute(delete(Attempt).where(Attempt.window_ends < moment))
    return count
