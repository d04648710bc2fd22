"""A table of words from another system: its encoding, its delimiter, its rows.

Never raises anything but NotATable for a file that cannot be a table at all; what is wrong with one
row is the row's own problem.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

DELIMITERS = (",", ";", "\t", "|")
NO_DELIMITER = "\x1f"
SAMPLE = 65_536
SAMPLE_ROWS = 50
LONGEST_FIELD = 1_000_000
"""Characters. A field past this is a quotation mark that was never closed."""

SMALL_CODE_PAGES = ["cp1252", "cp1256", "mac_roman"]
"""What is left when it is no kind of Unicode: Western, Arabic, old Macintosh."""

NOT_TABLES = {
    b"PK\x03\x04": "this is a workbook or an archive; save it as CSV first",
    b"\xd0\xcf\x11\xe0": "this is an old workbook; save it as CSV first",
    b"%PDF": "this is a PDF; a table is needed",
    b"\x89PNG": "this is a picture; a table is needed",
    b"\xff\xd8\xff": "this is a picture; a table is needed",
    b"GIF8": "this is a picture; a table is needed",
}


class NotATable(Exception):
    """No row can be read from this; the message says why, for whoever brought the file."""


class UnreadableRow(list):
    """In place of a row whose quotation marks do not close."""


def rows_with_header(raw: bytes) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The header, and every row after it with the number of its first line (the header's is 1).

    Empty lines are left out. Raises NotATable.
    """
    text = decode(raw)
    rows = _rows(text, delimiter_of(text))
    for _line, header in rows:
        if not isinstance(header, UnreadableRow):
            return header, rows
        break
    raise NotATable("the file is empty" if not text.strip() else "the first line cannot be read")


def find_columns(header: Sequence[str], called: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Which column holds what, from what columns are `called` elsewhere: of several that fit, the
    name that stands first wins.
    """
    names = [plain_name(name) for name in header]
    return {
        what: names.index(name)
        for what, known in called.items()
        if (name := next((one for one in known if one in names), None)) is not None
    }


def plain_name(name: str) -> str:
    """The name of a column in small letters, without marks and with single spaces."""
    straight = name.replace("'", "").replace("’", "").casefold()
    return " ".join(re.sub(r"[\W_]+", " ", straight).split())


def without_empty_end(row: list[str], width: int) -> list[str]:
    """Some programs write a delimiter after the last field, or many for columns nobody filled."""
    while len(row) > width and not row[-1].strip():
        row = row[:-1]
    return row


def decode(raw: bytes) -> str:
    """The text of a file: by its mark, else UTF-8, else UTF-16, else the likeliest code page."""
    for start, reason in NOT_TABLES.items():
        if raw.startswith(start):
            raise NotATable(reason)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_guessed(raw)
    if "\0" in text and _unmarked_utf16(raw):
        return raw.decode(_unmarked_utf16(raw), errors="replace")
    return text


def _decode_guessed(raw: bytes) -> str:
    wide = _unmarked_utf16(raw)
    if wide:
        return raw.decode(wide, errors="replace")
    # Only here: hardly any file is of no kind of Unicode, and no start should wait for it.
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:SAMPLE], cp_isolation=SMALL_CODE_PAGES).best()
    return raw.decode(best.encoding if best else "cp1252", errors="replace")


def _unmarked_utf16(raw: bytes) -> str | None:
    """The UTF-16 this is, from where its zero bytes lie: every second byte of English is one."""
    sample = raw[:SAMPLE]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > half * 0.4 and sample[0::2].count(0) < half * 0.1:
        return "utf-16-le"
    if half and sample[0::2].count(0) > half * 0.4 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return None


def delimiter_of(text: str) -> str:
    """The delimiter with which most rows have as many fields as the header; of equals, the one
    that makes most fields. One that never occurs if the header is a single field.
    """
    sample = text[:SAMPLE]
    best, best_score = NO_DELIMITER, (0.0, 1)
    for delimiter in DELIMITERS:
        rows = [
            row
            for _n, (_line, row) in zip(range(SAMPLE_ROWS), _rows(sample, delimiter), strict=False)
        ]
        width = len(rows[0]) if rows else 0
        if width > 1:
            score = (sum(len(row) == width for row in rows) / len(rows), width)
            if score > best_score or best == NO_DELIMITER:
                best, best_score = delimiter, score
    return best


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        row = _next_row(reader)
        if row is None:
            return
        if any(field.strip() for field in row) or isinstance(row, UnreadableRow):
            yield line, row


def _next_row(reader) -> list[str] | None:
    """The next row; None at the end. The longest field is a setting of the whole process."""
    before = csv.field_size_limit(LONGEST_FIELD)
    try:
        return next(reader, None)
    except csv.Error:
        return UnreadableRow()
    finally:
        csv.field_size_limit(before)
