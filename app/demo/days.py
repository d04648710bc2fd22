"""Days gone by, on which the demo lets something happen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time

from flask import current_app


@contextmanager
def on(day: date) -> Iterator[None]:
    """Inside this it is half past three in the afternoon of `day`."""
    kept: Callable[[], datetime] = current_app.extensions["clock"]
    moment = datetime.combine(day, time(15, 30), UTC)
    current_app.extensions["clock"] = lambda: min(moment, kept())
    try:
        yield
    finally:
        current_app.extensions["clock"] = kept
