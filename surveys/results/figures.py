"""What may be shown of a survey today: counted, put through the gate once, and kept.

Results are live, and still nobody can watch an answer come in. They are counted anew when several
more have answered, five at least and of many a quarter; when a survey is over, once more if five or
more came after. When an officer has set a day aside or counts it again, five who came or went are
enough: they are added up, because what goes in one day's place would not be seen in a total. All
cuts are counted in one moment; the gate is opened for a cut when somebody first looks at it, beside
all that was shown already (`between`).

Fewer than five who came after the last counting move no figure: whoever knows that only one child
answered on the last day would read in the difference what they said.
"""

from datetime import timedelta

from sqlalchemy import select

from app.core.clock import today
from app.core.db import only_reads_at_first, session, will_write
from app.core.disclosure import BOARD_THRESHOLD
from app.core.jobs import Job, enqueue, every, handler
from surveys.inviting.finding import state_of
from surveys.results.counting import answered
from surveys.results.cuts import ALL, THEMES
from surveys.results.keeping import figures_in, rows_of
from surveys.results.kept_models import SurveyFigures
from surveys.results.making import commit, make, make_themes, open_gate
from surveys.results.moves import ANY_DAY, Days, by_day, came_and_went, was_decided
from surveys.results.shown import Figures
from surveys.results.themes import coded_by_day
from surveys.survey_models import Survey, SurveyCouncil

STEP = BOARD_THRESHOLD
"""New answers, at least, before anything is counted anew."""
SHARE = 4
"""Of many answers, the part that must be new: one in so many."""
MANY = 2000
"""Answers that are counted by the worker: who looks is shown the last figures meanwhile."""
MANY_CELLS = 500
"""Counts that are attacked by the worker: that takes seconds, and a page should not."""
MANY_SHOWN = 1000
"""Figures of earlier countings, beside which new ones are attacked by the worker."""
LATELY = timedelta(days=100)
"""How long after its last day a survey is looked at by itself: until the quarter's report."""
JOB = "survey_figures"


def figures(survey: Survey, council_code: str, cut: str = ALL) -> Figures | None:
    """What may be shown today; None while the worker is still at it.

    The page that asks may have to count and attack first, which takes a second in which nobody else
    waits: it only reads until then.
    """
    rows = rows_of(survey.id, council_code, cut)
    days = by_day(answered(survey, council_code))
    if not rows or is_due(survey, rows[0], days):
        if _is_long(survey, council_code, sum(days.values())):
            _ask_the_worker(survey, council_code, cut)
        else:
            make(survey, council_code)
            rows = rows_of(survey.id, council_code, cut)
    if rows and not rows[0].gate:
        if _how_many_cells(rows[0]) > MANY_CELLS:
            _ask_the_worker(survey, council_code, cut)
        else:
            open_gate(survey, rows[0])
            rows = rows_of(survey.id, council_code, cut)
    found = figures_in([row for row in rows if row.gate])
    return _with_themes(survey, council_code, found) if found and cut == ALL else found


def _with_themes(survey: Survey, council_code: str, found: Figures) -> Figures:
    rows = rows_of(survey.id, council_code, THEMES)
    coded = coded_by_day(survey, council_code)
    if (rows or coded) and is_due(survey, rows[0] if rows else None, coded):
        make_themes(survey, council_code)
        rows = rows_of(survey.id, council_code, THEMES)
    themes = figures_in(rows)
    return found.beside(themes) if themes is not None else found


def _is_long(survey: Survey, council_code: str, number: int) -> bool:
    """True if counting anew may take longer than a page should: many answers, or many figures that
    were shown before.
    """
    rows = [row for row in rows_of(survey.id, council_code) if row.gate]
    return number > MANY or sum(len(row.gate["shown"]) for row in rows) > MANY_SHOWN


def _how_many_cells(row: SurveyFigures) -> int:
    return sum(len(table["counts"]) for table in row.tables)


def _ask_the_worker(survey: Survey, council_code: str, cut: str) -> None:
    """One asking waits at a time; whoever looks next asks again."""
    if session.scalar(select(Job.id).where(Job.kind == JOB, ~Job.failed).limit(1)) is None:
        will_write()
        enqueue(JOB, {"survey": survey.id, "council": council_code, "cut": cut})
        commit()


def is_due(survey: Survey, last: SurveyFigures | None, days: Days) -> bool:
    """True when enough have come since the last counting, or went, to count anew."""
    if last is None:
        return sum(days.values()) >= STEP
    then = last.days or {ANY_DAY: last.counted}
    moved = sum(came_and_went(then, days))
    at_once = state_of(survey) == "over" or was_decided(then, days, last.made_on)
    step = STEP if at_once else max(STEP, last.counted // SHARE)
    return moved >= step or last.counted < BOARD_THRESHOLD <= sum(days.values())


@every(minutes=30)
def count_what_is_over() -> int:
    """The worker counts a survey for the last time though nobody looks, so that a report has all
    answers. How many countings are asked for.
    """
    over = select(SurveyCouncil.council_code, Survey).join(Survey)
    ended = Survey.closes_on.between(today() - LATELY, today())
    asked_for = 0
    for council_code, survey in session.execute(over.where(ended)).all():
        rows = rows_of(survey.id, council_code, ALL)
        days = by_day(answered(survey, council_code))
        if state_of(survey) == "over" and is_due(survey, rows[0] if rows else None, days):
            enqueue(JOB, {"survey": survey.id, "council": council_code, "cut": ALL})
            asked_for += 1
    return asked_for


@handler(JOB)
def make_for(payload: dict) -> None:
    """Count a survey anew if that is still due, and open the gate for a cut; it only reads while
    the gate is at work.
    """
    survey, council = session.get(Survey, payload["survey"]), payload["council"]
    if survey is None:
        return
    only_reads_at_first()
    rows = rows_of(survey.id, council, ALL)
    if not rows or is_due(survey, rows[0], by_day(answered(survey, council))):
        make(survey, council)
    rows = rows_of(survey.id, council, payload["cut"])
    if rows and not rows[0].gate:
        open_gate(survey, rows[0])
    will_write()
