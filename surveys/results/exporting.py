"""Results as files: tables that passed the gate and nothing else, never an answer."""

import csv
import io
import json
from collections.abc import Iterator, Sequence

from app.core.formulas import kept_from_formulas
from app.core.reporting import Table
from surveys.results.workbook import Row, Sheet, workbook
from surveys.survey_models import Survey


def as_csv(tables: Sequence[Table]) -> bytes:
    """All tables one under the other, UTF-8 with a mark at its start; no cell is a formula."""
    written = io.StringIO(newline="")
    sheet = csv.writer(written)
    for table in tables:
        for row in rows_of(table):
            sheet.writerow([kept_from_formulas(str(cell)) for cell in row])
        sheet.writerow([])
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(tables: Sequence[Table], direction: str = "ltr") -> bytes:
    """A workbook with a sheet for each table, read in the direction of the language."""
    return workbook([_sheet(table) for table in tables], direction)


def _sheet(table: Table) -> Sheet:
    heads = (table.head, *table.columns)
    return Sheet(table.caption, table.caption, heads, [*_counts(table)], table.note)


def rows_of(table: Table) -> Iterator[Row]:
    """What the table is called, its heads, its rows (counts as numbers) and its note."""
    yield (table.caption,)
    yield (table.head, *table.columns)
    yield from _counts(table)
    if table.note:
        yield (table.note,)


def _counts(table: Table) -> Iterator[Row]:
    for row in table.rows:
        yield (row.label, *(cell.text if cell.count is None else cell.count for cell in row.cells))


def as_json(survey: Survey) -> bytes:
    """The definition, to be used again: `schema.json` says what is in it."""
    return (json.dumps(survey.definition, ensure_ascii=False, indent=1) + "\n").encode()
