"""How one field of a line is read: what it may hold, and in an officer's words why it may not.

A reader takes whatever a file or a form brought and returns the value as it is kept, or raises
NotFit with a key of REASONS. Nothing is guessed: a number in quotation marks is not a number.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from app.offer.record_problems import JOINERS, NO_TEXT, NotFit, in_short

Reader = Callable[[Any], Any]

RESERVED = frozenset(
    "claims compare desk import export mine new offline openapi overdue s search services share"
    " sheet static suggest what-can-i-get".split()
)
"""Pages under /offer/ that are no lines."""

_SLUG = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")
_CODE = re.compile(r"[a-z]{3}")
_ADDRESS = re.compile(r"https?://[^\s<>\"'\\|]+", re.IGNORECASE)


def words(
    longest: int, *, needed: bool = False, translated: bool = False, bar: bool = True
) -> Reader:
    """A text of one paragraph, its spaces made single; "" for nothing unless `needed`."""

    def read(value: Any) -> str:
        if value is None:
            value = ""
        if not isinstance(value, str):
            raise NotFit("words")
        text = " ".join(value.split())
        if len(text) > longest:
            raise NotFit("too_long", length=len(text), limit=longest)
        if any(unicodedata.category(one) in NO_TEXT and one not in JOINERS for one in text):
            raise NotFit("hidden")
        if translated and "%" in text:
            raise NotFit("percent_sign")
        if not bar and "|" in text:
            raise NotFit("bar")
        if needed and not text:
            raise NotFit("needed")
        return text

    return read


def shaped(pattern: re.Pattern[str], reason: str, longest: int) -> Reader:
    """A text that is all of this shape."""

    def read(value: Any) -> str:
        if value is None or value == "":
            raise NotFit("needed")
        if not isinstance(value, str) or len(value) > longest or not pattern.fullmatch(value):
            raise NotFit(reason)
        return value

    return read


code = shaped(_CODE, "code", 3)
web_address = shaped(_ADDRESS, "address", 500)


def slug(value: Any) -> str:
    """A line's name in addresses, which is no other page's."""
    text = shaped(_SLUG, "slug", 60)(value)
    if text.replace("_", "-") in RESERVED:
        raise NotFit("reserved", found=text)
    return text


def one_of(codes: Collection[str], *, needed: bool = True) -> Reader:
    """One of these codes."""

    def read(value: Any) -> str | None:
        if value is None or value == "":
            if needed:
                raise NotFit("needed")
            return None
        if not isinstance(value, str) or value not in codes:
            raise NotFit("choice", found=in_short(value), known=", ".join(codes))
        return value

    return read


def several(each: Reader, most: int, *, needed: bool = False) -> Reader:
    """A list, in its order, in which nothing is twice."""

    def read(value: Any) -> tuple:
        if value is None:
            value = []
        if not isinstance(value, list | tuple):
            raise NotFit("list")
        if len(value) > most:
            raise NotFit("too_many", count=len(value), limit=most)
        found: list = []
        for one in value:
            kept = each(one)
            if kept in found:
                raise NotFit("twice", found=in_short(one))
            found.append(kept)
        if needed and not found:
            raise NotFit("needed")
        return tuple(found)

    return read


def whole_number(low: int, high: int, *, needed: bool = True) -> Reader:
    """A whole number in a range; True is no number."""

    def read(value: Any) -> int | None:
        if value is None or value == "":
            if needed:
                raise NotFit("needed")
            return None
        if type(value) is not int:
            raise NotFit("number")
        if not low <= value <= high:
            raise NotFit("range", low=low, high=high)
        return value

    return read


def a_sum(value: Any) -> int | float | None:
    """Pounds or percent, a whole number where it is one; None for nothing."""
    if value is None or value == "":
        return None
    if type(value) not in (int, float) or not math.isfinite(value):
        raise NotFit("sum")
    if not 0 <= value <= 1_000_000:
        raise NotFit("range", low=0, high=1_000_000)
    return int(value) if value == int(value) else value


def yes_or_no(value: Any) -> bool:
    """True or False; nothing is no."""
    if value is None:
        return False
    if not isinstance(value, bool):
        raise NotFit("yes_no")
    return value


def day(value: Any) -> date | None:
    """A day as in 2026-04-06; None for nothing."""
    if value is None or value == "":
        return None
    if type(value) is date:
        return value
    try:
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise NotFit("day")


def parts(readers: dict[str, Reader]) -> Callable[[Any], dict[str, Any]]:
    """Named parts, each read by its reader; a part that is not there is read as None."""

    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise NotFit("mapping")
        unknown = next((name for name in value if name not in readers), None)
        if unknown is not None:
            raise NotFit("unknown_part", name=in_short(unknown))
        found, wrong = {}, []
        for name, reader in readers.items():
            try:
                found[name] = reader(value.get(name))
            except NotFit as one:
                wrong.append(NotFit(one.reason, name, **one.facts))
        if wrong:
            wrong[0].also = wrong[1:]
            raise wrong[0]
        return found

    return read
