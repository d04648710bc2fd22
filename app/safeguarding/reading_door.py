"""Where a young person's conversations are, for somebody on duty who has opened them.

Safeguarding knows nothing of conversations. The feature that has them says here where they are
read.
"""

from collections.abc import Callable

from flask import Flask, current_app

KEY = "reading_door"

Address = Callable[[int], str]
"""Where they are read, for the id of a BreakGlass."""


def put_up(app: Flask, address: Address) -> None:
    """From now on conversations are behind this door."""
    app.extensions[KEY] = address


def address(reading_id: int) -> str:
    return current_app.extensions[KEY](reading_id)
