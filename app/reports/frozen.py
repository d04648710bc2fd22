"""A report as it was frozen, and its figures, which all that is published later leans on."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.core.db import session
from app.core.disclosure import Protected
from app.core.releases import publisher
from app.core.reporting import Chapter, Period
from app.core.snapshots import chapter_from_json, digest
from app.reports.models import Report


class Altered(Exception):
    """A frozen report does not match its digest."""


@dataclass(frozen=True)
class Frozen:
    """A frozen report as it was given to the board."""

    council_name: str
    period: Period
    frozen_on: date
    frozen_by: str
    chapters: list[Chapter]
    figures: Protected
    digest: str
    voices: Chapter | None
    """What the Young Inspectors said of it; None in what was frozen before they were asked."""

    @property
    def printed(self) -> list[Chapter]:
        """All that a reader is given, the Young Inspectors beside the rest."""
        return [*self.chapters, *([self.voices] if self.voices else [])]


def open_frozen(report: Report) -> Frozen:
    """The frozen report. Raises Altered when it is not what was frozen."""
    snapshot = json.loads(report.snapshot or "null")
    if snapshot is None or digest(snapshot) != report.digest:
        raise Altered
    return Frozen(
        council_name=snapshot["council_name"],
        period=Period.parse(snapshot["quarter"]),
        frozen_on=date.fromisoformat(snapshot["frozen_on"]),
        frozen_by=snapshot["frozen_by"],
        chapters=[chapter_from_json(chapter) for chapter in snapshot["chapters"]],
        figures=Protected.from_json(snapshot["figures"]),
        digest=report.digest,
        voices=chapter_from_json(snapshot["voices"]) if "voices" in snapshot else None,
    )


@publisher
def frozen_figures(council_code: str) -> list[Protected]:
    """The figures of this council's frozen reports, oldest first."""
    rows = select(Report).where(Report.council_code == council_code, Report.state == "frozen")
    return [open_frozen(one).figures for one in session.scalars(rows.order_by(Report.frozen_at))]
