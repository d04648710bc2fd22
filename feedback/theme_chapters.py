"""The six promises and the themes under them: how many spoke of each, and how they felt."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from app.core import charts
from app.core.counting import EVERYONE, CountTable, Unit, in_lines
from app.core.directions import about_the_same, cannot_say, down, up
from app.core.disclosure import Protected
from app.core.disclosure_attack import How, Relation
from app.core.i18n import _
from app.core.reporting import BarChart, Block, Cell, Chapter, Draft, Paragraph, Period, Row, Table
from feedback import tallies
from feedback.chapter_words import PROMISES, VALENCES
from feedback.tallies import Spoken
from feedback.theming.codebook import codebook

HEARD = {Unit.CHILDREN: "{}/heard/all/all".format, Unit.COMMENTS: "{}/heard/all".format}
"""The cell of everybody who was heard, counted by feedback.heard_chapter."""

SHADES = {
    "good": charts.GOOD,
    "not_good": charts.BAD,
    "mixed": charts.BETWEEN,
    "idea_or_request": charts.ASKED,
    "neutral": charts.NEITHER,
}
CLEARLY = 10
"""Two rounded figures that differ by five may be one child apart; ten apart are at least six."""


def themes_and_promises(
    period: Period, council_code: str, this: Spoken, last: Spoken
) -> tuple[Draft, Draft]:
    """The chapter of the promises and the chapter of the themes, from the same counts.

    `this` and `last`: what was said in this quarter, and in the one before it.
    """
    here, before = (_names(p, council_code) for p in (period, period.previous))
    now_tables, then_tables = (
        tuple(
            table
            for unit in Unit
            for table in _tables(names[unit], unit, said.themes[unit], said.sub_themes[unit])
        )
        for names, said in ((here, this), (before, last))
    )

    def write_promises(shown: Protected) -> Chapter:
        blocks = [block for unit in Unit for block in _promises(here[unit], unit, shown)]
        return Chapter("promises", _("The six promises"), tuple(blocks))

    def write_themes(shown: Protected) -> Chapter:
        told = _(
            "Up or down is said only when the rounded numbers are at least %(step)s apart,"
            " so that rounding alone cannot make it so.",
            step=CLEARLY,
        )
        blocks = [
            block for unit in Unit for block in _themes(here[unit], before[unit], unit, shown)
        ]
        return Chapter("themes", _("What they spoke about"), (Paragraph(told), *blocks))

    return Draft(now_tables, write_promises), Draft(then_tables, write_themes)


def _names(period: Period, council_code: str) -> dict[Unit, str]:
    return {unit: tallies.cells_of(period, council_code, unit) for unit in Unit}


def _tables(
    name: str, unit: Unit, felt: Counter[tuple[str, str]], spoken: Counter[str]
) -> Iterator[CountTable]:
    """Themes by feeling, the sub-themes each is made of, and that no more spoke than were heard."""
    themes = in_lines(f"{name}/theme", unit, felt, [t.id for t in codebook().themes], VALENCES)
    totals = tuple(f"{name}/theme/{theme.id}/{EVERYONE}" for theme in codebook().themes)
    yield replace(
        themes, relations=(*themes.relations, Relation(How.WITHIN, HEARD[unit](name), totals))
    )
    for theme in codebook().themes:
        whole = f"{name}/theme/{theme.id}/{EVERYONE}"
        parts = {f"{name}/sub_theme/{sub.id}": spoken[sub.id] for sub in theme.sub_themes}
        known = Relation(How.OVERLAP, whole, tuple(parts))
        yield CountTable(unit, {whole: themes.counts[whole], **parts}, (known,))


def _promises(name: str, unit: Unit, shown: Protected) -> Iterator[Block]:
    columns = (*VALENCES, EVERYONE)
    rows = tuple(
        Row(
            str(PROMISES[theme.pledge]),
            tuple(Cell.of(shown[f"{name}/theme/{theme.id}/{column}"]) for column in columns),
        )
        for theme in codebook().themes
    )
    captions = {
        Unit.CHILDREN: _("What young people who gave their name said about each promise"),
        Unit.COMMENTS: _("What anonymous comments said about each promise"),
    }
    heads = (*map(str, VALENCES.values()), _("All"))
    each = _("Young people are counted, each once a promise.")
    yield Table(f"promises-{unit}", captions[unit], _("Promise"), heads, rows, _counted(unit, each))
    pictures = {
        Unit.CHILDREN: _("How young people felt about each promise"),
        Unit.COMMENTS: _("How anonymous comments felt about each promise"),
    }
    shades = tuple(SHADES[valence] for valence in VALENCES)
    yield BarChart(f"promises-{unit}", pictures[unit], tuple(range(len(VALENCES))), shades)


def _counted(unit: Unit, each: str) -> str:
    return {
        Unit.CHILDREN: each,
        Unit.COMMENTS: _("Comments are counted; one child may have made several."),
    }[unit]


def _themes(this: str, last: str, unit: Unit, shown: Protected) -> Iterator[Block]:
    captions = {
        Unit.CHILDREN: _("Themes that young people who gave their name spoke about"),
        Unit.COMMENTS: _("Themes of the anonymous comments"),
    }
    rows, quiet = [], []
    for theme in codebook().themes:
        cell = f"theme/{theme.id}/{EVERYONE}"
        rows.append(_compared(theme.label, f"{this}/{cell}", f"{last}/{cell}", shown, level=0))
        for sub in theme.sub_themes:
            cell = f"sub_theme/{sub.id}"
            if shown[f"{this}/{cell}"] is None:
                quiet.append(sub.label)
            else:
                rows.append(
                    _compared(sub.label, f"{this}/{cell}", f"{last}/{cell}", shown, level=1)
                )
    heads = (_("This quarter"), _("Last quarter"), _("Which way"))
    counted = _counted(unit, _("Young people are counted, each once a theme."))
    yield Table(f"themes-{unit}", captions[unit], _("Theme"), heads, tuple(rows), counted)
    if quiet:
        named = "; ".join(quiet)
        yield Paragraph(_("No number is shown for: %(themes)s.", themes=named))


def _compared(label: str, this: str, last: str, shown: Protected, level: int) -> Row:
    now, then = shown[this], shown[last]
    return Row(label, (Cell.of(now), Cell.of(then), Cell(direction(now, then))), level)


def direction(now: int | None, then: int | None) -> str:
    """Which way a figure went, from what is shown of it and nothing else."""
    if now is None or then is None:
        return cannot_say()
    if now - then >= CLEARLY:
        return up()
    if then - now >= CLEARLY:
        return down()
    return about_the_same()
