"""The picture of a table."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from app.core import charts
from app.core.charts import HATCH_WIDTH, WIDTH, lay_out, svg
from app.core.reporting import BarChart, Cell, Row, Table

SVG = "{http://www.w3.org/2000/svg}"
FEW = Cell("not shown", None, True)


def table(*rows, columns=("A", "B")):
    lines = tuple(
        Row(f"Row <{n}> & more", tuple(FEW if c is None else Cell(str(c), c) for c in row))
        for n, row in enumerate(rows)
    )
    return Table("t", "The table", "Head", columns, lines)


def drawn(app, of, chart, direction="ltr"):
    with app.test_request_context():
        return ElementTree.fromstring(str(svg(of, chart, "one", direction)))


def test_it_has_a_title_and_a_description_that_it_is_named_by(app):
    picture = drawn(app, table((10, 5)), BarChart("t", "How many"))
    assert picture.get("role") == "img"
    names = picture.get("aria-labelledby").split()
    assert [picture.find(f"{SVG}title").get("id"), picture.find(f"{SVG}desc").get("id")] == names
    assert picture.find(f"{SVG}title").text == "How many"


def test_it_has_no_style_and_no_script(app):
    picture = drawn(app, table((10, 5), (None, 5)), BarChart("t", "How many", (0, 1)))
    assert not [e for e in picture.iter() if e.get("style") or e.tag.endswith(("script", "style"))]


def test_what_is_too_few_is_hatched_and_says_so(app):
    picture = drawn(app, table((10, 5), (None, 5)), BarChart("t", "How many"))
    hatched = picture.findall(f"{SVG}rect[@fill='url(#one-few)']")
    assert len(hatched) == 1
    assert "Not shown" in [text.text for text in picture.iter(f"{SVG}text")]


def test_a_hatched_box_is_the_same_size_whatever_it_hides():
    for rows in ([(10, 5), (None, 5)], [(900, 5), (None, 5)], [(None, None)]):
        pieces = lay_out(table(*rows), BarChart("t", "How many"), "Not shown").pieces
        assert {piece.width for piece in pieces if piece.few} == {HATCH_WIDTH}


@pytest.mark.parametrize("columns", [(0,), (0, 1)])
def test_everything_is_inside_the_picture_and_bars_are_as_long_as_their_numbers(columns):
    of = table((100, 50), (50, 900), (None, 5))
    drawing = lay_out(of, BarChart("t", "How many", columns), "Not shown")
    assert all(p.x >= 0 and p.x + p.width <= WIDTH for p in drawing.pieces)
    if columns == (0,):
        long, short = (p.width for p in drawing.pieces if not p.few)
        assert long + 2 == pytest.approx(2 * (short + 2))


@pytest.mark.parametrize("width", [WIDTH, 640])
def test_a_wider_picture_has_longer_bars_and_letters_of_the_same_size(app, width):
    of, chart = table((100, 50), (50, 900)), BarChart("t", "How many", (0, 1))
    with app.test_request_context():
        picture = ElementTree.fromstring(str(svg(of, chart, "one", width=width)))
    assert picture.get("viewBox").split()[2] == str(width)
    assert {text.get("font-size") for text in picture.iter(f"{SVG}text")} == {None, "12"}
    pieces = lay_out(of, chart, "Not shown", width=width).pieces
    assert width * 0.7 < max(piece.x + piece.width for piece in pieces) <= width


def test_no_name_in_a_legend_stands_in_another_or_outside_the_picture():
    names = ("Good", "Not good", "Mixed", "An idea or a request", "Neither")
    of = table((10, 20, 30, 40, 50), (10, None, None, None, None), columns=names)
    drawing = lay_out(of, BarChart("t", "How many", tuple(range(5))), "Not shown")
    lines = {}
    for words in drawing.words[-6:]:
        lines.setdefault(words.y, []).append((words.x, words.x + 7 * len(words.text)))
    assert sum(map(len, lines.values())) == 6
    assert len(lines) < 6
    for spans in lines.values():
        assert all(end < start for (_, end), (start, _) in pairwise(spans))
        assert all(end <= WIDTH for _, end in spans)


def test_a_legend_names_the_colours_that_are_seen_and_a_long_name_goes_on_below():
    names = ("In supported lodgings or a supported flat", "In my own home", "Somewhere else")
    of = table((10, None, 20), columns=names)
    drawing = lay_out(of, BarChart("t", "How many", tuple(range(3))), "Not shown")
    legend = drawing.words[-4:]
    assert " ".join(words.text for words in legend) == f"{names[0]} {names[2]} Not shown"
    assert legend[0].y < legend[1].y < legend[2].y == legend[3].y
    assert all(words.x + 7 * len(words.text) <= WIDTH for words in legend)


def test_right_to_left_is_the_mirror_image():
    of, chart = table((100, 50), (None, 5)), BarChart("t", "How many", (0, 1))
    plain, mirrored = lay_out(of, chart, "Few"), lay_out(of, chart, "Few", "rtl")
    for here, there in zip(plain.pieces, mirrored.pieces, strict=True):
        assert here.x == pytest.approx(WIDTH - there.x - there.width)
    assert {words.anchor for words in mirrored.words} == {"end"}


def test_names_are_escaped(app):
    picture = drawn(app, table((10, 5)), BarChart("t", "<How> & many"))
    assert "Row <0> & more" in [text.text for text in picture.iter(f"{SVG}text")]


def test_a_colour_means_what_the_chart_says_and_not_where_its_column_stands():
    kept = Table(
        "t",
        "Kept?",
        "Promise",
        ("Kept", "Partly", "Not"),
        (Row("One", (Cell.of(10), Cell.of(5), Cell.of(15))),),
    )
    shades = (charts.GOOD, charts.BETWEEN, charts.BAD)
    drawn = charts.lay_out(kept, BarChart("t", "Kept?", (0, 1, 2), shades), "not shown")
    fills = [charts.FILLS[shade] for shade in shades]
    assert [piece.fill for piece in drawn.pieces] == fills * 2, "the bar, and the legend"
    assert [piece.series for piece in drawn.pieces] == list(shades) * 2
