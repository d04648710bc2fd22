"""One at a time, where two may look for a row at once and each make it, because it is not there."""

from sqlalchemy import inspect, select

from app.core.db import Base, session


def alone(row: Base, and_what_leans_on_it: bool = False) -> None:
    """Nobody else who asks this of the same row goes on until this transaction ends, so that what
    is looked for from now on is found if it was made. What the class of the row names in
    CHANGED_AT_ONCE is read anew.

    Rows that lean on it can still be written, unless those too are to wait, as before it is
    deleted.
    """
    key = inspect(type(row)).primary_key[0]
    value = inspect(row).identity[0]
    locked = select(key).where(key == value)
    session.execute(locked.with_for_update(key_share=not and_what_leans_on_it))
    if row.CHANGED_AT_ONCE:
        session.refresh(row, row.CHANGED_AT_ONCE)
