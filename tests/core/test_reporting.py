"""Periods, and what a chapter is made of."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.counting import CountTable, Unit, in_lines
from app.core.disclosure import protect
from app.core.reporting import (
    BarChart,
    Cell,
    Chapter,
    Draft,
    Figure,
    Paragraph,
    Period,
    Quote,
    Row,
    Table,
    settle,
)
from app.core.snapshots import canonical, chapter_as_json, chapter_from_json, digest

TABLE = Table("t", "Caption", "Row", ("Now",), (Row("One", (Cell("25", 25),), 1),), "A note")
BLOCKS = (
    Paragraph("Words"),
    Figure("A", "25", "n"),
    TABLE,
    BarChart("t", "Bars"),
    Quote("ሰላም", "ti"),
)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_every_day_is_in_one_quarter_and_quarters_follow_each_other(day):
    period = Period.holding(day)
    assert period.first_day <= day <= period.last_day
    assert period.next.previous == period
    assert (period.next.first_day - period.last_day).days == 1
    assert Period.parse(period.code) == period


NO_QUARTERS = (
    *("", "2026", "2026-Q0", "2026-Q5", "26-Q1", "2026-Q1 ", "2026-Q1\n", "٢٠٢٦-Q1", "2026-Q٣"),
    *("0000-Q1", "0001-Q1", "1899-Q4", "3000-Q1", "9999-Q4", "2_02-Q1", " 202-Q1", "+202-Q1"),
)


@pytest.mark.parametrize("code", NO_QUARTERS)
def test_what_is_no_quarter_is_refused(code):
    with pytest.raises(ValueError, match="not a quarter"):
        Period.parse(code)


@pytest.mark.parametrize("code", ["1900-Q1", "2999-Q4"])
def test_the_first_and_the_last_quarter_have_all_their_days(code):
    period = Period.parse(code)
    assert period.code == code and period.previous < period < period.next
    assert period.first_day < period.last_day < period.next.last_day


def test_a_quarter_says_itself_in_words(app):
    assert Period.parse("2026-Q3").label == "July to September 2026"


def test_a_chapter_comes_back_from_json_as_it_was():
    chapter = Chapter("c", "Title", BLOCKS)
    assert chapter_from_json(chapter_as_json(chapter)) == chapter


def test_the_digest_changes_when_one_figure_does():
    chapter = chapter_as_json(Chapter("c", "Title", BLOCKS))
    other = chapter_as_json(Chapter("c", "Title", (Figure("A", "30", "n"), *BLOCKS[1:])))
    assert digest(chapter) == digest(chapter_as_json(Chapter("c", "Title", BLOCKS)))
    assert digest(chapter) != digest(other)


def test_canonical_json_does_not_depend_on_the_order_of_keys():
    assert (
        canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'.encode()
    )


def test_a_chapter_finds_the_picture_of_its_table():
    chapter = Chapter("c", "Title", BLOCKS)
    assert chapter.chart_of(TABLE) == BLOCKS[3]
    assert Chapter("c", "Title", (TABLE,)).chart_of(TABLE) is None


def test_chapters_are_written_from_what_the_gate_let_through(app):
    def write(shown):
        rows = tuple(Row(name, (Cell.of(shown[name]),)) for name in ("many", "few"))
        return Chapter("c", "Title", (Table("t", "Caption", "Row", ("Now",), rows),))

    counts = CountTable(Unit.CHILDREN, {"many": 23, "few": 3})
    [chapter], shown = settle([Draft((counts,), write)])
    cells = [row.cells[0] for row in chapter.blocks[0].rows]
    assert [(cell.text, cell.count) for cell in cells] == [("25", 25), ("not shown", None)]
    assert shown["few"] is None


def test_a_figure_that_hides_a_small_one_is_told_in_the_same_words_as_the_small_one():
    counts = in_lines("q", Unit.CHILDREN, {("a", "yes"): 3, ("a", "no"): 23}, ["a"], ["yes", "no"])
    shown = protect([counts])
    held_back = [cell for cell, count in shown.shown.items() if count is None]
    assert {counts.counts[cell] for cell in held_back} == {3, 23}
    assert len({Cell.of(shown[cell]) for cell in held_back}) == 1
