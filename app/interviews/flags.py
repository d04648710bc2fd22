"""What makes one episode weigh more than another: how many there were, and what else is known.

Statutory guidance on children who run away or go missing (DfE, January 2014).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from app.core.clock import now
from app.core.db import session
from app.core.i18n import _l
from app.interviews.models import Episode

MONTH = timedelta(days=30)
QUARTER = timedelta(days=90)
LONG = timedelta(hours=24)

MEETING_AT = 3
"""Episodes in 30 days that often lead to a strategy meeting: a common local rule, not a national
one, so a page says that the local procedure decides."""
REPEATED_AT = 3
"""Episodes in 90 days that boards count as repeated."""

IMPORTANT = {
    "over_24_hours": _l("Away for more than 24 hours"),
    "more_than_once": _l("Missing more than once in 90 days"),
    "high_risk": _l("High risk"),
    "risks_noted": _l("Risks were noted"),
}
"""Why listening matters even more, as far as the app can tell. The guidance also names crime, harm,
mental ill-health and dangerous company, which only a person can judge."""


@dataclass(frozen=True)
class Often:
    """How many episodes a young person had up to and with one of them."""

    in_30_days: int
    in_90_days: int

    @property
    def is_several(self) -> bool:
        return self.in_30_days > 1 or self.in_90_days >= REPEATED_AT

    @property
    def needs_meeting(self) -> bool:
        """A strategy meeting may be due: the local procedure says."""
        return self.in_30_days >= MEETING_AT


def how_often(episodes: Iterable[Episode]) -> dict[int, Often]:
    """For each of these episodes, by id, how many there were in the 30 and 90 days before it, it
    counted. One query, however many are asked for.
    """
    asked = list(episodes)
    if not asked:
        return {}
    earliest = min(one.left_at for one in asked) - QUARTER
    rows = select(Episode.young_person_id, Episode.left_at).where(
        Episode.young_person_id.in_({one.young_person_id for one in asked}),
        Episode.left_at > earliest,
    )
    began: dict[int, list[datetime]] = {}
    for young_person_id, left_at in session.execute(rows):
        began.setdefault(young_person_id, []).append(left_at)
    return {one.id: _often(one.left_at, began[one.young_person_id]) for one in asked}


def _often(until: datetime, began: list[datetime]) -> Often:
    within = [sum(until - span < one <= until for one in began) for span in (MONTH, QUARTER)]
    return Often(*within)


def why_important(episode: Episode) -> list[str]:
    """Keys of IMPORTANT: why this child should be asked again sooner if they say no."""
    away = (episode.returned_at or now()) - episode.left_at
    notes = episode.interview.notes if episode.interview else ()
    found = {
        "over_24_hours": away > LONG,
        "more_than_once": how_often([episode])[episode.id].in_90_days > 1,
        "high_risk": episode.risk == "high",
        "risks_noted": any(note.section == "risks" for note in notes),
    }
    return [why for why, holds in found.items() if holds]
