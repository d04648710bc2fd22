"""Drafting a council's quarter, freezing it, and opening what was frozen."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.accounts.models import Account, Council
from app.core import audit
from app.core.clock import now, today
from app.core.db import session
from app.core.disclosure import Protected, require_safe
from app.core.i18n import speaking
from app.core.reporting import (
    Chapter,
    Period,
    canonical,
    chapter_as_json,
    chapter_from_json,
    digest,
    settle,
)
from app.reports import guard  # noqa: F401 - from here on a frozen report cannot be changed
from app.reports.models import GROUPS, Population, Report
from feedback.chapters import chapters as feedback_chapters
from feedback.quotes import close_requests

LANGUAGE = "en"
"""The board's language. Quotes stay in the language they were written in."""

FEATURES = (feedback_chapters,)
"""Who has something to say in a report, in the order they say it."""


class NotOver(Exception):
    """The quarter has not ended, so its numbers would still change."""


class AlreadyFrozen(Exception):
    """The report is frozen and stays as it is."""


class Altered(Exception):
    """A frozen report does not match its digest."""


@dataclass(frozen=True)
class Drafted:
    """A report as it can be shown: its chapters, and the figures they were written from."""

    chapters: list[Chapter]
    figures: Protected


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


def start_report(council: Council, period: Period, account: Account) -> Report:
    """The council's report for this quarter: the one there is, or a new draft."""
    rows = select(Report).where(Report.council_code == council.code, Report.quarter == period.code)
    report = session.scalar(rows)
    if report is None:
        report = Report(
            council_code=council.code,
            quarter=period.code,
            started_by_name=account.display_name,
        )
        session.add(report)
        session.flush()
        audit.record("started report", "report", report.id, account, note=period.code)
    return report


def population_of(report: Report) -> dict[str, int]:
    """How many young people there were, by group, as far as an officer has said."""
    rows = select(Population).where(
        Population.council_code == report.council_code, Population.quarter == report.quarter
    )
    return {row.group: row.count for row in session.scalars(rows)}


def give_population(report: Report, counts: Mapping[str, int | None], account: Account) -> None:
    """Write down how many young people there were; None takes a figure away.

    Raises AlreadyFrozen.
    """
    if report.state == "frozen":
        raise AlreadyFrozen
    rows = select(Population).where(
        Population.council_code == report.council_code, Population.quarter == report.quarter
    )
    known = {row.group: row for row in session.scalars(rows)}
    for group in GROUPS:
        count, row = counts.get(group), known.get(group)
        if count is None and row is not None:
            session.delete(row)
        elif count is not None and row is not None:
            row.count, row.given_by_name = count, account.display_name
        elif count is not None:
            session.add(
                Population(
                    council_code=report.council_code,
                    quarter=report.quarter,
                    group=group,
                    count=count,
                    given_by_name=account.display_name,
                )
            )
    session.flush()
    audit.record("gave population", "report", report.id, account)


def draft_report(report: Report) -> Drafted:
    """The report as it stands today, already through the disclosure gate."""
    council, period = session.get_one(Council, report.council_code), Period.parse(report.quarter)
    population = population_of(report)
    with speaking(LANGUAGE):
        drafts = [d for feature in FEATURES for d in feature(period, council, population)]
        cells = {cell for draft in drafts for table in draft.tables for cell in table.counts}
        written, figures = settle(drafts, earlier=_overlapping(report, cells))
    return Drafted(written, figures)


def _overlapping(report: Report, cells: set[str]) -> list[Protected]:
    """The council's frozen reports that published any of these cells, oldest first."""
    rows = select(Report).where(
        Report.council_code == report.council_code, Report.state == "frozen", Report.id != report.id
    )
    others = (open_frozen(one).figures for one in session.scalars(rows.order_by(Report.frozen_at)))
    return [figures for figures in others if cells & figures.shown.keys()]


def freeze_report(report: Report, account: Account) -> None:
    """Make the report final, if nobody can be found in it.

    Raises NotOver, AlreadyFrozen, or NotSafe with the cells that give someone away.
    """
    period = Period.parse(report.quarter)
    if report.state == "frozen":
        raise AlreadyFrozen
    if today() <= period.last_day:
        raise NotOver
    drafted = draft_report(report)
    require_safe(drafted.figures)
    snapshot = {
        "version": 1,
        "council": report.council_code,
        "council_name": session.get_one(Council, report.council_code).name,
        "quarter": report.quarter,
        "language": LANGUAGE,
        "frozen_on": today().isoformat(),
        "frozen_by": account.display_name,
        "chapters": [chapter_as_json(chapter) for chapter in drafted.chapters],
        "figures": drafted.figures.as_json(),
    }
    report.snapshot = canonical(snapshot).decode()
    report.digest = digest(snapshot)
    report.frozen_at, report.state = now(), "frozen"
    report.frozen_by_id, report.frozen_by_name = account.id, account.display_name
    close_requests(report.council_code, period)
    session.flush()
    audit.record("froze report", "report", report.id, account, note=report.digest)


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
    )
