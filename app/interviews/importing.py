"""Episodes another system already has: each row of a file read, and refused or kept on its own.

Nothing here touches the database. A bad row has a line number and a reason; the good rows around it
are kept. What a page would ask about, a file is refused for: nobody is there to answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.core.days import read_day
from app.core.i18n import _l
from app.core.table_reading import (
    NotATable,
    UnreadableRow,
    find_columns,
    rows_with_header,
    without_empty_end,
)
from app.interviews.episodes import Facts, Return
from app.interviews.import_columns import CODES, HEADERS, NEEDED, NO, YES, code_of
from app.interviews.moments import on_the_wall, read_moments
from app.interviews.questions import Span

MOST_SEEN = 40
ABOUT_HOME = ("home_type", "home_provider", "out_of_area")
LONGEST = {"home_provider": 120, "living_in": 120, "reference": 60}

PROBLEMS = {
    "unreadable": _l("the quotation marks do not close"),
    "columns": _l("%(found)s columns, and the header has %(wanted)s"),
    "empty": _l("nothing in the column %(column)s"),
    "code": _l("the column %(column)s holds “%(found)s”, and none of: %(codes)s"),
    "born": _l("the month of birth cannot be read: write 3/2012 or 2012-03"),
    "time": _l(
        "the column %(column)s holds “%(found)s”, which is no day and time that can be read: write"
        " 3/11/2026 17:30 or 2026-11-03T17:30"
    ),
    "no_such_hour": _l(
        "the column %(column)s names an hour that was left out: clocks went forward"
    ),
    "hour_twice": _l(
        "the column %(column)s names an hour that came twice; write it with +01:00 or +00:00"
    ),
    "how": _l("a return needs both when and how"),
    "yes_or_no": _l("the column %(column)s holds “%(found)s”, which is neither yes nor no"),
    "area": _l("out of area, and the area is not named"),
    "too_long": _l("the column %(column)s is longer than %(limit)s characters"),
    "control": _l("the column %(column)s holds characters that are no text"),
    "council": _l("the council “%(found)s” is not one of ours"),
    "future": _l("a time in it is in the future"),
    "back_before_gone": _l("it says that they were back before they went"),
    "reported_before_gone": _l("it says that it was reported before they went"),
    "nobody": _l("nobody here has this name and month of birth"),
    "several": _l("more than one here has this name and month of birth"),
    "overlap": _l("it overlaps with another episode of theirs, from %(left)s to %(back)s"),
    "reference": _l("the reference is that of another young person’s episode"),
}


class Refused(Exception):
    """The row cannot be kept. `reason` is a key of PROBLEMS."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, facts


@dataclass(frozen=True)
class Row:
    """A row that can be kept, if there is such a child."""

    line: int
    name: str
    born: date
    facts: Facts
    returned: Return | None = None
    council: str | None = None
    """A council's code; None when the row says none."""
    home_is_said: bool = False
    """Whether the row says anything of where they lived; if not, their own record does."""

    @property
    def span(self) -> Span:
        return Span(self.facts.left_at, self.returned.at if self.returned else None)


@dataclass(frozen=True)
class Problem:
    """A row that cannot be kept, and why."""

    line: int
    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)
    name: str = field(default="", repr=False)
    """Whose row it is, for the page of whoever brought the file, and for nothing else."""

    @property
    def words(self) -> str:
        return str(PROBLEMS[self.reason]) % self.facts


def read(raw: bytes, councils: Mapping[str, str]) -> Iterator[Row | Problem]:
    """Every row, in order. `councils`: small letters of a council's code or name, to its code.

    Raises NotATable if it is none, or lacks a column that is needed.
    """
    header, rows = rows_with_header(raw)
    columns = find_columns(header, HEADERS)
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise NotATable(f"there is no column called {', '.join(missing)}")
    return _rows(rows, columns, len(header), councils)


def _rows(rows, columns: Mapping[str, int], width: int, councils) -> Iterator[Row | Problem]:
    for line, row in rows:
        row = without_empty_end(row, width)
        told: dict[str, str] = {}
        try:
            if isinstance(row, UnreadableRow):
                raise Refused("unreadable")
            if len(row) != width:
                raise Refused("columns", found=len(row), wanted=width)
            told = {name: row[at].strip() for name, at in columns.items()}
            yield _row(line, told, councils)
        except Refused as refused:
            yield Problem(line, refused.reason, refused.facts, told.get("name", "")[:120])


def _row(line: int, told: Mapping[str, str], councils: Mapping[str, str]) -> Row:
    for column in NEEDED:
        if not told[column]:
            raise Refused("empty", column=column)
    for column, limit in LONGEST.items():
        if len(told.get(column, "")) > limit:
            raise Refused("too_long", column=column, limit=limit)
        if not told.get(column, "").isprintable():
            raise Refused("control", column=column)
    return Row(
        line=line,
        name=" ".join(told["name"].split()).casefold(),
        born=_born(told["born"]),
        facts=_facts(told),
        returned=_returned(told.get("returned", ""), told.get("returned_how", "")),
        council=_council(told.get("council", ""), councils),
        home_is_said=any(told.get(column) for column in ABOUT_HOME),
    )


def _facts(told: Mapping[str, str]) -> Facts:
    out_of_area = _yes_or_no("out_of_area", told.get("out_of_area", ""))
    living_in = told.get("living_in", "")
    if out_of_area and not living_in:
        raise Refused("area")
    return Facts(
        kind=_code("kind", told["kind"]),
        left_at=_moment("left", told["left"]),
        reported_at=_moment("reported", told["reported"]),
        reported_by=_code("reported_by", told["reported_by"]),
        went_from=_code("went_from", told["went_from"]),
        risk=_code("risk", told["risk"]),
        home_type=_code("home_type", told["home_type"]) if told.get("home_type") else None,
        home_provider=told.get("home_provider", ""),
        out_of_area=out_of_area,
        living_in=living_in if out_of_area else "",
        reference=told.get("reference") or None,
    )


def _seen(written: str) -> str:
    """What stood there, short enough to find it by."""
    return "".join(sign for sign in written if sign.isprintable())[:MOST_SEEN]


def _code(column: str, written: str) -> str:
    code = code_of(column, written)
    if code is None:
        raise Refused("code", column=column, found=_seen(written), codes=", ".join(CODES[column]))
    return code


def _moment(column: str, written: str) -> datetime:
    found = read_moments(written)
    if not found:
        raise Refused("time", column=column, found=_seen(written))
    if len(found) == 2:
        came_twice = on_the_wall(found[0]) == on_the_wall(found[1])
        raise Refused("hour_twice" if came_twice else "no_such_hour", column=column)
    return found[0]


def _returned(written: str, how: str) -> Return | None:
    if not written and not how:
        return None
    if not written or not how:
        raise Refused("how")
    return Return(_moment("returned", written), _code("returned_how", how))


def _born(written: str) -> date:
    day = read_day(written) or read_day(f"1 {written}") or read_day(f"01/{written}")
    day = day or read_day(f"{written}-01")
    if day is None:
        raise Refused("born")
    return day.replace(day=1)


def _yes_or_no(column: str, written: str) -> bool:
    if written.casefold() not in (*YES, *NO):
        raise Refused("yes_or_no", column=column, found=_seen(written))
    return written.casefold() in YES


def _council(written: str, councils: Mapping[str, str]) -> str | None:
    if not written:
        return None
    if written.casefold() not in councils:
        raise Refused("council", found=_seen(written))
    return councils[written.casefold()]
