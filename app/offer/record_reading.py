"""From plain values that somebody brought to a record; everything that is wrong is said at once."""

from collections.abc import Mapping
from typing import Any

from app.offer.ages import spans
from app.offer.models import HEADINGS, STRENGTHS
from app.offer.record_fields import (
    Reader,
    a_sum,
    code,
    one_of,
    parts,
    several,
    slug,
    web_address,
    whole_number,
    words,
    yes_or_no,
)
from app.offer.record_problems import NotALine, NotFit, Problem, in_short
from app.offer.records import (
    BASES,
    CONFIDENCES,
    NEVER_CHANGES,
    UNITS,
    Amount,
    Evidence,
    Line,
    Record,
)
from app.offer.situation import NEEDS
from app.offer.statuses import WHO
from app.offer.texts import BRING, HELPS

_amount = parts(
    {
        "words": words(200, needed=True, translated=True),
        "value": a_sum,
        "unit": one_of(UNITS, needed=False),
        "basis": one_of(BASES, needed=False),
    }
)
_evidence = parts(
    {
        "title": words(300, needed=True, bar=False),
        "url": lambda value: web_address(value) if value else "",
        "date": words(200, bar=False),
    }
)


def _read_amount(value: Any) -> Amount | None:
    if value is None:
        return None
    amount = Amount(**_amount(value))
    if (amount.value is None) != (amount.unit is None):
        raise NotFit("sum_and_unit", "unit")
    return amount


FIELDS: dict[str, Reader] = {
    "topic": slug,
    "heading": one_of(HEADINGS),
    "strength": one_of(STRENGTHS),
    "who": several(one_of(WHO), len(WHO), needed=True),
    "needs": several(one_of(NEEDS), len(NEEDS)),
    "age_from": whole_number(0, 30),
    "until_birthday": whole_number(1, 40, needed=False),
    "no_referral": yes_or_no,
    "title": words(120, needed=True, translated=True),
    "text": words(1000, needed=True, translated=True),
    "amount": _read_amount,
    "conditions": several(words(300, needed=True, translated=True), 6),
    "how": words(600, translated=True),
    "bring": several(one_of(BRING), len(BRING)),
    "helps": several(one_of(HELPS), len(HELPS)),
    "law": words(300),
    "verify": several(words(300, needed=True), 20),
    "yearly": yes_or_no,
    "confidence": one_of(CONFIDENCES),
    "evidence": several(lambda value: Evidence(**_evidence(value)), 30),
}
"""Every field of a record, in the order in which it is asked for, and how it is read."""


def read_record(data: Any) -> Record:
    """The record these plain values make. Raises NotALine with everything that is wrong."""
    if not isinstance(data, Mapping):
        raise NotALine([Problem("", "not_a_line")])
    found, problems = _read(data, FIELDS)
    problems += [Problem(in_short(name), "unknown_field") for name in data if name not in FIELDS]
    if not problems and (found["until_birthday"] or 99) <= found["age_from"]:
        problems.append(Problem("until_birthday", "upside_down"))
    elif not problems and not spans(found["who"], found["age_from"], found["until_birthday"]):
        problems.append(Problem("who", "nobody"))
    if problems:
        raise NotALine(problems)
    return Record(**found)


def read_line(data: Any, councils: Mapping[str, str]) -> Line:
    """The line an entry of a file makes. `councils`: small letters of a code or name, to the code.

    Raises NotALine with everything that is wrong.
    """
    if not isinstance(data, Mapping):
        raise NotALine([Problem("", "not_a_line")])
    name, problems = _read(data, {"slug": slug, "code": code, "council": _council_of(councils)})
    rest = {key: value for key, value in data.items() if key not in NEVER_CHANGES}
    try:
        record = read_record(rest)
    except NotALine as wrong:
        raise NotALine(problems + wrong.problems) from wrong
    if problems:
        raise NotALine(problems)
    return Line(**name, record=record)


def _read(data: Mapping, readers: Mapping[str, Reader]) -> tuple[dict[str, Any], list[Problem]]:
    found, problems = {}, []
    for name, reader in readers.items():
        try:
            found[name] = reader(data.get(name))
        except NotFit as wrong:
            problems += wrong.problems(name)
    return found, problems


def _council_of(councils: Mapping[str, str]) -> Reader:
    def read(value: Any) -> str | None:
        if value is None or value == "":
            return None
        if not isinstance(value, str) or value.casefold() not in councils:
            raise NotFit("council", found=in_short(value))
        return councils[value.casefold()]

    return read
