"""A survey as a phone shows it, in any age version and any language. Nothing is kept.

What was picked on the way decides what is asked next, so its codes stand in the address; words that
were typed go nowhere.
"""

from flask import Blueprint, abort, redirect, request, url_for
from flask_wtf import FlaskForm

from app.core.i18n import current_language
from surveys.alerting import answers_that_tell
from surveys.building.ages import ages_of, form_for, form_key
from surveys.building.routes.desk import drawn, looked_at_or_404, may_look
from surveys.building.trying import remember_tried
from surveys.definition import Definition, Given, Question, build
from surveys.fields.table import TYPES
from surveys.reading_back import shown_options
from surveys.routing import next_after, place
from surveys.survey_models import AGES, Survey
from surveys.survey_words import spoken, wording_of, wording_of_question

bp = Blueprint("survey_preview", __name__, url_prefix="/surveys/build")
SAID = "said"
LONGEST = 2000
"""Letters of an address that are read."""
BETWEEN = ("~", ".")
"""Between the questions, and between a question and its answers."""


@bp.get("/<int:id>/preview/<ages>")
@may_look
def start(id, ages):
    survey = looked_at_or_404(id)
    definition = _definition(survey, ages)
    wording = wording_of(definition) if definition is not None else None
    return drawn(
        "preview_start",
        survey,
        ages=ages,
        definition=definition,
        all_ages=_ages(survey),
        wording=wording,
    )


def _ages(survey: Survey) -> list[str]:
    return ages_of(survey.definition)


def _definition(survey: Survey, ages: str) -> Definition | None:
    """What this age is asked, in the language of the page as far as somebody translated it; None
    while that is nothing.
    """
    if ages not in AGES:
        abort(404)
    form = form_for(survey.definition, ages, form_key(survey.id, ages))
    return spoken(build(form), current_language()) if form["questions"] else None


@bp.get("/<int:id>/preview/<ages>/end")
@may_look
def end(id, ages):
    survey = looked_at_or_404(id)
    definition = _definition(survey, ages)
    return drawn("preview_end", survey, ages=ages, definition=definition, all_ages=_ages(survey))


@bp.get("/<int:id>/preview/<ages>/<key>")
@may_look
def show(id, ages, key):
    return _page(id, ages, key, None)


@bp.post("/<int:id>/preview/<ages>/<key>")
@may_look
def go_on(id, ages, key):
    survey = looked_at_or_404(id)
    definition = _definition(survey, ages)
    question = _asked(definition, key)
    if question is None:
        return redirect(url_for(".start", id=id, ages=ages), 303)
    form = _form(question)(request.form)
    skips = request.form.get("do") == "skip"
    if not skips and not form.validate():
        return _page(id, ages, key, form, 422)
    remember_tried(survey)
    said = _said(definition)
    said[key] = Given() if skips else Given(choices=form.answer.given.choices)
    then = next_after(definition, said, key)
    if then is None:
        return redirect(url_for(".end", id=id, ages=ages), 303)
    return redirect(url_for(".show", id=id, ages=ages, key=then, said=_written(said)), 303)


def _page(id: int, ages: str, key: str, form: FlaskForm | None, status: int = 200):
    survey = looked_at_or_404(id)
    definition = _definition(survey, ages)
    question = _asked(definition, key)
    if definition is None or question is None:
        return redirect(url_for(".start", id=id, ages=ages))
    return drawn(
        "preview",
        survey,
        status,
        ages=ages,
        all_ages=_ages(survey),
        wording=wording_of_question(question),
        question=question,
        told_of=answers_that_tell(question),
        filled=form or _form(question)(formdata=None),
        place=place(definition, key),
        said=_written(_said(definition)),
    )


def _asked(definition: Definition | None, key: str) -> Question | None:
    return definition.question(key) if definition else None


def _form(question: Question) -> type[FlaskForm]:
    options = shown_options(question, Given())
    field = TYPES[question.type].field(question, options)
    return type("PreviewForm", (FlaskForm,), {"answer": field})


def _said(definition: Definition) -> dict[str, Given]:
    """What was picked before, as far as the address can be read."""
    between, inside = BETWEEN
    said = {}
    for part in request.args.get(SAID, "")[:LONGEST].split(between):
        key, *codes = part.split(inside)
        if definition.question(key) is not None:
            said[key] = Given(choices=tuple(codes))
    return said


def _written(said: dict[str, Given]) -> str:
    between, inside = BETWEEN
    picked = ((key, given.choices) for key, given in said.items() if given.choices)
    return between.join(inside.join((key, *codes)) for key, codes in picked)[:LONGEST]
