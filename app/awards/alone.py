"""One at a time, where two may look for a row at once and each make it, because it is not there."""

from sqlalchemy import inspect, select

from app.core.db import Base, session


def alone(row: Base) -> None:
    """Nobody else who asks this of the same row goes on until this transaction ends, so that what
    is looked for from now on is found if it was made. Rows that lean on it can still be written.
    """
    key = inspect(type(row)).primary_key[0]
    value = inspect(row).identity[0]
    session.execute(select(key).where(key == value).with_for_update(key_share=True))
