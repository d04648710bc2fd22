"""How it is going, as everybody may see it: worked out once after a quarter is over, and kept.

A figure that moved would tell who moved it. So the ratings, and the sub-themes of comments that go
with them, pass the disclosure gate together, once, and the page shows what was kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Council
from app.core import evidence
from app.core.clock import today
from app.core.counting import EVERYONE, CountTable, Unit
from app.core.db import only_reads_at_first, session, will_write
from app.core.disclosure import (
    PUBLIC_THRESHOLD,
    NotSafe,
    Protected,
    protect,
    require_safe,
    span,
)
from app.core.releases import publisher, released
from app.core.reporting import Period
from app.pledge import ratings
from app.pledge.models import Pledge, PublicFigures
from app.pledge.texts import RATINGS

TIME_TO_CODE = timedelta(days=28)
"""From the last day of a quarter until its figures are made. A comment counts under a sub-theme
once its coding is confirmed, and what was not confirmed by then is left out for ever.
"""
QUARTERS_BACK = 8
"""How far back quarters are made up for that passed while no worker ran."""
SHOWN_QUARTERS = 4
MOST_SAID = 5
"""Sub-themes that the page names."""


@dataclass(frozen=True)
class Going:
    """How one promise was rated in one quarter by one kind of voice, as far as it may be shown."""

    period: Period
    unit: Unit
    counts: Mapping[str, int | None]
    """By rating, and under `all`: multiples of five, or None for what is held back."""

    @property
    def total(self) -> int | None:
        return self.counts[EVERYONE]

    @property
    def most_said(self) -> str | None:
        """The rating that more than half certainly gave, whatever was rounded or held back."""
        least = ((rating, self._span(rating)[0]) for rating in RATINGS)
        most = self._span(EVERYONE)[1]
        return next((rating for rating, count in least if 2 * count > most), None)

    @property
    def nothing_prevailed(self) -> bool:
        """True if certainly no rating was given by more than half."""
        least = self._span(EVERYONE)[0]
        return all(2 * self._span(rating)[1] <= least for rating in RATINGS)

    def _span(self, cell: str) -> tuple[float, float]:
        """The least and the most a figure can be, from this quarter's figures of this promise."""
        low, high = span(self.counts[cell], PUBLIC_THRESHOLD)
        if self.counts[cell] is None and self.total is not None:
            known = [n for n in (self.counts[rating] for rating in RATINGS) if n is not None]
            taken = sum(span(n, PUBLIC_THRESHOLD)[0] for n in known)
            high = max(0, span(self.total, PUBLIC_THRESHOLD)[1] - taken)
        return low, high


def make_figures() -> None:
    """Work out every council's figures of the quarters that are owed and have none yet.

    The gate takes seconds, in which others write: until it is done, this only reads.
    """
    only_reads_at_first()
    try:
        councils = session.scalars(select(Council).order_by(Council.code)).all()
        made = [_figures(one.code, period) for one in councils for period in _owed(one.code)]
    finally:
        will_write()
    session.add_all(made)


def _owed(council_code: str) -> Iterator[Period]:
    """The quarters, oldest first, in which something was promised and of which nothing is kept.

    None whose last comments may still be waiting for their coding.
    """
    rows = select(Pledge.starts_on).where(
        Pledge.council_code == council_code, Pledge.state == "published"
    )
    begun = min(session.scalars(rows), default=None)
    if begun is None:
        return
    done = select(PublicFigures.quarter).where(PublicFigures.council_code == council_code)
    kept = set(session.scalars(done))
    coded_by_now = today() - TIME_TO_CODE
    for period in _back_from(Period.holding(today()), QUARTERS_BACK):
        if begun <= period.last_day <= coded_by_now and period.code not in kept:
            yield period


def _back_from(period: Period, count: int) -> list[Period]:
    """So many quarters before this one, oldest first."""
    found: list[Period] = []
    for _step in range(count):
        period = period.previous
        found.insert(0, period)
    return found


def _figures(council_code: str, period: Period) -> PublicFigures:
    shown = through_the_gate(council_code, tables_of(council_code, period))
    return PublicFigures(
        council_code=council_code,
        quarter=period.code,
        shown=dict(shown.shown),
        gate=shown.as_json(),
        made_on=today(),
    )


def tables_of(council_code: str, period: Period) -> list[CountTable]:
    """The true counts of a quarter, before the gate."""
    keys = ratings.keys_in(period, council_code)
    said = ratings.ratings(period, council_code, keys)
    rated = [ratings.table(period, council_code, unit, keys, said) for unit in Unit]
    return [*rated, *evidence.counted(council_code, period)]


def through_the_gate(council_code: str, tables: Sequence[CountTable]) -> Protected:
    """What everybody may see of these counts beside all that was published before.

    Nothing at all where an earlier report makes even that too much.
    """
    earlier = released(council_code, {cell for table in tables for cell in table.counts})
    shown = protect(tables, earlier, PUBLIC_THRESHOLD)
    try:
        require_safe(shown)
    except NotSafe:
        return Protected(PUBLIC_THRESHOLD, dict.fromkeys(shown.shown), shown.relations)
    return shown


@publisher
def public_releases(council_code: str) -> list[Protected]:
    """The public figures, for the gate of later reports.

    Only what was let through: what is too few for everybody may still be shown to the board, whose
    threshold is lower, if the gate finds that safe beside these.
    """
    rows = select(PublicFigures).where(PublicFigures.council_code == council_code)
    kept = (
        Protected.from_json(one.gate)
        for one in session.scalars(rows.order_by(PublicFigures.quarter))
    )
    return [
        Protected(one.threshold, {c: n for c, n in one.shown.items() if n is not None}, ())
        for one in kept
    ]


def kept_figures(council_code: str) -> dict[Period, Mapping[str, int | None]]:
    """What may be shown of the last quarters that are over, the newest first."""
    rows = select(PublicFigures).where(PublicFigures.council_code == council_code)
    rows = rows.order_by(PublicFigures.quarter.desc()).limit(SHOWN_QUARTERS)
    return {Period.parse(one.quarter): one.shown for one in session.scalars(rows)}


def going(
    council_code: str, key: str, unit: Unit, kept: Mapping[Period, Mapping[str, int | None]]
) -> list[Going]:
    """How a promise was rated in each of these quarters, the newest first."""
    found = []
    for period, shown in kept.items():
        name = f"{ratings.cells_of(period, council_code, unit)}/{key}"
        counts = {each: shown.get(f"{name}/{each}") for each in (*RATINGS, EVERYONE)}
        found.append(Going(period, unit, counts))
    return found


def said(
    council_code: str,
    sub_themes: Sequence[str],
    kept: Mapping[Period, Mapping[str, int | None]],
) -> list[str]:
    """The sub-themes that enough people spoke of in the last quarter that is over, most first."""
    if not kept:
        return []
    period, shown = next(iter(kept.items()))
    heard = {
        code: sum(shown.get(cell) or 0 for cell in evidence.cells_of(council_code, period, code))
        for code in sub_themes
    }
    return sorted((c for c in heard if heard[c]), key=lambda c: (-heard[c], c))[:MOST_SAID]
