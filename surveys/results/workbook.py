"""A workbook that Excel and LibreOffice open (Office Open XML, ECMA-376), of plain tables.

Only the standard library is needed for cells of text and of numbers. Text is written as text, so
that no cell is ever a formula, whatever it begins with.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FORBIDDEN = str.maketrans(dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]))
"""What XML 1.0 cannot hold at all."""
NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
EPOCH = (1980, 1, 1, 0, 0, 0)

Row = Sequence[str | int | None]


def workbook(sheets: Sequence[tuple[str, Iterable[Row]]]) -> bytes:
    """An .xlsx file with these sheets, each a name (at most 31 signs are kept) and its rows."""
    names = [
        f"{place} {name}".translate(NOT_IN_A_NAME)[:31] for place, (name, _) in _from_1(sheets)
    ]
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(names),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{n}.xml") for n, _ in _from_1(sheets)]
        ),
    }
    for number, (_name, rows) in _from_1(sheets):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(rows)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, text in parts.items():
            packed.writestr(zipfile.ZipInfo(path, EPOCH), HEAD + text, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _from_1(sheets):
    return list(enumerate(sheets, start=1))


def _content_types(sheets: int) -> str:
    each = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{KIND}.worksheet+xml"/>'
        for n in range(1, sheets + 1)
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_RELS}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f"{each}</Types>"
    )


_RELS = "application/vnd.openxmlformats-package.relationships+xml"


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def _book(names: Sequence[str]) -> str:
    each = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"/>'
        for n, name in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{each}</sheets></workbook>'


def _sheet(rows: Iterable[Row]) -> str:
    lines = "".join(
        f'<row r="{n}">{"".join(map(_cell, row))}</row>' for n, row in enumerate(rows, start=1)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def _cell(value: str | int | None) -> str:
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    text = escape(str(value or "").translate(FORBIDDEN))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
