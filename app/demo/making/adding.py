"""How whatever is made is kept, and told from everything else that is made."""

from itertools import count

from app.core.db import session

numbers = count(1)
"""So that two calls never clash: `next(numbers)`."""


def kept(row):
    """The row, added and flushed."""
    session.add(row)
    session.flush()
    return row
