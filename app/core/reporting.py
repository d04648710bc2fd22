"""What a report is made of: a period, chapters, and blocks that hold only what may be shown.

A feature counts first and writes second. It gives a `Draft`: its true counts, and a function that
writes the chapter from what the disclosure gate let through, so nothing it writes can hold more.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Self

from app.core.counting import CountTable
from app.core.disclosure import BOARD_THRESHOLD, Protected, protect
from app.core.i18n import _

QUARTER = re.compile(r"(?P<year>(19|2[0-9])[0-9]{2})-Q(?P<quarter>[1-4])")
"""Its years lie well within those a date can have, and so do the quarters before and after."""


@dataclass(frozen=True, order=True)
class Period:
    """A quarter of the calendar year. Quarters are fixed and do not overlap."""

    year: int
    quarter: int

    @classmethod
    def parse(cls, code: str) -> Self:
        """`2026-Q3`, from 1900 to 2999; ValueError for anything else."""
        found = QUARTER.fullmatch(code)
        if found is None:
            raise ValueError(f"not a quarter: {code!r}")
        return cls(int(found["year"]), int(found["quarter"]))

    @classmethod
    def holding(cls, day: date) -> Self:
        return cls(day.year, (day.month + 2) // 3)

    @property
    def code(self) -> str:
        return f"{self.year:04}-Q{self.quarter}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.quarter * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def previous(self) -> Self:
        return self.holding(self.first_day - timedelta(days=1))

    @property
    def next(self) -> Self:
        later = self.year * 4 + self.quarter
        return type(self)(later // 4, later % 4 + 1)

    @property
    def label(self) -> str:
        """In words, in the reader's language: July to September 2026."""
        return (
            _("January to March %(year)s", year=self.year),
            _("April to June %(year)s", year=self.year),
            _("July to September %(year)s", year=self.year),
            _("October to December %(year)s", year=self.year),
        )[self.quarter - 1]


@dataclass(frozen=True)
class Cell:
    """One cell of a table: a count, a count that is held back, or words."""

    text: str
    count: int | None = None
    few: bool = False
    """Held back: too few to show, or there to hide what is."""

    @classmethod
    def of(cls, count: int | None) -> Self:
        """A shown figure, or the words for one that is held back."""
        return cls.held_back() if count is None else cls(str(count), count)

    @classmethod
    def held_back(cls) -> Self:
        """The same words whether it is too few or hides what is: the attack that the gate
        withstands knows of neither, and who is told which knows how small or how big it is.
        """
        # NOTE: Stands in a table in place of a number that is kept back, so that nobody is found.
        return cls(_("not shown"), None, True)


@dataclass(frozen=True)
class Row:
    """`level` 1 stands a row in under the one before it."""

    label: str
    cells: tuple[Cell, ...]
    level: int = 0


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Figure:
    """One number worth standing alone, with what it counts."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Table:
    """`head` stands over the rows' labels, `columns` over their cells; `note` says what counts."""

    key: str
    caption: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True)
class BarChart:
    """A picture of the chapter's table `table`: one bar a row, a piece for each of its columns."""

    table: str
    title: str
    columns: tuple[int, ...] = (0,)
    shades: tuple[int, ...] = ()
    """For each of these columns, which of `core.charts.FILLS` it has: a colour means the same thing
    in every chapter. Empty for the order they stand in.
    """


@dataclass(frozen=True)
class Quote:
    """Words a young person said yes to in this report, in the language they wrote them in."""

    words: str
    language: str


Block = Paragraph | Figure | Table | BarChart | Quote
BLOCKS = {
    "paragraph": Paragraph,
    "figure": Figure,
    "table": Table,
    "chart": BarChart,
    "quote": Quote,
}


@dataclass(frozen=True)
class Chapter:
    key: str
    title: str
    blocks: tuple[Block, ...] = field(default=())

    def chart_of(self, table: Table) -> BarChart | None:
        """The picture that stands beside this table, if there is one."""
        charts = (block for block in self.blocks if isinstance(block, BarChart))
        return next((chart for chart in charts if chart.table == table.key), None)


@dataclass(frozen=True)
class Draft:
    """True counts, and how the chapter is written from what may be shown of them."""

    tables: tuple[CountTable, ...]
    write: Callable[[Protected], Chapter]


def settle(
    drafts: Iterable[Draft], earlier: Sequence[Protected] = (), k: int = BOARD_THRESHOLD
) -> tuple[list[Chapter], Protected]:
    """All chapters, written from all their counts after one pass through the disclosure gate."""
    drafts = list(drafts)
    shown = protect([table for draft in drafts for table in draft.tables], earlier, k)
    return [draft.write(shown) for draft in drafts], shown
