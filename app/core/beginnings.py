"""What is known already of a message that is begun from another page, so that nobody asks it again.

The row keeps a code such as `pledge/west:P2`; the feature the page belongs to says what it tells.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """What the page somebody came from tells."""

    council: str
    """The code of the council it is about."""
    sub_themes: tuple[str, ...] = ()
    """The codebook's sub-themes it is about."""


KNOWN: dict[str, Callable[[str], Known | None]] = {}
"""By the first part of the code, what reads the second; None when there is no such page."""


def known(code: str | None) -> Known | None:
    """What this code tells; None for no code, or one that tells nothing."""
    kind, _slash, name = (code or "").partition("/")
    return KNOWN[kind](name) if kind in KNOWN else None
