"""Drafting a council's quarter, and freezing it."""

from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import Account, Council
from app.awards.chapter import chapters as awards_chapters
from app.core import audit
from app.core.clock import now, today
from app.core.counting import CountTable
from app.core.db import session
from app.core.disclosure import Protected
from app.core.i18n import speaking
from app.core.releases import released
from app.core.reporting import Chapter, Draft, Period
from app.core.snapshots import canonical, chapter_as_json, digest
from app.groups.chapter import chapters as group_chapters
from app.interviews.chapter import chapters as interview_chapters
from app.offer.chapter import chapters as offer_chapters
from app.pledge.chapter import chapters as pledge_chapters
from app.reports import gate, signed_chapter, signing
from app.reports.guard import AlreadyFrozen  # from here on a frozen report cannot be changed
from app.reports.models import Report
from app.reports.population import population_of
from feedback.chapters import chapters as feedback_chapters
from feedback.quotes import close_requests
from surveys.inspections.chapter import chapters as inspection_chapters
from surveys.results.chapter import chapters as survey_chapters

LANGUAGE = "en"
"""The board's language. Quotes stay in the language they were written in."""

FEATURES = (
    feedback_chapters,
    pledge_chapters,
    interview_chapters,
    awards_chapters,
    group_chapters,
    offer_chapters,
    inspection_chapters,
    survey_chapters,
)
"""Who has something to say in a report, in the order they say it."""


class NotOver(Exception):
    """The quarter has not ended, so its numbers would still change."""


class Changed(Exception):
    """The records are not what the draft was made from any more."""


@dataclass(frozen=True)
class Drafted:
    """A report as it can be shown: its chapters, and the figures they were written from."""

    chapters: list[Chapter]
    figures: Protected
    tables: list[CountTable]
    """The true counts before the gate."""


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


def draft_report(report: Report) -> Drafted:
    """The report as it stands today, already through the disclosure gate.

    Raises gate.OthersWait where it would run while this session may write.
    """
    with speaking(LANGUAGE):
        drafts = _count(report)
        tables = _tables(drafts)
        written, figures = gate.settle(drafts, _overlapping(report, tables))
    return Drafted(written, figures, tables)


def _count(report: Report) -> list[Draft]:
    """What each feature counts today, before the gate."""
    council, period = session.get_one(Council, report.council_code), Period.parse(report.quarter)
    population = population_of(report)
    return [draft for feature in FEATURES for draft in feature(period, council, population)]


def _tables(drafts: list[Draft]) -> list[CountTable]:
    return [table for draft in drafts for table in draft.tables]


def _overlapping(report: Report, tables: list[CountTable]) -> list[Protected]:
    """All that was published of any of these cells: frozen reports, and what everybody may see."""
    cells = {cell for table in tables for cell in table.counts}
    return released(report.council_code, cells)


def safe_draft(report: Report) -> Drafted:
    """The draft of a report that may be frozen. Takes seconds, and writes nothing.

    Raises NotOver, AlreadyFrozen, NotSafe with the cells that give someone away, or what
    `draft_report` raises.
    """
    _require_freezable(report)
    drafted = draft_report(report)
    gate.require_safe(drafted.figures)
    return drafted


def _require_freezable(report: Report) -> None:
    if report.state == "frozen":
        raise AlreadyFrozen
    if today() <= Period.parse(report.quarter).last_day:
        raise NotOver


def freeze_report(report: Report, account: Account, drafted: Drafted) -> None:
    """Make the report final.

    `drafted` is its safe draft, made beforehand, so that nothing is attacked here. Raises NotOver,
    AlreadyFrozen, signing.DissentWaits while an officer or a Young Inspector is still to say
    something about a dissent, and Changed when the counts are others by now; the caller then rolls
    back.
    """
    _forget_what_was_read()
    session.refresh(report, with_for_update=True)
    _require_freezable(report)
    signing.require_answered(report)
    # Before the quotes are read, so that a no is either in time or too late, and never overheard.
    close_requests(report.council_code, Period.parse(report.quarter))
    chapters = _chapters_as_of_now(report, drafted)
    snapshot = {
        "version": 2,
        "council": report.council_code,
        "council_name": session.get_one(Council, report.council_code).name,
        "quarter": report.quarter,
        "language": LANGUAGE,
        "frozen_on": today().isoformat(),
        "frozen_by": account.display_name,
        "chapters": [chapter_as_json(chapter) for chapter in chapters],
        "voices": chapter_as_json(_voices(report, chapters)),
        "figures": drafted.figures.as_json(),
    }
    report.snapshot = canonical(snapshot).decode()
    report.digest = digest(snapshot)
    report.frozen_at, report.state = now(), "frozen"
    report.frozen_by_id, report.frozen_by_name = account.id, account.display_name
    session.flush()
    audit.record("froze report", "report", report.id, account, note=report.digest)


def _voices(report: Report, chapters: list[Chapter]) -> Chapter:
    """What the Young Inspectors said of these very chapters."""
    with speaking(LANGUAGE):
        return signed_chapter.chapter(report, signing.digest_of(chapters))


def _forget_what_was_read() -> None:
    """Read afresh from here on: others may have written while the gate ran."""
    session.flush()
    session.expire_all()


def _chapters_as_of_now(report: Report, drafted: Drafted) -> list[Chapter]:
    """The chapters, written anew from figures that passed the gate. Raises Changed."""
    with speaking(LANGUAGE):
        drafts = _count(report)
        tables = _tables(drafts)
        earlier = tuple(_overlapping(report, tables))
        if tables != drafted.tables or earlier != drafted.figures.earlier:
            raise Changed
        return [draft.write(drafted.figures) for draft in drafts]
