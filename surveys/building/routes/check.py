"""The officers' safety check: what waits for it, and one survey with all there is to see to."""

from flask import Blueprint, flash, redirect, render_template, request, url_for

from app.core.db import session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from surveys.asking import only_language
from surveys.building import changing, stages, standing
from surveys.building.asked import needs_reason
from surveys.building.content import keys_of
from surveys.building.forms import StepForm, some_lines
from surveys.building.history import let_pass, steps_of
from surveys.building.routes.desk import drawn, survey_or_404
from surveys.building.routes.looking import looked_at
from surveys.building.throwing_away import may_throw_away
from surveys.building.verdict_forms import SafetyForm, TakeBackForm
from surveys.survey_models import STAGES, Survey

bp = Blueprint("survey_check", __name__, url_prefix="/surveys/check")
may_check = requires(Permission.SURVEY_CHECK)


@bp.get("/")
@may_check
def index():
    rows = Survey.visible_to(signed_in(), Permission.SURVEY_CHECK).order_by(
        Survey.started_on.desc(), Survey.id
    )
    surveys = session.scalars(rows).unique().all()
    by_stage = [(stage, [one for one in surveys if one.stage == stage]) for stage in STAGES]
    waiting = [one for one in surveys if one.stage == "safety_check"]
    return render_template("surveys/building/check/index.html", waiting=waiting, by_stage=by_stage)


@bp.get("/<int:id>")
@may_check
def show(id):
    survey = survey_or_404(id, Permission.SURVEY_CHECK)
    return _page(survey)


def _page(
    survey: Survey,
    form: SafetyForm | None = None,
    status: int = 200,
    back: TakeBackForm | None = None,
):
    """`form` and `back` as they were sent; or else empty."""
    at = {"formdata": None, "data": {"seen": survey.revision}}
    form, back = form or SafetyForm(**at), back or TakeBackForm(**at)
    if status == 409:
        form.seen.data = back.seen.data = survey.revision
    steps = steps_of(survey)
    return drawn(
        "check/show",
        survey,
        status,
        form=form,
        back=back,
        steps=steps,
        let_pass=let_pass(survey, steps),
        needs_reason=needs_reason(survey),
        may_take_back=standing.may_take_back(survey, signed_in()),
        may_throw_away=may_throw_away(survey, signed_in(), steps),
        told=_told(survey) or _told_now(survey),
        **looked_at(survey),
        may_check=standing.may_check(survey, signed_in(), steps),
    )


def _told_now(survey: Survey) -> stages.Told:
    return {one["key"]: one.get("alert_on", ()) for one in survey.definition["questions"]}


def _told(survey: Survey) -> stages.Told:
    """What was ticked; nothing where the boxes were not on the page."""
    if "marks" not in request.form:
        return stages.NOBODY
    return {key: request.form.getlist(f"told_{key}") for key in keys_of(survey.definition)}


@bp.post("/<int:id>")
@may_check
def say(id):
    """Who is told, and what the officer says of it all; or, for the first button, only that."""
    survey, form = survey_or_404(id, Permission.SURVEY_CHECK), SafetyForm()
    if only_language():
        return _page(survey, form)
    only_marks = request.form.get("do") == "told"
    # A note that is not finished yet keeps nobody from saying who is told.
    if not (StepForm() if only_marks else form).validate_on_submit():
        return _page(survey, form, 422)
    try:
        _take(survey, form, only_marks)
    except changing.MEANWHILE:
        session.rollback()
        return _page(survey_or_404(id, Permission.SURVEY_CHECK), form, 409)
    except (stages.NotYours, stages.NotFit, stages.NeedsReason) as refusal:
        session.rollback()
        if isinstance(refusal, stages.NeedsReason):
            form.ask_for_reason()
        return _page(survey_or_404(id, Permission.SURVEY_CHECK), form, 422)
    session.commit()
    if only_marks:
        return _marked(survey, form)
    flash(_("It is kept, and they see it."), "good")
    return redirect(url_for(".index"), 303)


def _take(survey: Survey, form: SafetyForm, only_marks: bool) -> None:
    told = _told(survey)
    if only_marks:
        stages.mark_who_is_told(survey, signed_in(), form.revision, told)
        return
    fine, note = form.fine.data == "yes", some_lines(form.note.data)
    reason = some_lines(form.reason.data)
    stages.safety_check(survey, signed_in(), form.revision, fine, note, told, reason)


def _marked(survey: Survey, form: SafetyForm):
    """The page again, with a note that is not finished yet."""
    flash(_("It is kept who is told."), "good")
    if not (form.note.data or form.reason.data):
        return redirect(url_for(".show", id=survey.id), 303)
    form.seen.data = survey.revision
    form.note.errors = form.reason.errors = []
    return _page(survey, form)


@bp.post("/<int:id>/take-back")
@may_check
def take_back(id):
    """“It is fine”, taken back while it is not open."""
    survey, form = survey_or_404(id, Permission.SURVEY_CHECK), TakeBackForm()
    if only_language():
        return _page(survey, back=form)
    if not form.validate_on_submit():
        return _page(survey, status=422, back=form)
    try:
        stages.take_back(survey, signed_in(), form.revision, some_lines(form.why.data))
    except changing.MEANWHILE:
        session.rollback()
        return _page(survey_or_404(id, Permission.SURVEY_CHECK), status=409, back=form)
    except stages.NotYours:
        session.rollback()
        return _page(survey_or_404(id, Permission.SURVEY_CHECK), status=422, back=form)
    session.commit()
    flash(_("It waits for the safety check again, and they see why."), "good")
    return redirect(url_for(".show", id=id), 303)
