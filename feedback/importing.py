"""Comments a council already has: each row of a file read, checked, and kept or refused on its own.

Nothing here touches the database. A bad row has a line number and a reason, and its words are in
neither; the good rows around it are kept.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.core.clean import plain_text
from app.core.i18n import _l
from app.core.languages import LANGUAGES, find
from feedback.import_columns import map_header
from feedback.table_reading import UnreadableRow, rows_with_header

LONGEST = 10_000
"""Characters of one comment."""
LONGEST_QUESTION = 300
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

DAY_FORMS = (
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%d %B %Y",
    "%d %b %Y",
    "%d-%b-%y",
    "%d-%b-%Y",
)
"""Day first, as in England. ISO dates are read before these."""
_TIME = re.compile(r"[T ,]+\d{1,2}:\d{2}.*$")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CODE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


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

    @property
    def words(self) -> str:
        return str(PROBLEMS[self.reason]) % self.facts


class _Refused(Exception):
    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, facts


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
            except _Refused as refused:
                yield Problem(line, refused.reason, refused.facts)

    def _comment(self, line: int, row: list[str], columns: dict[str, int], width: int) -> Comment:
        if isinstance(row, UnreadableRow):
            raise _Refused("unreadable")
        row = _without_empty_end(row, width)
        if len(row) != width:
            raise _Refused("columns", found=len(row), wanted=width)
        told = {name: row[at].strip() for name, at in columns.items()}
        return Comment(
            line=line,
            text=_words(row[columns["text"]]),
            day=self._day(told.get("day", "")),
            question=_question(told.get("question", "")),
            council=self._council(told.get("council", "")),
            language=_language(told.get("language", "")),
            source_id=told.get("source_id", ""),
            themes=tuple(filter(None, (t.strip() for t in told.get("themes", "").split(";")))),
        )

    def _day(self, written: str) -> date | None:
        if not written:
            return None
        day = read_day(written)
        if day is None:
            raise _Refused("date")
        if day < EARLIEST:
            raise _Refused("no_such_date", first=EARLIEST.year)
        if day > self.today:
            raise _Refused("future")
        return day

    def _council(self, written: str) -> str | None:
        if not written:
            return None
        code = self.councils.get(written.casefold())
        if code is None:
            raise _Refused("council")
        return code


def read_day(written: str) -> date | None:
    """The day that was written, day first; the time of day is dropped. None if it is none."""
    plain = _TIME.sub("", written.strip())
    try:
        return date.fromisoformat(plain)
    except ValueError:
        pass
    for form in DAY_FORMS:
        try:
            return datetime.strptime(plain, form).date()
        except ValueError:
            continue
    return None


def _words(written: str) -> str:
    """The comment as plain text; a formula stays the text it is, and is never worked out."""
    if len(written) > LONGEST:
        raise _Refused("too_long", length=len(written), limit=LONGEST)
    if _CONTROL.search(written):
        raise _Refused("control")
    words = plain_text(written).strip()
    if not words:
        raise _Refused("empty")
    return words


def _question(written: str) -> str:
    if len(written) > LONGEST_QUESTION:
        raise _Refused("question_long", length=len(written), limit=LONGEST_QUESTION)
    if _CONTROL.search(written):
        raise _Refused("control")
    return " ".join(plain_text(written).split())


def _language(written: str) -> str | None:
    """The code of a language: as the app writes it if it knows it, else as given."""
    if not written:
        return None
    known = find(written) or _BY_NAME.get(written.casefold())
    if known:
        return str(known)
    if not _CODE.fullmatch(written):
        raise _Refused("language")
    return written.replace("_", "-").casefold()


def _without_empty_end(row: list[str], width: int) -> list[str]:
    """Some programs write a delimiter after the last field, or many for columns nobody filled."""
    while len(row) > width and not row[-1].strip():
        row = row[:-1]
    return row


_BY_NAME = {
    "english": find("en"),
    "arabic": find("ar"),
    "dari": find("fa-AF"),
    "tigrinya": find("ti"),
    "tigrigna": find("ti"),
} | {language.own_name.casefold(): language for language in LANGUAGES}
