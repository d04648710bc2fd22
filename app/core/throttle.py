"""Slowing down whoever tries too often, without knowing who they are.

What is counted is a keyed hash of a name we choose (a return number, an email, "everyone"), in a
window of seconds. No address is ever kept, so thirty children behind one school's address are not
one culprit.
"""

from functools import lru_cache

from flask import current_app
from sqlalchemy import Connection, Engine, Integer, LargeBinary, delete
from sqlalchemy.orm import Mapped, mapped_column

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
    with current_app.extensions["engine"].begin() as own:
        return _count(own, name, key, seconds) > limit


def done_so_often(name: str, key: str, seconds: int) -> int:
    """Count one more time that `name` is done for `key`; how often that is in these `seconds`.

    Counted in the caller's transaction: what is rolled back was not done, and nothing is written to
    the disk twice.
    """
    return _count(session.connection(), name, key, seconds)


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


def _count(own: Connection, name: str, key: str, seconds: int) -> int:
    moment = int(now().timestamp())
    ends = (moment // seconds + 1) * seconds
    hashed = keyed_hash(f"throttle-{name}", f"{key}\0{ends}")
    count = own.scalar(_one_more(own.engine), {"key": hashed, "window_ends": ends, "count": 1})
    if count == 1:
        own.execute(delete(Attempt).where(Attempt.window_ends < moment))
    return count


@lru_cache(maxsize=4)
def _one_more(engine: Engine):
    # Made once: every answer to a survey is counted while others wait for the write lock.
    more = {"count": Attempt.count + 1}
    adding = insert_or(Attempt, engine).on_conflict_do_update(index_elements=["key"], set_=more)
    return adding.returning(Attempt.count)
