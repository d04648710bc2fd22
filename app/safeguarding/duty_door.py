"""The one tap that tells the duty desk, as the help page shows it.

Safeguarding knows nothing of forms. The feature that takes the tap says here where it goes and what
may be promised; without one, the help page has its phone lines alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

KEY = "duty_door"


@dataclass(frozen=True)
class Door:
    """What stands on the page at this moment, for whoever is here."""

    address: str
    """Where the tap is sent."""
    once: str
    """Sent with it, so that two taps are one alert."""
    write_first: str
    """The page for those who would rather write something, or say which council is theirs."""
    by_name: bool
    """True for a young person who is signed in: they choose whether the desk knows who they are."""
    promise: Any
    """When the desk is read, as the pages of telling say it."""
    came: str | None = None
    """The page somebody left in the middle of answering, to look here."""


def put_up(app: Flask, find: Callable[[], Door | None]) -> None:
    """From now on `find` says what the door is; None while there is none."""
    app.extensions[KEY] = find


def door() -> Door | None:
    """The door as it is now, for whoever is here."""
    find = current_app.extensions.get(KEY)
    return find() if find else None
