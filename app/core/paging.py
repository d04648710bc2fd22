"""Which page of a list is asked for."""

from flask import request

LAST_PAGE = 10_000
"""Far past the end of any list here, and a number every database can count to."""


def page_asked() -> int:
    """The page in the address, from 1; what makes no sense is the nearest that does."""
    return min(max(request.args.get("page", 1, int), 1), LAST_PAGE)
