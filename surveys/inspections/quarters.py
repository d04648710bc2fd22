"""The quarters that inspectors can write about in their own words."""

from app.core.clock import today
from app.core.reporting import Period


def open_quarters() -> list[Period]:
    """This one, and the one before it, newest first."""
    now = Period.holding(today())
    return [now, now.previous]


def is_open(code: str) -> bool:
    """True while the quarter with this code can still be written about."""
    return code in [period.code for period in open_quarters()]
