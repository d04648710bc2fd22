"""The Young Inspectors' surveys: all of them, a new one, and one with its questions and its way."""

from flask import Blueprint, flash, redirect, render_template, url_for

from app.core.db import session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import signed_in
from surveys.asking import only_language
from surveys.building import changing, opening, stages, standing
from surveys.building.ages import asked_at
from surveys.building.asked import budget_of
from surveys.building.copying import CopyForm, copy_form
from surveys.building.forms import StartForm, StepForm, one_line
from surveys.building.history import let_pass, newest_note, steps_of
from surveys.building.last_time import all_hints
from surveys.building.problems import problems_of
from surveys.building.routes.closing import end
from surveys.building.routes.desk import (
    drawn,
    may_build,
    my_councils,
    survey_or_404,
    to_survey,
)
from surveys.building.routes.sharing import sharing
from surveys.building.texts import (
    AGE_WORDS,
    FIELDS,
    READY_WITHOUT_A_DAY,
    STAGE_MEANINGS,
    STAGE_WORDS,
    STEP_WORDS,
    TYPE_WORDS,
)
from surveys.building.throwing_away import may_throw_away
from surveys.building.verdict_forms import VerdictForm
from surveys.building.way import labels_of, told_of, ways_from
from surveys.survey_models import Survey

bp = Blueprint("survey_builder", __name__, url_prefix="/surveys/build")


@bp.app_context_processor
def _words() -> dict:
    return {
        "survey_stage_words": STAGE_WORDS,
        "survey_stage_meaning": _meaning,
        "survey_step_words": STEP_WORDS,
        "survey_age_words": AGE_WORDS,
        "survey_type_words": TYPE_WORDS,
        "survey_ways_from": ways_from,
        "survey_asked_at": asked_at,
        "survey_field_words": FIELDS,
        "survey_labels_of": labels_of,
        "survey_told_of": told_of,
        "survey_last_day": opening.last_day,
    }


def _meaning(survey: Survey, stage: str = ""):
    """What it means that it is at this stage; at first, the one it is at."""
    if not stage and survey.stage == "ready" and survey.opens_on is None:
        return READY_WITHOUT_A_DAY
    return STAGE_MEANINGS[stage or survey.stage]


@bp.get("/")
@may_build
def index():
    rows = Survey.visible_to(signed_in(), Permission.SURVEY_BUILD).order_by(
        Survey.started_on.desc(), Survey.id
    )
    return render_template(
        "surveys/building/index.html", surveys=session.scalars(rows).unique().all()
    )


@bp.get("/new")
@may_build
def new():
    councils = my_councils()
    only = [one.code for one in councils] if len(councils) == 1 else []
    form = StartForm(councils, formdata=None, data={"councils": only})
    return render_template("surveys/building/new.html", form=form)


@bp.post("/new")
@may_build
def create():
    form = StartForm(my_councils())
    if only_language():
        return render_template("surveys/building/new.html", form=form)
    if not form.validate_on_submit():
        return render_template("surveys/building/new.html", form=form), 422
    survey = changing.start_survey(
        one_line(form.title.data), form.chosen_councils, form.chosen_ages, signed_in()
    )
    session.commit()
    return to_survey(survey)


@bp.get("/<int:id>")
@may_build
def show(id):
    return _page(survey_or_404(id))


def _page(survey: Survey, status: int = 200, copying: CopyForm | None = None):
    steps = steps_of(survey)
    # Counting commits, which a page that refuses something must not.
    shared = sharing(survey) if status == 200 else {}
    return drawn(
        "show",
        survey,
        status,
        steps=steps,
        let_pass=let_pass(survey, steps),
        may_throw_away=may_throw_away(survey, signed_in(), steps),
        sent_back=newest_note(steps),
        problems=problems_of(survey.definition),
        hints=all_hints(survey),
        budget=budget_of(survey),
        may_close=standing.may_close(survey, signed_in()),
        may_read=standing.may_take_second_look(survey, signed_in(), steps),
        form=StepForm(formdata=None, data={"seen": survey.revision}),
        copying=copying or copy_form(survey),
        verdict=VerdictForm(formdata=None, data={"seen": survey.revision}),
        **shared,
    )


@bp.post("/<int:id>/second-look")
@may_build
def ask_second_look(id):
    said = _("Well done! Another Young Inspector reads it next.")
    return _step(id, lambda survey, seen: stages.ask_second_look(survey, signed_in(), seen), said)


@bp.post("/<int:id>/open")
@may_build
def open_it(id):
    said = _("It is open! Now share it, so that everybody can have their say.")
    return _step(id, lambda survey, seen: stages.open_now(survey, signed_in(), seen), said)


@bp.post("/<int:id>/close")
@may_build
def close(id):
    survey = survey_or_404(id)
    then = to_survey(survey, "way")
    return end(survey, StepForm(), lambda status: _page(survey_or_404(id), status), then)


def _step(id: int, take, said: str):
    survey, form = survey_or_404(id), StepForm()
    if not form.validate_on_submit():
        return _page(survey, 422)
    try:
        take(survey, form.revision)
    except changing.MEANWHILE:
        session.rollback()
        return _page(survey_or_404(id), 409)
    except stages.NotFit:
        session.rollback()
        return _page(survey_or_404(id), 422)
    session.commit()
    flash(said, "good")
    return to_survey(survey, "share" if survey.stage == "open" else "way")


@bp.post("/<int:id>/copy")
@may_build
def copy(id):
    survey, form = survey_or_404(id), CopyForm()
    if only_language():
        return _page(survey, copying=form)
    if not form.validate_on_submit():
        return _page(survey, 422, form)
    mine = {one.code for one in my_councils()}
    councils = [code for code in survey.council_codes if code in mine]
    again = changing.clone_survey(survey, signed_in(), councils, one_line(form.title.data))
    session.commit()
    flash(_("Here is the copy. The questions can be compared with those of last time."), "good")
    return redirect(url_for(".show", id=again.id), 303)
