"""Answers by the day they came, and setting a day aside: an open link that is stuffed slowly never
comes in a flood.

Who sends, from where and at what time is not known, and which of them came by the link is not
either: few come by a code, and a worker knows whom they gave one. So a day is set aside as a whole,
but for what was typed in from paper. Nothing is deleted, the reason stays and is shown, and the day
can be counted again.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, insert, literal, select, update

from app.accounts.models import Account
from app.core import audit
from app.core.clock import today
from app.core.db import session
from surveys.inviting.asked_models import SurveyMark, SurveySetAside
from surveys.inviting.held import answers_of
from surveys.models import Response
from surveys.survey_models import Survey

NO_SYNC = {"synchronize_session": False}


@dataclass(frozen=True)
class Day:
    """What came in on one day."""

    day: date
    counted: int
    left_out: int
    """Set aside, left out of a flood, or sent with a code that had been used."""
    waiting: int


def days_of(survey: Survey, council_code: str) -> list[Day]:
    """Every day on which something came in, the newest first; in one query."""
    state = func.coalesce(SurveyMark.state, "in")
    rows = (
        select(
            Response.sent_on,
            *(func.count().filter(state == one) for one in ("in", "left_out", "held")),
        )
        .outerjoin(SurveyMark, SurveyMark.response_id == Response.id)
        .where(Response.sent_on.is_not(None), Response.id.in_(answers_of(survey, council_code)))
        .group_by(Response.sent_on)
        .order_by(Response.sent_on.desc())
    )
    return [Day(*row) for row in session.execute(rows)]


def set_aside(survey: Survey, council_code: str, day: date, reason: str, by: Account) -> int:
    """Leave out what came in on this day and is counted or waits; how many. Paper still counts."""
    theirs = answers_of(survey, council_code).where(Response.sent_on == day)
    decided = {"state": "left_out", "decided_by_name": by.display_name, "decided_on": today()}
    marked = session.execute(
        update(SurveyMark)
        .where(
            SurveyMark.response_id.in_(theirs),
            SurveyMark.state != "left_out",
            SurveyMark.from_paper.is_(False),
        )
        .values(decided),
        execution_options=NO_SYNC,
    )
    unmarked = theirs.where(Response.id.not_in(select(SurveyMark.response_id)))
    values = {"from_paper": False, **decided}
    rows = unmarked.with_only_columns(Response.id, *map(literal, values.values()))
    adding = insert(SurveyMark).from_select(["response_id", *values], rows)
    number = marked.rowcount + len(session.scalars(adding.returning(SurveyMark.response_id)).all())
    _keep(survey, council_code, day, number, reason, by, counts=False)
    return number


def count_again(survey: Survey, council_code: str, day: date, reason: str, by: Account) -> int:
    """Count what an officer had left out of this day; how many. What was sent with a used code is
    nobody's decision, and stays out.
    """
    theirs = answers_of(survey, council_code).where(Response.sent_on == day)
    counted = session.execute(
        update(SurveyMark)
        .where(
            SurveyMark.response_id.in_(theirs),
            SurveyMark.state == "left_out",
            SurveyMark.decided_on.is_not(None),
        )
        .values(state="in", decided_by_name=by.display_name, decided_on=today()),
        execution_options=NO_SYNC,
    )
    _keep(survey, council_code, day, counted.rowcount, reason, by, counts=True)
    return counted.rowcount


def _keep(
    survey: Survey,
    council_code: str,
    day: date,
    number: int,
    reason: str,
    by: Account,
    *,
    counts: bool,
) -> None:
    if not number:
        return
    session.add(
        SurveySetAside(
            survey_id=survey.id,
            council_code=council_code,
            day=day,
            number=number,
            counts=counts,
            place=len(decisions(survey, council_code)) + 1,
            by_name=by.display_name,
            decided_on=today(),
            reason=reason,
        )
    )
    session.flush()
    note = f"{council_code} {day} {'counted' if counts else 'set aside'} {number}"
    audit.record("survey_day_decided", "survey", survey.id, by, note=note)


def decisions(survey: Survey, council_code: str) -> list[SurveySetAside]:
    """What was set aside and what was counted again, the newest first."""
    rows = select(SurveySetAside).where(
        SurveySetAside.survey_id == survey.id, SurveySetAside.council_code == council_code
    )
    return list(session.scalars(rows.order_by(SurveySetAside.place.desc())))
