"""The order of the questions: moved, copied, taken off; a way that led to one is mended."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for

from app.core.i18n import current_language
from surveys.building import content as changes
from surveys.building.for_all import told_of_the_order
from surveys.building.forms import StepForm
from surveys.building.parts import order_part, removal_part
from surveys.building.routes.desk import (
    drawn,
    held_or_404,
    is_frozen,
    keep,
    may_build,
    question_or_404,
    survey_or_404,
    to_survey,
)
from surveys.building.way import answers_in_words, mended_without
from surveys.survey_models import Survey
from surveys.survey_words import spoken_content

bp = Blueprint("survey_order", __name__, url_prefix="/surveys/build")


@bp.post("/<int:id>/questions/<key>/up")
@may_build
def up(id, key):
    return _move(id, key, -1)


@bp.post("/<int:id>/questions/<key>/down")
@may_build
def down(id, key):
    return _move(id, key, 1)


def _move(id: int, key: str, steps: int):
    survey, form = held_or_404(id), StepForm()
    question = changes.question_in(survey.definition, key)
    if question is None:
        return drawn("meanwhile", survey, 409)
    content = changes.moved(survey.definition, key, steps)
    if changes.backward(content) and request.form.get("sure") != "yes":
        now = changes.moved(spoken_content(survey, current_language()), key, steps)
        return drawn(
            "move",
            survey,
            422,
            form=form,
            question=question,
            rules=_said(changes.backward(now)),
            way="up" if steps < 0 else "down",
        )
    part = order_part(survey.definition)
    return _do(survey, form, part, changes.without_backward(content), key)


@bp.post("/<int:id>/questions/<key>/copy")
@may_build
def copy(id, key):
    survey, form = held_or_404(id), StepForm()
    if changes.question_in(survey.definition, key) is None:
        return drawn("meanwhile", survey, 409)
    if len(survey.definition["questions"]) >= changes.MOST_QUESTIONS:
        return to_survey(survey)
    copy_key, part = changes.new_key(survey.definition), order_part(survey.definition)
    return _do(survey, form, part, changes.copied(survey.definition, key, copy_key), copy_key)


@bp.get("/<int:id>/questions/<key>/remove")
@may_build
def before_removing(id, key):
    survey = survey_or_404(id)
    question = question_or_404(survey, key)
    return to_survey(survey) if is_frozen(survey) else _removing(survey, question)


def _removing(survey: Survey, question: dict[str, Any], status: int = 200):
    content = spoken_content(survey, current_language())
    was = removal_part(survey.definition, question)
    return drawn(
        "remove",
        survey,
        status,
        question=question,
        question_number=changes.number_of(survey.definition, question["key"]),
        rules=_said(changes.rules_to(content, question["key"])),
        mended=mended_without(content, question["key"]),
        form=StepForm(formdata=None, data={"seen": survey.revision, "was": was}),
    )


def _said(rules: list[tuple[dict, dict]]) -> list[tuple[dict, str]]:
    """Each rule as the question it stands under, and the answers it waits for in words."""
    return [
        (question, answers_in_words(question, rule.get("when", []))) for question, rule in rules
    ]


@bp.post("/<int:id>/questions/<key>/remove")
@may_build
def remove(id, key):
    survey, form = held_or_404(id), StepForm()
    question = changes.question_in(survey.definition, key)
    if question is None:
        return drawn("meanwhile", survey, 409)
    part = removal_part(survey.definition, question)
    return _do(survey, form, part, changes.without_question(survey.definition, key))


def _do(
    survey: Survey, form: StepForm, part: str, content: dict[str, Any], place: str = "questions"
):
    if not form.validate_on_submit():
        return redirect(url_for("survey_builder.show", id=survey.id), 303)
    before = survey.definition
    answer = keep(
        survey,
        content,
        form.seen_of(part, survey.revision),
        lambda now, status: drawn("meanwhile", now, status),
        place,
    )
    if not isinstance(answer, tuple):
        for said in told_of_the_order(before, content):
            flash(said, "careful")
    return answer
