"""The rows of a table stand one under the other on a phone: each cell then names its column."""

import re
from collections.abc import Sequence
from itertools import count

from flask import Flask
from markupsafe import Markup, escape

_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[dh])\b([^>]*)>")


def init_app(app: Flask) -> None:
    """Templates have it as a filter."""
    app.add_template_filter(with_heads)


def with_heads(rows: Markup, columns: Sequence[str | tuple[str, str]]) -> Markup:
    """These rows of a table, every `td` with the name of its column in `data-head`; a column may be
    its name and its class. A table inside a cell, or a cell across several columns, has none.
    """
    if "colspan" in rows or "<table" in rows:
        return rows
    names = [one[0] if isinstance(one, tuple) else one for one in columns]
    return Markup(_ROW.sub(lambda row: _row(row[0], names), str(rows)))


def _row(row: str, columns: Sequence[str]) -> str:
    place = count()

    def headed(cell: re.Match[str]) -> str:
        at = next(place)
        if cell[1] == "th" or at >= len(columns) or not columns[at]:
            return cell[0]
        return f'<td{cell[2]} data-head="{escape(columns[at])}">'

    return _CELL.sub(headed, row)
