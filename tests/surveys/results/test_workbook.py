"""The workbook, read back as a program does that knows nothing of how it was written."""

import io
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

import pytest

from app.core.reporting import Cell, Row, Table
from surveys.results import exporting

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass
class Read:
    """One sheet as it was read: its cells by their places, and how it is looked at."""

    name: str
    cells: dict[str, str | int]
    sheet: ElementTree.Element

    def find(self, tag: str) -> ElementTree.Element | None:
        return next(self.sheet.iter(MAIN + tag), None)


def read(made: bytes) -> list[Read]:
    book = zipfile.ZipFile(io.BytesIO(made))
    assert book.testzip() is None
    parts = {one: ElementTree.fromstring(book.read(one)) for one in book.namelist()}
    shared = ["".join(one.itertext()) for one in parts["xl/sharedStrings.xml"]]
    names = [one.get("name") for one in parts["xl/workbook.xml"].iter(MAIN + "sheet")]
    sheets = [parts[f"xl/worksheets/sheet{n}.xml"] for n, _name in enumerate(names, start=1)]
    return [
        Read(name, {one.get("r"): value(one, shared) for one in sheet.iter(MAIN + "c")}, sheet)
        for name, sheet in zip(names, sheets, strict=True)
    ]


def value(cell: ElementTree.Element, shared: list[str]) -> str | int:
    assert cell.find(f"{MAIN}f") is None
    number = int(cell.find(f"{MAIN}v").text)
    return shared[number] if cell.get("t") == "s" else number


def table(label: str, caption: str = "Food") -> Table:
    return Table("k", caption, "Answer", ("Answers",), (Row(label, (Cell("5", 5),)),), "A note.")


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "'", "http://", "mailto:", "1"])
def test_no_cell_is_a_formula_or_a_link(begins):
    label = f"{begins}1+1"
    [sheet] = read(exporting.as_xlsx([table(label, label)]))
    assert sheet.cells == {
        "A1": label, "A2": "Answer", "B2": "Answers", "A3": label, "B3": 5, "A4": "A note."
    }  # fmt: skip
    assert sheet.find("hyperlink") is None


def test_heads_stay_in_sight_and_columns_are_as_wide_as_what_is_in_them():
    [sheet] = read(exporting.as_xlsx([table("A very long answer that somebody wrote")]))
    pane = sheet.find("pane")
    assert (pane.get("state"), pane.get("ySplit"), pane.get("xSplit")) == ("frozen", "2", "1")
    widths = [float(one.get("width")) for one in sheet.sheet.iter(f"{MAIN}col")]
    assert widths[0] > 40 > widths[1] >= 10


def test_a_sheet_in_arabic_begins_on_the_right():
    for direction, said in (("rtl", "1"), ("ltr", None)):
        [sheet] = read(exporting.as_xlsx([table("سعيد")], direction))
        assert sheet.find("sheetView").get("rightToLeft") == said
        assert sheet.cells["A3"] == "سعيد"


def test_sheets_have_names_that_programs_take():
    names = ["Food", "food", "[a]:*?/\\'", "x" * 50, ""]
    sheets = read(exporting.as_xlsx([table("Happy", one) for one in names]))
    assert [one.name for one in sheets][:2] == ["1 Food", "2 food"]
    assert all(0 < len(one.name) <= 31 for one in sheets)
    assert not any(set(one.name) & set("[]:*?/\\'") for one in sheets)


def test_the_workbook_holds_what_the_page_shows(world, signed_in_as):
    at = f"/surveys/results/{world.survey.id}/tables.xlsx"
    made = signed_in_as(world.inspector).get(at)
    assert made.headers["Content-Disposition"].endswith('.xlsx"')
    sheets = read(made.data)
    assert len(sheets) == 6
    food = next(one for one in sheets if one.cells["A1"] == "How is the food where you live?")
    happy = next(place for place, words in food.cells.items() if words == "Happy")
    assert food.cells[happy.replace("A", "B")] == 20
    assert food.cells[re.sub("A", "C", happy)] == "50%"


def test_a_young_person_who_reads_arabic_has_it_from_the_right(world, signed_in_as):
    at = f"/surveys/results/{world.survey.id}/tables.xlsx?lang=ar"
    [first, *_others] = read(signed_in_as(world.inspector).get(at).data)
    assert first.find("sheetView").get("rightToLeft") == "1"
