"""Where the pieces of a bar chart go. `components/chart.html` draws them, for pages and for PDF.

A count that is held back gets a hatched box of one size that stands for no number: never drawn as
nought, and never as long as it really is. Right-to-left charts are mirrored here, with plain
positions and anchors, because not every SVG reader knows what direction does to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

from flask import get_template_attribute
from markupsafe import Markup

from app.core.reporting import BarChart, Cell, Table

WIDTH = 288
"""Of a picture, unless it is to be wider: one that fills a small phone at its letters' own size."""
LABEL_HEIGHT = 20
BAR_HEIGHT = 18
ROW_GAP = 14
VALUE_ROOM = 52
HATCH_WIDTH = 30
GAP = 2
NUMBER_FITS = 24
LEGEND_LINE = 22
LETTER = 7.6
"""A letter of a name in the legend, at most and on average; the letters are 14 high."""

FILLS = ("#1d5a50", "#9c4a3c", "#7a6a9c", "#b07a1f", "#5b6770")
"""Dark enough for white figures on each (4.5 to 1); the order is the order of the columns."""
GOOD, BAD, ASKED, BETWEEN, NEITHER = range(len(FILLS))
"""What each of them means where a chart says so (`BarChart.shades`). In grey, what is good is the
darkest, and what lies between the lightest.
"""


@dataclass(frozen=True)
class Piece:
    """A rectangle, with its number written in when there is room; `few` is drawn hatched."""

    x: float
    y: float
    width: float
    height: float
    series: int
    fill: str
    text: str
    few: bool = False

    @property
    def number_fits(self) -> bool:
        return not self.few and self.width >= NUMBER_FITS


@dataclass(frozen=True)
class Words:
    """A line of text at its baseline."""

    x: float
    y: float
    anchor: str
    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    pieces: tuple[Piece, ...]
    words: tuple[Words, ...]


def lay_out(
    table: Table, chart: BarChart, few: str, direction: str = "ltr", width: int = WIDTH
) -> Drawing:
    """The chart as rectangles and words, in a picture `width` units wide.

    Letters have the same size in units however wide the picture is, so that pictures drawn to one
    scale read alike. `few` are the words for a figure that is held back.
    """
    rows = [[row.cells[i] for i in chart.columns] for row in table.rows]
    unit, shades = _unit(rows, width), chart.shades or tuple(range(len(chart.columns)))
    pieces: list[Piece] = []
    words: list[Words] = []
    y = 0.0
    for row, cells in zip(table.rows, rows, strict=True):
        words.append(Words(0, y + 14, "start", row.label))
        end = _bar(cells, shades, y + LABEL_HEIGHT, unit, pieces)
        note = _end_note(cells, few)
        words.append(Words(end + 4, y + LABEL_HEIGHT + 14, "start", note, quiet=True))
        y += LABEL_HEIGHT + BAR_HEIGHT + ROW_GAP
    if len(chart.columns) > 1:
        colours = [
            (table.columns[column], shades[place])
            for place, column in enumerate(chart.columns)
            if any(cells[place].count for cells in rows)
        ]
        held_back = few if any(map(_has_few, rows)) else None
        y = _legend(colours, held_back, y, width, pieces, words)
    drawing = Drawing(width, round(y + 2), tuple(pieces), tuple(words))
    return _mirrored(drawing) if direction == "rtl" else drawing


def svg(
    table: Table, chart: BarChart, uid: str, direction: str = "ltr", width: int = WIDTH
) -> Markup:
    """The picture as the page and the PDF show it; `uid` makes its ids unique in a document."""
    draw = get_template_attribute("components/chart.html", "chart")
    return Markup(draw(table, chart, uid, direction, width).strip())


def _unit(rows: Sequence[Sequence[Cell]], width: int) -> float:
    """How wide one child or comment is drawn, so that the longest bar just fits."""
    widest = max((sum(cell.count or 0 for cell in cells) for cells in rows), default=0)
    hatch = HATCH_WIDTH + GAP if any(map(_has_few, rows)) else 0
    return (width - VALUE_ROOM - hatch) / max(widest, 1)


def _has_few(cells: Sequence[Cell]) -> bool:
    return any(cell.few for cell in cells)


def _bar(
    cells: Sequence[Cell], shades: Sequence[int], y: float, unit: float, pieces: list[Piece]
) -> float:
    """One row's pieces, then one hatched box if any of it is held back. Where the bar ends."""
    x = 0.0
    for series, cell in zip(shades, cells, strict=True):
        if cell.count:
            wide = max(cell.count * unit - GAP, 1)
            fill = FILLS[series % len(FILLS)]
            pieces.append(Piece(x, y, wide, BAR_HEIGHT, series, fill, cell.text))
            x += wide + GAP
    if _has_few(cells):
        pieces.append(Piece(x, y, HATCH_WIDTH, BAR_HEIGHT, 0, "", "", few=True))
        x += HATCH_WIDTH + GAP
    return x


def _end_note(cells: Sequence[Cell], few: str) -> str:
    """What stands after a bar: its number, or that it is held back; nothing after one in pieces."""
    if len(cells) == 1:
        return few if cells[0].few else cells[0].text
    return few if all(cell.few for cell in cells) else ""


def _legend(
    colours: Sequence[tuple[str, int]],
    few: str | None,
    y: float,
    width: int,
    pieces: list[Piece],
    words: list[Words],
) -> float:
    """Each colour that is seen with its name, as many to a line as fit; a name that is longer than
    a line goes on below. Where the legend ends.
    """
    entries = [(name, shade, False) for name, shade in colours]
    entries += [(few, 0, True)] if few else []
    x = 0.0
    for name, series, hatched in entries:
        lines = wrap(str(name), int((width - 20) / LETTER)) or [""]
        room = 20 + LETTER * max(map(len, lines))
        if x and x + room > width:
            x, y = 0.0, y + LEGEND_LINE
        fill = "" if hatched else FILLS[series % len(FILLS)]
        pieces.append(Piece(x, y + 2, 14, 14, series, fill, "", few=hatched))
        for number, line in enumerate(lines):
            words.append(Words(x + 20, y + 14 + number * LABEL_HEIGHT, "start", line, quiet=True))
        y += (len(lines) - 1) * LABEL_HEIGHT
        x = width if len(lines) > 1 else x + room + 14
    return y + LEGEND_LINE


def _mirrored(drawing: Drawing) -> Drawing:
    pieces = tuple(
        replace(piece, x=drawing.width - piece.x - piece.width) for piece in drawing.pieces
    )
    words = tuple(replace(line, x=drawing.width - line.x, anchor="end") for line in drawing.words)
    return Drawing(drawing.width, drawing.height, pieces, words)
