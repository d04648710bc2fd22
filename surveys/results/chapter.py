"""The chapter of a board's report: which surveys closed in the quarter, and what came back."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import or_, select

from app.accounts.models import Council
from app.core.calendars import day_in_text
from app.core.clock import today
from app.core.counting import EVERYONE, CountTable
from app.core.db import session
from app.core.disclosure import Protected
from app.core.i18n import _, ngettext
from app.core.reporting import Block, Chapter, Draft, Figure, Paragraph, Period
from surveys.results.counting import asked_in
from surveys.results.cuts import Asked
from surveys.results.keeping import kept_tables
from surveys.results.shown import Figures
from surveys.results.writing import counts
from surveys.survey_models import Survey, SurveyCouncil


def chapters(period: Period, council: Council, population: Mapping[str, int]) -> list[Draft]:
    """One chapter, or none in a quarter in which no survey of this council closed."""
    surveys = closed_in(period, council.code)
    return [_chapter(council, surveys)] if surveys else []


def closed_in(period: Period, council_code: str) -> list[Survey]:
    """The surveys that are over and whose last day lay in the quarter, in the order of these days:
    one that is open is not among them, though it be the last day.
    """
    rows = (
        select(Survey)
        .join(SurveyCouncil)
        .where(
            SurveyCouncil.council_code == council_code,
            Survey.closes_on.between(period.first_day, period.last_day),
            or_(Survey.stage == "closed", Survey.closes_on < today()),
            Survey.stage.in_(("open", "closed")),
        )
    )
    return list(session.scalars(rows.order_by(Survey.closes_on, Survey.id)))


def _chapter(council: Council, surveys: list[Survey]) -> Draft:
    kept = [(one, *kept_tables(one, council.code)) for one in surveys]
    told = [(one, asked_in(one), names) for one, _tables, names in kept]
    tables = [table for _survey, several, _names in kept for table in several]

    def write(shown: Protected) -> Chapter:
        blocks: list[Block] = [Paragraph(_summary(len(surveys)))]
        for survey, asked, names in told:
            blocks += _blocks(survey, asked, Figures(names, shown, survey.closes_on))
        return Chapter("surveys", _("What Young Inspectors asked"), tuple(blocks))

    return Draft(tuple(_with_its_own(tables)), write)


def _with_its_own(tables: list[CountTable]) -> list[CountTable]:
    """What the chapter says and no more: how many young people there are is said elsewhere."""
    return [one for one in tables if not any("/population/" in cell for cell in one.counts)]


def _summary(number: int) -> str:
    return ngettext(
        "Young people wrote %(num)d survey that closed in this quarter, and asked others.",
        "Young people wrote %(num)d surveys that closed in this quarter, and asked others.",
        number,
    )


def _blocks(survey: Survey, asked: Asked, found: Figures) -> list[Block]:
    """What was asked, how many answered, and what they said; under names no other survey has."""
    answers = found.cell(f"responses/{EVERYONE}")
    value = _("not shown") if answers is None else str(answers)
    note = _("answers, until %(day)s", day=day_in_text(survey.closes_on))
    blocks: list[Block] = [Figure(survey.title, value, note)]
    for result in counts(asked, found):
        key, caption = (
            f"{survey.id:x}-{result.table.key}",
            f"{survey.title} – {result.table.caption}",
        )
        blocks.append(replace(result.table, key=key, caption=caption))
        if result.chart is not None:
            blocks.append(replace(result.chart, table=key))
    return blocks
