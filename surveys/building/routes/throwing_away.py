"""Throwing a draft away: one question, “are you sure?”, and it is gone."""

from flask import Blueprint, flash, redirect, url_for

from app.core.db import session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import signed_in
from surveys.building import changing, stages
from surveys.building.forms import StepForm
from surveys.building.history import steps_of
from surveys.building.routes.desk import drawn, looked_at_or_404, may_look
from surveys.building.throwing_away import may_throw_away, throw_away
from surveys.survey_models import Survey

bp = Blueprint("survey_throwing_away", __name__, url_prefix="/surveys/build")


@bp.get("/<int:id>/throw-away")
@may_look
def before(id):
    return _page(looked_at_or_404(id))


def _page(survey: Survey, status: int = 200):
    return drawn(
        "throw_away",
        survey,
        status,
        back=_back(survey),
        may_throw_away=may_throw_away(survey, signed_in(), steps_of(survey)),
        form=StepForm(formdata=None, data={"seen": survey.revision}),
    )


def _back(survey: Survey | None = None) -> str:
    """Whoever writes goes back to the builder, an officer to their checks."""
    place = "survey_builder" if signed_in().may(Permission.SURVEY_BUILD) else "survey_check"
    return url_for(f"{place}.show", id=survey.id) if survey else url_for(f"{place}.index")


@bp.post("/<int:id>/throw-away")
@may_look
def do(id):
    survey, form = looked_at_or_404(id), StepForm()
    if not form.validate_on_submit():
        return _page(survey, 422)
    try:
        throw_away(survey, signed_in(), form.revision)
    except changing.MEANWHILE:
        session.rollback()
        return _page(looked_at_or_404(id), 409)
    except stages.NotYours:
        session.rollback()
        return _page(looked_at_or_404(id), 422)
    session.commit()
    flash(_("It is thrown away."), "good")
    return redirect(_back(), 303)
