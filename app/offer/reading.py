"""The lines in somebody's file, JSON or a table, read without trusting any of it.

Nothing here touches the database. Every entry is read, and whatever is wrong with any is listed.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.i18n import gettext as _
from app.core.table_reading import NotATable, UnreadableRow, rows_with_header
from app.offer.exporting import STANDING, without_apostrophe
from app.offer.record_fields import Reader, day, words
from app.offer.record_problems import NotALine, NotFit, Problem, in_short
from app.offer.record_reading import read_line
from app.offer.records import Line
from app.offer.rows import COLUMNS, column_of, data_of

LARGEST = 32 * 1024 * 1024


@dataclass(frozen=True)
class Entry:
    """One line of the offer as the file has it."""

    place: int
    """In a table the line of the file; in JSON which entry it is, from 1."""
    line: Line
    checked_on: date | None = None
    review_by: date | None = None
    owner: str = ""


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong with an entry."""

    place: int
    problem: Problem


def read_entries(raw: bytes, councils: Mapping[str, str]) -> tuple[list[Entry], list[Wrong]]:
    """Every entry that can be kept, and all that is wrong with the others.

    Raises NotATable for what is neither JSON nor a table of ours.
    """
    is_json = raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    entries, wrong = [], []
    for place, data in _json_entries(raw) if is_json else _table_entries(raw):
        try:
            entries.append(_entry(place, data, councils))
        except NotALine as found:
            named = column_of if not is_json else str
            wrong += [
                Wrong(place, Problem(named(one.field), one.reason, one.facts))
                for one in found.problems
            ]
    return entries, wrong + list(_repeated(entries))


def _json_entries(raw: bytes) -> Iterator[tuple[int, Any]]:
    try:
        whole = json.loads(raw)
    except UnicodeDecodeError as wrong:
        raise NotATable(_("it is not in UTF-8")) from wrong
    except RecursionError as wrong:
        raise NotATable(_("it is nested too deep")) from wrong
    except ValueError as wrong:
        raise NotATable(_("it is not whole JSON")) from wrong
    found = whole.get("entitlements") if isinstance(whole, dict) else whole
    if not isinstance(found, list):
        raise NotATable(_("it has no list called entitlements"))
    yield from enumerate(found, start=1)


def _table_entries(raw: bytes) -> Iterator[tuple[int, Any]]:
    header, rows = rows_with_header(raw)
    names = [name.strip().casefold() for name in header]
    while names and not names[-1]:
        names.pop()
    missing = [column for column in COLUMNS if column not in names]
    unknown = [name for name in names if name not in (*COLUMNS, *STANDING)]
    if missing:
        raise NotATable(_("it has no column called %(name)s", name=missing[0]))
    if unknown or len(set(names)) < len(names):
        strange = unknown[0] if unknown else max(names, key=names.count)
        raise NotATable(_("nothing is known of its column %(name)s", name=in_short(strange)))
    for line, row in rows:
        yield line, _cells(row, names)


def _cells(row: list[str], names: list[str]) -> dict[str, Any] | NotALine:
    if isinstance(row, UnreadableRow):
        return NotALine([Problem("", "unreadable")])
    while len(row) > len(names) and not row[-1].strip():
        row = row[:-1]
    if len(row) != len(names):
        facts = {"found": len(row), "wanted": len(names)}
        return NotALine([Problem("", "columns", facts)])
    cells = {name: without_apostrophe(cell) for name, cell in zip(names, row, strict=True)}
    return data_of(cells) | {name: cells.get(name, "").strip() for name in STANDING}


_STANDING: dict[str, Reader] = {"checked_on": day, "review_by": day, "owner": words(254)}


def _entry(place: int, data: Any, councils: Mapping[str, str]) -> Entry:
    """Raises NotALine."""
    if isinstance(data, NotALine):
        raise data
    problems, standing = [], {}
    for name in STANDING if isinstance(data, dict) else ():
        try:
            standing[name] = _STANDING[name](data.get(name))
        except NotFit as wrong:
            problems += wrong.problems(name)
    rest = data
    if isinstance(data, dict):
        rest = {key: value for key, value in data.items() if key not in STANDING}
    try:
        line = read_line(rest, councils)
    except NotALine as wrong:
        raise NotALine(wrong.problems + problems) from wrong
    if problems:
        raise NotALine(problems)
    return Entry(place, line, **standing)


def _repeated(entries: list[Entry]) -> Iterator[Wrong]:
    """Two entries of one file with the same address or the same code."""
    first: dict[tuple[str, str], int] = {}
    for entry in entries:
        for field in ("slug", "code"):
            key = (field, getattr(entry.line, field))
            if key in first:
                yield Wrong(entry.place, Problem(field, "repeated", {"place": first[key]}))
            first.setdefault(key, entry.place)
