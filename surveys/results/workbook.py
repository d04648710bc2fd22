"""A workbook that Excel and LibreOffice open, of plain tables.

Text is written as text, so that no cell is ever a formula or a link, whatever it begins with.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook

NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
LONGEST_NAME = 31
NARROW, WIDE = 10, 60
"""Letters a column holds, at least and at most."""
AS_IT_IS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

Row = Sequence[str | int | None]


@dataclass(frozen=True)
class Sheet:
    """A table by itself: its name, what stands over it, its heads and its rows."""

    name: str
    over: str
    heads: Row
    rows: Sequence[Row]
    under: str = ""


def workbook(sheets: Sequence[Sheet], direction: str = "ltr") -> bytes:
    """An .xlsx file with these sheets; `direction` is `rtl` where the first column is on the right.

    What stands over a table and its heads stay in sight however far one goes down.
    """
    written = io.BytesIO()
    with Workbook(written, AS_IT_IS) as book:
        bold = book.add_format({"bold": True})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for place, sheet in enumerate(sheets, start=1):
            page = book.add_worksheet(_name(place, sheet.name))
            page.write_string(0, 0, sheet.over, bold)
            _write(page, 1, sheet.heads, head)
            for line, row in enumerate(sheet.rows, start=2):
                _write(page, line, row, plain)
            page.write_string(len(sheet.rows) + 2, 0, sheet.under)
            page.freeze_panes(2, 1)
            for column, width in enumerate(_widths(sheet)):
                page.set_column(column, column, width)
            if direction == "rtl":
                page.right_to_left()
    return written.getvalue()


def _name(place: int, name: str) -> str:
    """Two tables may be called the same, and two sheets may not."""
    return f"{place} {name}".translate(NOT_IN_A_NAME)[:LONGEST_NAME].strip()


def _write(page, line: int, row: Row, how) -> None:
    for column, value in enumerate(row):
        if isinstance(value, int):
            page.write_number(line, column, value, how)
        else:
            page.write_string(line, column, value or "", how)


def _widths(sheet: Sheet) -> list[int]:
    """Letters for each column, as many as its longest cell has."""
    rows = (sheet.heads, *sheet.rows)
    return [
        min(WIDE, max(NARROW, *(len(str(row[column])) + 2 for row in rows if column < len(row))))
        for column in range(max(map(len, rows)))
    ]
