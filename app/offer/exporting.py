"""The offer as a file: JSON with everything, or a table with one line a row (see rows.py)."""

import csv
import io
import json
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.core.db import session
from app.core.formulas import kept_from_formulas
from app.offer.models import Entitlement
from app.offer.open_data import as_hsds
from app.offer.records import Line
from app.offer.rows import COLUMNS, record_row
from app.offer.showing import live

STANDING = ("checked_on", "review_by", "owner")
"""What is known about a line besides what it says; the owner by email address."""


def lines_to_export(everything: bool = False) -> list[Entitlement]:
    """The lines that are shown; with `everything` also those that are not, or not yet."""
    rows: Select = select(Entitlement) if everything else live()
    rows = rows.options(joinedload(Entitlement.owner)).order_by(Entitlement.slug)
    return list(session.scalars(rows))


def as_json(lines: list[Entitlement]) -> bytes:
    """UTF-8, with every field; `importing` reads it back without loss."""
    entries = [Line.of(line).to_json() | _standing(line) for line in lines]
    return (json.dumps({"entitlements": entries}, ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(lines: list[Entitlement]) -> bytes:
    """UTF-8 with a mark at its start, by which spreadsheets know it."""
    written = io.StringIO(newline="")
    table = csv.DictWriter(written, (*COLUMNS, *STANDING))
    table.writeheader()
    for line in lines:
        told = Line.of(line)
        name = {"slug": told.slug, "code": told.code, "council": told.council or ""}
        row = name | record_row(told.record) | _standing(line)
        table.writerow({column: kept_from_formulas(cell) for column, cell in row.items()})
    return written.getvalue().encode("utf-8-sig")


def _standing(line: Entitlement) -> dict[str, Any]:
    told = {
        "checked_on": line.checked_on.isoformat() if line.checked_on else "",
        "review_by": line.review_by.isoformat() if line.review_by else "",
        "owner": (line.owner.email or "") if line.owner else "",
    }
    return {name: value for name, value in told.items() if value}


FORMATS = {"json": as_json, "csv": as_csv, "hsds": as_hsds}
