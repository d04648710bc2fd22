"""What can be asked of the open data, as one table: it is read by it, and described by it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from app.offer.open_data import MOST_FOUND, Asked

LARGEST_PAGE = 100
LAST_PAGE = 10_000
LONGEST_SEARCH = 200


class NotAnswerable(ValueError):
    """What was asked for makes no sense; says why, and never what was sent."""


@dataclass(frozen=True)
class Number:
    """A whole number between two others, both allowed."""

    description: str
    low: int
    high: int
    default: int

    def schema(self) -> dict[str, Any]:
        bounds = {"minimum": self.low, "maximum": self.high}
        return {"type": "integer", **bounds, "default": self.default}

    def read(self, said: str) -> int:
        # isdecimal alone would let in the digits of other scripts.
        plain = said.isascii() and said.isdecimal() and len(said) <= len(str(self.high))
        if not plain or not self.low <= int(said) <= self.high:
            raise NotAnswerable(f"has to be a whole number from {self.low} to {self.high}")
        return int(said)


@dataclass(frozen=True)
class Words:
    """Any text that is not too long."""

    description: str
    longest: int
    default: str = ""

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.longest}

    def read(self, said: str) -> str:
        if len(said) > self.longest:
            raise NotAnswerable(f"has to be no longer than {self.longest} characters")
        return said


@dataclass(frozen=True)
class Choice:
    """One of some codes."""

    description: str
    codes: Collection[str]
    default: None = None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.codes)}

    def read(self, said: str) -> str:
        if said not in self.codes:
            raise NotAnswerable(f"has to be one of: {', '.join(self.codes)}")
        return said


def parameters(councils: Collection[str]) -> dict[str, Number | Words | Choice]:
    """Everything that can be asked, by its name in the address."""
    found = {
        "page": Number("Which page.", 1, LAST_PAGE, 1),
        "per_page": Number("How many services are on a page.", 1, LARGEST_PAGE, 50),
        "search": Words(f"Words to look for. The best {MOST_FOUND} are found.", LONGEST_SEARCH),
        "council": Choice("A council: its own services and those of all England.", councils),
    }
    # JSON Schema knows no choice between nothing.
    return found if councils else {name: found[name] for name in found if name != "council"}


def read_asked(said: MultiDict, councils: Collection[str]) -> Asked:
    """What an address asks for. Raises NotAnswerable. What has no meaning here is passed over."""
    found = {}
    for name, parameter in parameters(councils).items():
        values = said.getlist(name)
        if len(values) > 1:
            raise NotAnswerable(f"“{name}” was said more than once.")
        try:
            found[name] = parameter.read(values[0]) if values else parameter.default
        except NotAnswerable as reason:
            raise NotAnswerable(f"“{name}” {reason}.") from reason
    return Asked(**found)
