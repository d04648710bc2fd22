"""A report as it is read: what is held back stands in one line, and not in a row each.

Only how it looks changes. What is frozen, its digest and its figures are whole. Which rows are held
back was to be seen before; why each is, is told neither here nor there (`Cell.held_back`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.core.i18n import _
from app.core.reporting import BarChart, Block, Chapter, Paragraph, Row, Table

NAMED = 12
"""Rows that are named one by one; of more, only how many there are."""


def folded(chapters: Sequence[Chapter]) -> list[Chapter]:
    """These chapters, each table without the rows in which no number is shown, under it in a line
    what they are; a table of nothing else is that line alone, and its picture is left out.
    """
    return [replace(chapter, blocks=tuple(_blocks(chapter))) for chapter in chapters]


def _blocks(chapter: Chapter) -> Iterator[Block]:
    empty = {block.key for block in chapter.blocks if _is_empty(block)}
    for block in chapter.blocks:
        if isinstance(block, BarChart) and block.table in empty:
            continue
        yield _folded_table(block) if isinstance(block, Table) else block


def _is_empty(block: Block) -> bool:
    return isinstance(block, Table) and bool(block.rows) and all(map(_is_held_back, block.rows))


def _is_held_back(row: Row) -> bool:
    """True if a number of this row is held back, and none is shown."""
    return any(cell.few for cell in row.cells) and all(cell.count is None for cell in row.cells)


def _folded_table(table: Table) -> Table | Paragraph:
    hidden = [row.label for row in table.rows if _is_held_back(row)]
    if not hidden:
        return table
    words = _words(hidden, len(table.rows))
    if len(hidden) == len(table.rows):
        return Paragraph(f"{table.caption}: {words}")
    rows = tuple(row for row in table.rows if not _is_held_back(row))
    return replace(table, rows=rows, note=f"{words} {table.note}".strip())


def _words(hidden: Sequence[str], rows: int) -> str:
    told = _(
        "Not shown for %(hidden)s of %(all)s, so that nobody can be found",
        hidden=len(hidden),
        all=rows,
    )
    return f"{told}: {'; '.join(hidden)}." if len(hidden) <= NAMED else f"{told}."
