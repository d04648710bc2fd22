"""A second look, by another Young Inspector: hints, who could be found, and the way through."""

from flask import Blueprint, Flask, flash, redirect, url_for

from app.core.db import session
from app.core.i18n import _
from app.core.security import signed_in
from surveys.asking import only_language
from surveys.building import changing, notes, stages, standing, turns
from surveys.building.ages import ages_of
from surveys.building.asked import budget_of
from surveys.building.forms import some_lines
from surveys.building.history import steps_of
from surveys.building.last_time import all_hints
from surveys.building.problems import problems_of
from surveys.building.routes.desk import drawn, may_build, survey_or_404
from surveys.building.trying import has_tried
from surveys.building.verdict_forms import VerdictForm
from surveys.building.way import way_through
from surveys.survey_models import Survey

bp = Blueprint("survey_looking", __name__, url_prefix="/surveys/build")


def init_app(app: Flask) -> None:
    notes.register()
    app.context_processor(lambda: {"survey_turns": survey_turns})


def survey_turns() -> turns.Turns:
    """What waits for whoever is here."""
    account = signed_in()
    return turns.turns_of(account) if account is not None else turns.Turns()


@bp.get("/<int:id>/look")
@may_build
def show(id):
    survey = survey_or_404(id)
    return _page(survey, VerdictForm(formdata=None, data={"seen": survey.revision}))


def _page(survey: Survey, form: VerdictForm, status: int = 200):
    if status == 409:
        form.seen.data = survey.revision
    steps = steps_of(survey)
    return drawn(
        "look",
        survey,
        status,
        form=form,
        **looked_at(survey),
        tried=has_tried(survey),
        may_read=standing.may_take_second_look(survey, signed_in(), steps),
    )


def looked_at(survey: Survey) -> dict:
    """What somebody who checks a survey wants to know of it."""
    content = survey.definition
    problems = problems_of(content)
    return {
        "problems": problems,
        "hints": all_hints(survey),
        "budget": budget_of(survey),
        "ways": {ages: way_through(content, ages) for ages in ages_of(content)},
        "asks": {question["key"]: question["ask"] for question in content["questions"]},
    }


@bp.post("/<int:id>/look")
@may_build
def say(id):
    survey, form = survey_or_404(id), VerdictForm()
    if only_language():
        return _page(survey, form)
    if not form.validate_on_submit():
        return _page(survey, form, 422)
    fine, note = form.fine.data == "yes", some_lines(form.note.data)
    try:
        stages.second_look(survey, signed_in(), form.revision, fine, note)
    except changing.MEANWHILE:
        session.rollback()
        return _page(survey_or_404(id), form, 409)
    except stages.NotYours:
        session.rollback()
        return _page(survey_or_404(id), form, 422)
    if fine:
        turns.tell_officers(survey)
    session.commit()
    if fine:
        flash(_("Thank you! An officer looks next if it is kind and safe."), "good")
    else:
        flash(_("Thank you! They see your note, and can make it better."), "good")
    return redirect(url_for("survey_builder.show", id=id, _anchor="way"), 303)
