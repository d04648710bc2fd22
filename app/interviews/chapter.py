"""The board's chapter on missing children: what was offered, who took part, and why they went."""

from collections.abc import Iterable, Iterator, Mapping

from app.accounts.models import Council
from app.core.calendars import day_in_text
from app.core.clock import today
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
    """One chapter, or none for a council that had recorded no return by the end of the quarter. A
    quarter that was not given out yet has a sentence in it and no figure: drafts that are compared
    would tell whose episode moved it.

    Costs the same number of queries however many were missing.
    """
    code = council.code
    if not tallies.anything_by(period, code):
        return []
    kept = quarters.find_kept(code, period)
    if kept is None:
        return [Draft((), lambda _shown: _chapter([_not_given_out(period)]))]

    def write(shown: Protected) -> Chapter:
        return _chapter(_blocks(Measured(period, code, shown, kept.hours, kept=True)))

    return [Draft(tuple(measure_tables.tables(period, code)), write)]


def _chapter(blocks: Iterable[Block]) -> Chapter:
    return Chapter("interviews", _("When children were missing"), tuple(blocks))


def _not_given_out(period: Period) -> Paragraph:
    day = quarters.settles_on(period)
    if day <= today():
        return Paragraph(_("The figures of this quarter have not been given out."))
    told = _(
        "The figures of this quarter still change. They are given out on %(day)s; a report that is"
        " frozen before that has none of them.",
        day=day_in_text(day),
    )
    return Paragraph(told)


def _blocks(measured: Measured) -> Iterator[Block]:
    told = _(
        "Every child who was missing and comes back is offered a conversation with somebody"
        " independent, within 72 hours, every time. That a form was completed does not say that the"
        " child took part, so the two are counted apart."
    )
    yield Paragraph(told)
    yield from measure_blocks.headlines(measured)
    yield from measure_blocks.course(measured)
    for one in measure_blocks.nationally(measured, printed=True):
        if one is not None:
            yield one
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
