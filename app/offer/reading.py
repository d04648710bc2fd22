"""The lines in somebody's file, JSON, HSDS-UK or a table, read without trusting any of it.

Nothing here touches the database. Every entry is read, and whatever is wrong with any is listed.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.core.formulas import without_apostrophe
from app.core.i18n import gettext as _
from app.core.table_reading import NotATable, UnreadableRow, rows_with_header
from app.offer import hsds_reading
from app.offer.entries import Entry, Wrong
from app.offer.exporting import STANDING
from app.offer.record_fields import Reader, day, words
from app.offer.record_problems import NotALine, NotFit, Problem, in_short
from app.offer.record_reading import read_line
from app.offer.rows import COLUMNS, column_of, data_of

LARGEST = 32 * 1024 * 1024


@dataclass(frozen=True)
class Content:
    """What a file has in it, and how an entry of its kind is read."""

    entries: Iterable[tuple[int, Any]]
    read: Callable[[int, Any, Mapping[str, str]], Entry]
    named: Callable[[str], str] = str
    """What the file calls a field."""


def read_entries(raw: bytes, councils: Mapping[str, str]) -> tuple[list[Entry], list[Wrong]]:
    """Every entry that can be kept, and all that is wrong with the others.

    Raises NotATable for what is neither JSON, HSDS-UK nor a table of ours.
    """
    content = _content(raw)
    entries, wrong = [], []
    for place, data in content.entries:
        try:
            entries.append(content.read(place, data, councils))
        except NotALine as found:
            wrong += [
                Wrong(place, replace(one, field=content.named(one.field)), _slug(data))
                for one in found.problems
            ]
    return entries, wrong + list(_repeated(entries))


def is_table(raw: bytes) -> bool:
    """Whether it is read as a table: anything that does not begin like JSON."""
    return raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"[")


def _slug(data: Any) -> str:
    said = data.get("slug") if isinstance(data, dict) else ""
    return in_short(said) if isinstance(said, str) else ""


def _content(raw: bytes) -> Content:
    if is_table(raw):
        return Content(_table_entries(raw), _entry, column_of)
    whole = _json(raw)
    if isinstance(whole, dict) and isinstance(whole.get("contents"), list):
        services = enumerate(whole["contents"], start=1)
        return Content(services, hsds_reading.entry_of, hsds_reading.place_of)
    found = whole.get("entitlements") if isinstance(whole, dict) else whole
    if not isinstance(found, list):
        raise NotATable(_("it has no list called entitlements, nor one called contents"))
    return Content(enumerate(found, start=1), _entry)


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except UnicodeDecodeError as wrong:
        raise NotATable(_("it is not in UTF-8")) from wrong
    except RecursionError as wrong:
        raise NotATable(_("it is nested too deep")) from wrong
    except ValueError as wrong:
        raise NotATable(_("it is not whole JSON")) from wrong


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
    yield from ((place, _cells(row, names)) for place, row in _numbered(rows))


def _numbered(rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers in the sheet, not in the file: a cell may hold several lines."""
    more = 0
    for line, row in rows:
        yield line - more, row
        more += sum(cell.count("\n") for cell in row)


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
                problem = Problem(entry.named(field), "repeated", {"place": first[key]})
                yield Wrong(entry.place, problem, entry.line.slug)
            first.setdefault(key, entry.place)
