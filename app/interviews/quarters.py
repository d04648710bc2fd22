"""A quarter's measures as they may be seen: given out once, or as they stand for whoever sees the
episodes themselves.

A figure that moved would tell whose episode moved it. So the measures of a quarter pass the gate
once, when it has settled, and that is what a board or an officer sees. Whoever keeps the register
of a council knows every episode in it, and may look at its figures while they still change.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from sqlalchemy import func, select

from app.accounts.councils import holds_for
from app.accounts.models import Account, Council
from app.core.clock import LONDON, today
from app.core.counting import CountTable
from app.core.db import only_reads_at_first, session, will_write
from app.core.disclosure import BOARD_THRESHOLD, NotSafe, Protected, protect, require_safe
from app.core.permissions import Permission
from app.core.releases import publisher, released
from app.core.reporting import Period
from app.interviews import measure_tables, tallies
from app.interviews.episode_models import Episode
from app.interviews.groups import ALL
from app.interviews.quarter_models import KeptQuarter

SETTLES_AFTER = timedelta(days=28)
"""From the last day of a quarter until its measures are given out. What is written down later is
left out of them for ever.
"""
QUARTERS_BACK = 8
"""How far back quarters are made up for that passed while no worker ran."""
MEDIAN_CHILDREN = 10
"""So many children stand behind a median, or it is one child's own hours by another name."""
HOURS_TO = 6


@dataclass(frozen=True)
class Measured:
    """A quarter's measures, as far as they may be shown."""

    period: Period
    council_code: str
    figures: Protected
    hours: Mapping[str, int]
    """Rounded hours until the conversation in the middle, by group."""
    kept: bool
    """False while they still change."""

    def shown(self, key: str, group: str = ALL) -> int | None:
        return self.figures[self._cell(key, group)]

    def percent(self, part: str, whole: str, group: str = ALL) -> int | None:
        return self.figures.percent(self._cell(part, group), self._cell(whole, group))

    def _cell(self, key: str, group: str) -> str:
        return measure_tables.cell(self.period, self.council_code, group, key)


def measured_for(account: Account, council: Council, period: Period) -> Measured | None:
    """What this account may see of the quarter; None if that has not been given out yet."""
    kept = find_kept(council.code, period)
    if kept is None and holds_for(account, Permission.EPISODES_MANAGE, council.code):
        return as_it_stands(council.code, period)
    return kept


def find_kept(council_code: str, period: Period) -> Measured | None:
    """The quarter as it was given out."""
    rows = select(KeptQuarter).where(
        KeptQuarter.council_code == council_code, KeptQuarter.quarter == period.code
    )
    kept = session.scalar(rows)
    if kept is None:
        return None
    return Measured(period, council_code, Protected.from_json(kept.gate), kept.hours, kept=True)


def newest_kept(council_code: str) -> Period | None:
    """The last quarter that was given out."""
    rows = select(func.max(KeptQuarter.quarter)).where(KeptQuarter.council_code == council_code)
    code = session.scalar(rows)
    return Period.parse(code) if code else None


def as_it_stands(council_code: str, period: Period) -> Measured:
    """The quarter as it is recorded today, through the gate beside what was given out before."""
    tables = measure_tables.tables(period, council_code)
    earlier = released(council_code, {cell for table in tables for cell in table.counts})
    figures = protect(tables, earlier)
    name = partial(measure_tables.cell, period, council_code)
    hours = hours_shown(tallies.median_hours(period, council_code), tables, figures, name)
    return Measured(period, council_code, figures, hours, kept=False)


def hours_shown(
    medians: Mapping[str, float], tables: Iterable[CountTable], figures: Protected, name
) -> dict[str, int]:
    """Medians by group, to the nearest six hours: of the groups whose conversations are shown, and
    were with enough children. `name` gives the cell of a group and a measure.
    """
    behind = {cell: n for table in tables for cell, n in table.children.items()}
    cells = {group: name(group, "took_part") for group in medians}
    return {
        group: HOURS_TO * round(medians[group] / HOURS_TO)
        for group, cell in cells.items()
        if behind[cell] >= MEDIAN_CHILDREN and figures[cell] is not None
    }


def settles_on(period: Period) -> date:
    """The day on which this quarter's measures are given out."""
    return period.last_day + SETTLES_AFTER


def keep_quarters() -> None:
    """Give out every council's quarters that have settled. The gate takes seconds: until it is done
    this only reads, so that nobody waits for it.
    """
    only_reads_at_first()
    try:
        codes = session.scalars(select(Council.code).order_by(Council.code)).all()
        made = [_to_keep(code, period) for code in codes for period in _owed(code)]
    finally:
        will_write()
    session.add_all(made)


def _owed(council_code: str) -> Iterator[Period]:
    """The quarters, oldest first, since the first return that is on record."""
    first = session.scalar(
        select(func.min(Episode.returned_at)).where(Episode.council_code == council_code)
    )
    if first is None:
        return
    begun = Period.holding(first.astimezone(LONDON).date())
    rows = select(KeptQuarter.quarter).where(KeptQuarter.council_code == council_code)
    done, period = set(session.scalars(rows)), Period.holding(today())
    back: list[Period] = []
    for _step in range(QUARTERS_BACK):
        period = period.previous
        back.insert(0, period)
    for period in back:
        settled = settles_on(period) <= today()
        if begun <= period and settled and period.code not in done:
            yield period


def _to_keep(council_code: str, period: Period) -> KeptQuarter:
    stands = as_it_stands(council_code, period)
    figures, hours = stands.figures, dict(stands.hours)
    try:
        require_safe(figures)
    except NotSafe:  # an earlier report makes even this too much: nothing at all
        hours = {}
        figures = Protected(BOARD_THRESHOLD, dict.fromkeys(figures.shown), figures.relations)
    return KeptQuarter(
        council_code=council_code,
        quarter=period.code,
        gate=figures.as_json(),
        hours=hours,
        made_on=today(),
    )


@publisher
def given_out(council_code: str) -> list[Protected]:
    """The measures that were given out, for the gate of later reports."""
    rows = select(KeptQuarter).where(KeptQuarter.council_code == council_code)
    kept = session.scalars(rows.order_by(KeptQuarter.quarter))
    return [Protected.from_json(one.gate) for one in kept]
