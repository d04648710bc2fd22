"""What a response is about when it was begun from another page: a line of the offer, a promise.

The row keeps a code such as `offer/council_tax_west`; the feature the page belongs to says what it
is called, so that the engine knows no feature.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

WRITTEN = re.compile(r"[a-z]{1,20}/[A-Za-z0-9_.:-]{1,55}")


@dataclass(frozen=True)
class About:
    """The page someone came from."""

    title: str
    """In the reader's language."""
    address: str


ABOUTS: dict[str, Callable[[str], About | None]] = {}
"""By the first part of the code, what finds a page by the second; None when there is no such."""


def about(code: str | None) -> About | None:
    """The page this code stands for; None for no code, a bad one, or a page that is gone."""
    if not code or not WRITTEN.fullmatch(code):
        return None
    kind, _slash, name = code.partition("/")
    find = ABOUTS.get(kind)
    return find(name) if find else None
