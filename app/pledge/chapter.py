"""Is it true for them? The board's chapter: how young people rated each promise, by age."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.accounts.models import Council
from app.core import charts
from app.core.calendars import day_in_text
from app.core.counting import EVERYONE, CountTable, Unit
from app.core.disclosure import Protected
from app.core.disclosure_attack import How, Relation
from app.core.i18n import _
from app.core.reporting import BarChart, Block, Cell, Chapter, Draft, Paragraph, Period, Row, Table
from app.pledge import ratings
from app.pledge.models import Pledge
from app.pledge.promises import Promise
from app.pledge.services import pledge_on, text_of
from app.pledge.texts import BANDS, RATINGS

SHADES = (charts.GOOD, charts.BETWEEN, charts.BAD, charts.NEITHER)
"""The colour of each rating, in their order: kept, partly, not kept, I don't know."""
HEARD = "{quarter}/{council}/children/heard/all/all"
"""The cell of all young people who gave their name; whoever rated a promise is one of them."""


def chapters(period: Period, council: Council, population: Mapping[str, int]) -> list[Draft]:
    """One chapter, or none for a council that had promised nothing by the end of the quarter."""
    pledge = pledge_on(council.code, period.last_day)
    return [_chapter(period, council.code, pledge)] if pledge else []


def _chapter(period: Period, council_code: str, pledge: Pledge) -> Draft:
    promises = text_of(pledge).promises
    tables = [table for unit in Unit for table in _tables(period, council_code, unit)]

    def write(shown: Protected) -> Chapter:
        told = _(
            "These are the promises that held on %(day)s, published as number %(number)s."
            " Young people were asked: is this true for you?",
            day=day_in_text(period.last_day),
            number=pledge.number,
        )
        blocks: list[Block] = [Paragraph(told)]
        for unit in Unit:
            blocks += _blocks(period, council_code, unit, promises, shown)
        return Chapter("pledge", _("Is this true for you?"), tuple(blocks))

    return Draft(tuple(tables), write)


def _tables(period: Period, council_code: str, unit: Unit) -> Iterator[CountTable]:
    """This quarter's ratings by age, and the last one's to compare them with."""
    keys = ratings.keys_in(period, council_code)
    said = ratings.ratings(period, council_code, keys)
    this = ratings.table_by_age(period, council_code, unit, keys, said)
    yield _among_those_heard(this, period, council_code, keys) if unit is Unit.CHILDREN else this
    before = ratings.ratings(period.previous, council_code, keys)
    yield ratings.table(period.previous, council_code, unit, keys, before)


def _among_those_heard(
    table: CountTable, period: Period, council_code: str, keys: Sequence[str]
) -> CountTable:
    name = ratings.cells_of(period, council_code, Unit.CHILDREN)
    rated = tuple(f"{name}/{key}/{EVERYONE}" for key in keys)
    heard = HEARD.format(quarter=period.code, council=council_code)
    return replace(table, relations=(*table.relations, Relation(How.WITHIN, heard, rated)))


def _blocks(
    period: Period,
    council_code: str,
    unit: Unit,
    promises: Sequence[Promise],
    shown: Protected,
) -> Iterator[Block]:
    captions = {
        Unit.CHILDREN: _("How young people who gave their name rated each promise"),
        Unit.COMMENTS: _("How anonymous checks rated each promise"),
    }
    pictures = {
        Unit.CHILDREN: _("Ratings by young people who gave their name"),
        Unit.COMMENTS: _("Ratings in anonymous checks"),
    }
    notes = {
        Unit.CHILDREN: _("Young people are counted, each once a promise: what they said last."),
        Unit.COMMENTS: _("Checks are counted; one child may have sent several."),
    }
    name = ratings.cells_of(period, council_code, unit)
    columns = (*RATINGS, EVERYONE)
    heads = (*map(str, RATINGS.values()), _("All"))
    rows = [Row(_label(one), _cells(shown, f"{name}/{one.key}", columns)) for one in promises]
    yield Table(f"ratings-{unit}", captions[unit], _("Promise"), heads, tuple(rows), notes[unit])
    yield BarChart(f"ratings-{unit}", pictures[unit], tuple(range(len(RATINGS))), SHADES)
    yield _by_age(unit, name, promises, shown)
    yield _kept_shares(period, council_code, unit, promises, shown)


def _label(promise: Promise) -> str:
    return f"{promise.key} {promise.title}"


def _cells(shown: Protected, name: str, columns: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(Cell.of(shown[f"{name}/{column}"]) for column in columns)


def _by_age(unit: Unit, name: str, promises: Sequence[Promise], shown: Protected) -> Table:
    captions = {
        Unit.CHILDREN: _("The same by age, for young people who gave their name"),
        Unit.COMMENTS: _("The same by age, for anonymous checks"),
    }
    columns = (*RATINGS, EVERYONE)
    rows = []
    for promise in promises:
        rows.append(Row(_label(promise), _cells(shown, f"{name}/{promise.key}", columns)))
        rows += [
            Row(str(words), _cells(shown, f"{name}/{promise.key}/{band}", columns), level=1)
            for band, words in BANDS.items()
        ]
    heads = (*map(str, RATINGS.values()), _("All"))
    note = _("The age is that of the questions they chose, not their own.")
    return Table(f"ages-{unit}", captions[unit], _("Promise and age"), heads, tuple(rows), note)


def _kept_shares(
    period: Period, council_code: str, unit: Unit, promises: Sequence[Promise], shown: Protected
) -> Table:
    captions = {
        Unit.CHILDREN: _("“Kept”, of all who gave their name and rated it"),
        Unit.COMMENTS: _("“Kept”, of all anonymous checks that rated it"),
    }
    rows = []
    for promise in promises:
        shares = []
        for quarter in (period.previous, period):
            name = f"{ratings.cells_of(quarter, council_code, unit)}/{promise.key}"
            share = shown.percent(f"{name}/kept", f"{name}/{EVERYONE}")
            shares.append(Cell.held_back() if share is None else Cell(f"{share}%"))
        rows.append(Row(_label(promise), tuple(shares)))
    heads = (_("Last quarter"), _("This quarter"))
    note = _("Shares are made from the rounded figures.")
    return Table(f"kept-{unit}", captions[unit], _("Promise"), heads, tuple(rows), note)
