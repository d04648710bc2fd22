"""Where a young person's conversations are, for somebody on duty who has opened them.

Safeguarding knows nothing of conversations. The feature that has them says here where they are
read, and whom they are about.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app

KEY = "reading_door"


@dataclass(frozen=True)
class Door:
    address: Callable[[int], str]
    """Where they are read, for the id of a BreakGlass."""
    kept_from: Callable[[int], set[int]]
    """The accounts that any conversation of this young person (their id) is kept from."""


def put_up(app: Flask, door: Door) -> None:
    """From now on conversations are behind this door."""
    app.extensions[KEY] = door


def door() -> Door:
    return current_app.extensions[KEY]
