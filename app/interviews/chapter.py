"""The board's chapter on missing children: what was offered, who took part, and why they went."""

from collections.abc import Iterator, Mapping
from functools import partial

from app.accounts.models import Council
from app.core.disclosure import Protected
from app.core.i18n import _
from app.core.reporting import Block, Chapter, Draft, Paragraph, Period
from app.interviews import (
    measure_blocks,
    measure_groups,
    measure_reasons,
    measure_tables,
    quarters,
    tallies,
)
from app.interviews.measures import MEASURES
from app.interviews.quarters import Measured


def chapters(period: Period, council: Council, population: Mapping[str, int]) -> list[Draft]:
    """One chapter, or none for a council that had recorded no return by the end of the quarter.

    Costs the same number of queries however many were missing.
    """
    code = council.code
    if not tallies.anything_by(period, code):
        return []
    tables = measure_tables.tables(period, code)
    kept = quarters.find_kept(code, period)
    medians = {} if kept else tallies.median_hours(period, code)
    name = partial(measure_tables.cell, period, code)

    def write(shown: Protected) -> Chapter:
        hours = kept.hours if kept else quarters.hours_shown(medians, tables, shown, name)
        measured = Measured(period, code, shown, hours, kept=kept is not None)
        return Chapter("interviews", _("When children were missing"), tuple(_blocks(measured)))

    return [Draft(tuple(tables), write)]


def _blocks(measured: Measured) -> Iterator[Block]:
    told = _(
        "Every child who was missing and comes back is offered a conversation with somebody"
        " independent, within 72 hours, every time. That a form was completed does not say that the"
        " child took part, so the two are counted apart."
    )
    yield Paragraph(told)
    yield from measure_blocks.headlines(measured)
    yield from measure_blocks.course(measured)
    yield from (one for one in measure_blocks.nationally(measured) if one is not None)
    yield measure_blocks.in_all(measured)
    yield from _not_shown(measured)
    for found in measure_groups.by_groups(measured):
        yield Paragraph(found) if isinstance(found, str) else found
    for table_and_picture in measure_reasons.reasons(measured):
        yield from table_and_picture


def _not_shown(measured: Measured) -> Iterator[Paragraph]:
    names = [str(one.name) for one in MEASURES if measured.shown(one.key) is None]
    if names:
        told = _(
            "Of these cannot be shown, because too few children stand behind them, or because a"
            " small number could be worked out from them: %(measures)s.",
            measures="; ".join(names),
        )
        yield Paragraph(told)
