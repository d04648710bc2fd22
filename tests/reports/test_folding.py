"""What is held back in a report stands in one line."""

from app.core.reporting import BarChart, Cell, Chapter, Paragraph, Row, Table
from app.reports.folding import folded

HELD = Cell.held_back()


def table(*rows: Row, note: str = "") -> Table:
    return Table("t", "Heard", "Group", ("All", "Way"), rows, note)


def chapter(*blocks) -> Chapter:
    return Chapter("heard", "Who we heard", blocks)


def test_rows_without_a_number_are_named_in_a_line_and_the_others_stay():
    shown = Row("In care", (Cell.of(10), HELD))
    hidden = Row("Eligible", (HELD, Cell("cannot say")))
    words = Row("Staff", (Cell("none"), Cell("–")))
    [found] = folded([chapter(table(shown, hidden, words, note="Counted once."))])
    [block] = found.blocks
    assert block.rows == (shown, words)
    assert block.note == (
        "Not shown for 1 of 3, so that nobody can be found: Eligible. Counted once."
    )


def test_a_table_without_a_number_is_that_line_and_has_no_picture():
    hidden = [Row(str(place), (HELD, HELD)) for place in range(13)]
    [found] = folded([chapter(table(*hidden), BarChart("t", "Heard"), Paragraph("More."))])
    assert [block.text for block in found.blocks] == [
        "Heard: Not shown for 13 of 13, so that nobody can be found.",
        "More.",
    ]


def test_what_shows_every_number_stays_as_it_is():
    whole = chapter(table(Row("In care", (Cell.of(10), Cell.of(5)))), BarChart("t", "Heard"))
    assert folded([whole]) == [whole]
