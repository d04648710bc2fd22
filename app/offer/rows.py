"""A line as one row of plain texts: in a table, and in the form an officer fills in.

How what is not a plain text is written in a cell:
codes (who, needs, bring, helps) in one line, joined by "; ";
texts (conditions, verify) one below the other in the cell;
evidence one below the other, each as title | address | date, the last two if they are known;
yes or no; numbers without currency signs; days as 2026-04-06.
"""

import re
from collections.abc import Mapping
from typing import Any

from app.offer.records import NEVER_CHANGES, RULE, Record

CODES = ("who", "needs", "bring", "helps")
BELOW_EACH_OTHER = ("conditions", "verify")
WHOLE_NUMBERS = ("age_from", "until_birthday")
YES_NO = ("no_referral", "yearly")
AMOUNT = ("words", "value", "unit", "basis")
EVIDENCE = ("title", "url", "date")

RECORD_COLUMNS = (
    *RULE,
    "title",
    "text",
    *(f"amount_{part}" for part in AMOUNT),
    "conditions",
    "how",
    "bring",
    "helps",
    "law",
    "verify",
    "yearly",
    "confidence",
    "evidence",
)
COLUMNS = (*NEVER_CHANGES, *RECORD_COLUMNS)

_BOOLEANS = {"yes": True, "no": False, "": False}
_WHOLE = re.compile(r"[0-9]{1,4}")
_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")


def record_row(record: Record) -> dict[str, str]:
    """The record's cells, by column."""
    kept = record.to_json()
    amount = kept.get("amount", {})
    row = {name: str(kept.get(name, "")) for name in RECORD_COLUMNS}
    row |= {f"amount_{part}": str(amount.get(part, "")) for part in AMOUNT}
    row |= {name: "; ".join(kept[name]) for name in CODES}
    row |= {name: "\n".join(kept[name]) for name in BELOW_EACH_OTHER}
    row |= {name: "yes" if kept[name] else "no" for name in YES_NO}
    row["evidence"] = "\n".join(map(_evidence_cell, kept["evidence"]))
    return row


def data_of(row: Mapping[str, str]) -> dict[str, Any]:
    """What the cells say, as `records.read_line` takes it.

    What cannot be understood stays the text it is, and is refused there with a reason.
    """
    data: dict[str, Any] = {name: said for name in COLUMNS if (said := _cell(row, name).strip())}
    for name in CODES:
        data[name] = [code for part in _cell(row, name).split(";") if (code := part.strip())]
    for name in BELOW_EACH_OTHER:
        data[name] = _lines(_cell(row, name))
    for name in WHOLE_NUMBERS:
        data[name] = _whole(_cell(row, name).strip())
    for name in YES_NO:
        said = _cell(row, name).strip()
        data[name] = _BOOLEANS.get(said.casefold(), said)
    data["evidence"] = [_evidence(line) for line in _lines(_cell(row, "evidence"))]
    told = {part: data.pop(f"amount_{part}", "").strip() for part in AMOUNT}
    if any(told.values()):
        data["amount"] = {**told, "value": _number(told["value"])}
    return data


def column_of(field: str) -> str:
    """The column in which a field, or a part of one, stands: amount.unit is in amount_unit."""
    name, _, part = field.partition(".")
    if name == "amount":
        return f"amount_{part or 'words'}"
    return name


def _cell(row: Mapping[str, str], name: str) -> str:
    return row.get(name) or ""


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in cell.splitlines() if line.strip()]


def _whole(said: str) -> int | str | None:
    return int(said) if _WHOLE.fullmatch(said) else said or None


def _number(said: str) -> int | float | str | None:
    if not _NUMBER.fullmatch(said):
        return said or None
    return float(said) if "." in said else int(said)


def _evidence(line: str) -> dict[str, str] | str:
    told = [part.strip() for part in line.split("|")]
    return dict(zip(EVIDENCE, told, strict=False)) if len(told) <= len(EVIDENCE) else line


def _evidence_cell(one: Mapping[str, str]) -> str:
    told = [one.get(part, "") for part in EVIDENCE]
    while not told[-1]:
        told.pop()
    return " | ".join(told)
