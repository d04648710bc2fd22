"""Answers that came in a flood through an open link: kept, not counted until somebody decides."""

from datetime import date

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.orm import aliased

from app.accounts.models import Account
from app.core import audit
from app.core.clock import today
from app.core.db import session
from surveys.inviting.asked_models import SurveyMark, SurveySetAside
from surveys.models import FormVersion, Response
from surveys.survey_models import Survey, SurveyForm


def answers_of(survey: Survey, council_code: str):
    """The ids of the answers to a survey in a council, as a query."""
    return (
        select(Response.id)
        .join(FormVersion, FormVersion.id == Response.form_version_id)
        .join(SurveyForm, SurveyForm.form_id == FormVersion.form_id)
        .where(SurveyForm.survey_id == survey.id, Response.council_code == council_code)
    )


def is_set_aside(survey: Survey, council_code: str) -> ColumnElement[bool]:
    """True in a query for answers of a day that is set aside, but for those typed in from paper."""
    later = aliased(SurveySetAside)
    after = select(later.id).where(
        later.survey_id == SurveySetAside.survey_id,
        later.council_code == SurveySetAside.council_code,
        later.day == SurveySetAside.day,
        later.place > SurveySetAside.place,
    )
    days = select(SurveySetAside.day).where(
        SurveySetAside.survey_id == survey.id,
        SurveySetAside.council_code == council_code,
        SurveySetAside.counts.is_(False),
        ~after.exists(),
    )
    paper = select(SurveyMark.response_id).where(SurveyMark.from_paper)
    return and_(Response.sent_on.in_(days), Response.id.not_in(paper))


def held_by_day(survey: Survey, council_code: str) -> list[tuple[date, int]]:
    """How many wait, by the day they came in; not of a day that is set aside."""
    rows = (
        select(Response.sent_on, func.count())
        .join(SurveyMark, SurveyMark.response_id == Response.id)
        .where(SurveyMark.state == "held", Response.id.in_(answers_of(survey, council_code)))
        .where(~is_set_aside(survey, council_code))
        .group_by(Response.sent_on)
        .order_by(Response.sent_on)
    )
    return [(day, number) for day, number in session.execute(rows)]


def sent_again(survey: Survey, council_code: str) -> int:
    """How many came by the open link from a browser that had sent one before; they count."""
    rows = select(func.count()).where(
        SurveyMark.state == "in",
        SurveyMark.from_paper.is_(False),
        SurveyMark.decided_on.is_(None),
        SurveyMark.response_id.in_(
            answers_of(survey, council_code).where(~is_set_aside(survey, council_code))
        ),
    )
    return session.scalar(rows)


def decide(survey: Survey, council_code: str, day: date, counts: bool, by: Account) -> int:
    """Count what came in too quickly on this day, or leave it out; how many. Nothing is deleted."""
    that_day = answers_of(survey, council_code).where(Response.sent_on == day)
    state = "in" if counts else "left_out"
    changed = session.execute(
        update(SurveyMark)
        .where(SurveyMark.state == "held", SurveyMark.response_id.in_(that_day))
        .values(state=state, decided_by_name=by.display_name, decided_on=today()),
        execution_options={"synchronize_session": False},
    )
    note = f"{council_code} {day} {state}"
    audit.record("survey_flood_decided", "survey", survey.id, by, note=note)
    return changed.rowcount
