"""A line of the offer as plain, checked data: what may change about it, and what never does.

The same keys stand in the file that ships, in exports, in the form an officer fills in and in the
database. Whatever comes from outside passes `record_reading.read_line`, which says everything that
is wrong with it; what the database holds has passed it before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from app.offer.models import Entitlement

UNITS = ("GBP", "percent")
BASES = ("one_off", "weekly", "monthly", "yearly")
CONFIDENCES = ("high", "medium", "low")

RULE = (
    "topic",
    "heading",
    "strength",
    "who",
    "needs",
    "age_from",
    "until_birthday",
    "no_referral",
)
"""The fields that decide where a line stands and whose it is: columns of their own."""
NEVER_CHANGES = ("slug", "code", "council")


@dataclass(frozen=True)
class Amount:
    words: str
    """For young people, with the sum in it."""
    value: int | float | None = None
    unit: str | None = None
    """One of UNITS; there is one exactly when there is a value."""
    basis: str | None = None
    """One of BASES."""


@dataclass(frozen=True)
class Evidence:
    title: str
    url: str = ""
    date: str = ""
    """As the source says it; many say none."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """Everything about a line that may change: the rule and the words."""

    topic: str
    heading: str
    strength: str
    who: tuple[str, ...]
    needs: tuple[str, ...] = ()
    age_from: int
    until_birthday: int | None = None
    no_referral: bool = False
    title: str
    text: str
    amount: Amount | None = None
    conditions: tuple[str, ...] = ()
    how: str = ""
    bring: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    law: str = ""
    verify: tuple[str, ...] = ()
    yearly: bool = False
    confidence: str = "medium"
    evidence: tuple[Evidence, ...] = ()

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Record":
        """The record that `to_json` gave."""
        amount = Amount(**kept["amount"]) if kept.get("amount") else None
        evidence = tuple(Evidence(**one) for one in kept.get("evidence", ()))
        plain = {
            key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()
        }
        return cls(**{**plain, "amount": amount, "evidence": evidence})

    @classmethod
    def of(cls, line: Entitlement) -> "Record":
        """What a line says today."""
        rule = {name: getattr(line, name) for name in RULE}
        return cls.from_json({**rule, **line.content})

    def to_json(self) -> dict[str, Any]:
        """As in the file that ships: plain values; a part that has nothing is left out."""
        kept = {one.name: _plain(getattr(self, one.name)) for one in fields(self)}
        return {key: value for key, value in kept.items() if value not in (None, "")}

    def put_on(self, line: Entitlement) -> None:
        """Let the line say this."""
        for name in RULE:
            setattr(line, name, _plain(getattr(self, name)))
        line.content = {key: value for key, value in self.to_json().items() if key not in RULE}


@dataclass(frozen=True)
class Line:
    """A record and whose it is: what one entry of a file holds."""

    slug: str
    code: str
    council: str | None
    record: Record

    @classmethod
    def of(cls, line: Entitlement, record: Record | None = None) -> "Line":
        return cls(line.slug, line.code, line.council_code, record or Record.of(line))

    def to_json(self) -> dict[str, Any]:
        """One entry of a file, its keys in the order in which an officer reads them."""
        kept = {"slug": self.slug, "code": self.code, **self.record.to_json()}
        return kept | ({"council": self.council} if self.council else {})


def _plain(value: Any) -> Any:
    """A value as JSON holds it; nothing for a part that is empty."""
    if isinstance(value, Amount | Evidence):
        told = {one.name: getattr(value, one.name) for one in fields(value)}
        return {name: part for name, part in told.items() if part not in (None, "")}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value
