"""Workers hand codes to the young people they work with, and see only that they did."""

from collections.abc import Sequence

from flask import Blueprint, abort, render_template
from sqlalchemy import select

from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.people.models import Assignment, YoungPerson
from surveys.inviting import codes
from surveys.inviting.days import days_left
from surveys.inviting.finding import is_open_now
from surveys.survey_models import Survey, SurveyCouncil

bp = Blueprint("survey_codes", __name__, url_prefix="/surveys/handing")
may_hand_out = requires(Permission.SURVEY_HAND_OUT)


def people_of(survey: Survey | None = None) -> Sequence[YoungPerson]:
    """Whom this worker works with today, of the councils a survey asks in; by name."""
    mine = select(Assignment.young_person_id).where(
        Assignment.worker_id == signed_in().id, Assignment.is_current()
    )
    rows = select(YoungPerson).where(YoungPerson.id.in_(mine))
    if survey is not None:
        asked = [one.council_code for one in survey.councils]
        rows = rows.where(YoungPerson.council_code.in_(asked))
    found = session.scalars(rows).unique().all()
    return sorted(found, key=lambda one: one.known_as or "")


def _surveys():
    """What is open in a council of somebody this worker works with."""
    councils = {one.council_code for one in people_of()}
    theirs = select(SurveyCouncil.survey_id).where(SurveyCouncil.council_code.in_(councils))
    return select(Survey).where(Survey.id.in_(theirs), is_open_now())


@bp.get("/")
@may_hand_out
def index():
    rows = session.scalars(_surveys().order_by(Survey.closes_on, Survey.id)).all()
    return render_template("surveys/inviting/handing_list.html", surveys=rows)


@bp.get("/<int:id>")
@may_hand_out
def show(id):
    return _page(get_or_404(_surveys().where(Survey.id == id)))


def _page(survey: Survey, code: str = "", person: YoungPerson | None = None):
    people = people_of(survey)
    return render_template(
        "surveys/inviting/handing.html",
        survey=survey,
        people=people,
        handed=codes.handed_in(survey, people),
        code=code,
        person=person,
        days_left=days_left(survey),
        form=EmptyForm(formdata=None),
    )


@bp.post("/<int:id>/<int:young_person_id>")
@may_hand_out
def give(id, young_person_id):
    """A code, shown here and never again."""
    survey = get_or_404(_surveys().where(Survey.id == id))
    person = next((one for one in people_of(survey) if one.id == young_person_id), None)
    if person is None:
        abort(404)
    code = codes.hand_out(survey, person, signed_in())
    session.commit()
    return _page(survey, code, person)
