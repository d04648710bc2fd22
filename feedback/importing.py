"""Comments a council already has: each row of a file read, checked, and kept or refused on its own.

Nothing here touches the database. A bad row has a line number and a reason, and its words are in
neither; how it begins is beside them, for the page of whoever brought the file and for nothing
else. The good rows around it are kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.core.days import read_day
from app.core.i18n import _l
from app.core.table_reading import UnreadableRow, rows_with_header, without_empty_end
from feedback.import_columns import map_header
from feedback.import_values import Refused, beginning, language_of, question_of, words_of

EARLIEST = date(1990, 1, 1)

PROBLEMS = {
    "unreadable": _l("the quotation marks do not close"),
    "columns": _l("%(found)s columns, and the header has %(wanted)s"),
    "empty": _l("no words"),
    "too_long": _l("%(length)s characters; a comment may have %(limit)s"),
    "control": _l("it holds characters that are no text"),
    "question_long": _l("the question has %(length)s characters; it may have %(limit)s"),
    "date": _l("the date is not one that can be read"),
    "no_such_date": _l("the date is before %(first)s or on no calendar"),
    "future": _l("the date is in the future"),
    "council": _l("the council is not one of ours"),
    "language": _l("the language is not one that is known"),
}


@dataclass(frozen=True)
class Comment:
    """A row that can be kept."""

    line: int
    text: str
    day: date | None = None
    """None when the row says none; whoever imports says which day then counts."""
    question: str = ""
    council: str | None = None
    """A council's code; None when the row says none."""
    language: str | None = None
    source_id: str = ""
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """A row that cannot be kept, and why."""

    line: int
    reason: str
    """A key of PROBLEMS."""
    facts: Mapping[str, object] = field(default_factory=dict)
    text: str = field(default="", repr=False)
    """How the comment begins, or the row where it is not certain which field is the comment."""

    @property
    def words(self) -> str:
        return str(PROBLEMS[self.reason]) % self.facts


def ignored_columns(raw: bytes, text_column: str | None = None) -> list[str]:
    """What the columns of this file are called that nothing is read from. Raises NotATable."""
    header, _rows = rows_with_header(raw)
    read = set(map_header(header, text_column).values())
    return [name.strip() for at, name in enumerate(header) if at not in read and name.strip()]


@dataclass(frozen=True)
class Reader:
    """How the rows of one file are read."""

    councils: Mapping[str, str]
    """Small letters of a council's code or name, to its code."""
    today: date

    def read(self, raw: bytes, text_column: str | None = None) -> Iterator[Comment | Problem]:
        """Every row, in order. Raises NotATable if it is none, or has no column of comments."""
        header, rows = rows_with_header(raw)
        columns = map_header(header, text_column)
        return self._rows(rows, columns, len(header))

    def _rows(self, rows, columns: Mapping[str, int], width: int) -> Iterator[Comment | Problem]:
        for line, row in rows:
            try:
                yield self._comment(line, row, columns, width)
            except Refused as refused:
                found = row[columns["text"]] if len(row) == width else ", ".join(row)
                yield Problem(line, refused.reason, refused.facts, beginning(found))

    def _comment(self, line: int, row: list[str], columns: dict[str, int], width: int) -> Comment:
        if isinstance(row, UnreadableRow):
            raise Refused("unreadable")
        row = without_empty_end(row, width)
        if len(row) != width:
            raise Refused("columns", found=len(row), wanted=width)
        told = {name: row[at].strip() for name, at in columns.items()}
        return Comment(
            line=line,
            text=words_of(row[columns["text"]]),
            day=self._day(told.get("day", "")),
            question=question_of(told.get("question", "")),
            council=self._council(told.get("council", "")),
            language=language_of(told.get("language", "")),
            source_id=told.get("source_id", ""),
            themes=tuple(filter(None, (t.strip() for t in told.get("themes", "").split(";")))),
        )

    def _day(self, written: str) -> date | None:
        if not written:
            return None
        day = read_day(written)
        if day is None:
            raise Refused("date")
        if day < EARLIEST:
            raise Refused("no_such_date", first=EARLIEST.year)
        if day > self.today:
            raise Refused("future")
        return day

    def _council(self, written: str) -> str | None:
        if not written:
            return None
        code = self.councils.get(written.casefold())
        if code is None:
            raise Refused("council")
        return code
