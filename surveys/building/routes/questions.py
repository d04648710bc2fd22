"""One question: added or changed; a survey is never left broken by it."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for

from app.core.i18n import _
from app.core.plain_words import Hint
from surveys.asking import only_language
from surveys.building import content as changes
from surveys.building.ages import asked_at
from surveys.building.hints import hints_for
from surveys.building.last_time import hints_of_last_time, led_away, since_last_time
from surveys.building.question_forms import QuestionForm, question_form
from surveys.building.routes.desk import (
    drawn,
    is_frozen,
    keep,
    may_build,
    question_or_404,
    survey_or_404,
    to_survey,
)
from surveys.building.rules import written_rules
from surveys.building.texts import TYPE_WORDS
from surveys.rewording import Since
from surveys.survey_models import Survey

bp = Blueprint("survey_questions", __name__, url_prefix="/surveys/build")


@bp.get("/<int:id>/questions/new")
@may_build
def new(id):
    survey, kind = survey_or_404(id), request.args.get("type", "")
    if is_frozen(survey):
        return to_survey(survey)
    if kind not in TYPE_WORDS:
        return _pick_type(survey)
    question = {"key": "", "type": kind, "ask": ""}
    return _page(survey, question_form(survey.definition, question, survey.revision, formdata=None))


def _pick_type(survey: Survey, status: int = 200):
    return drawn("pick_type", survey, status, types=TYPE_WORDS, after=_after(survey))


def _after(survey: Survey) -> dict[str, Any] | None:
    """The question that a new one is to come after; None for one at the end."""
    return changes.question_in(survey.definition, request.values.get("after", ""))


def _page(survey: Survey, form: QuestionForm, status: int = 200, now: Any = None):
    if status == 409:
        form.seen.data = survey.revision
        now = changes.question_in(survey.definition, form.there["key"])
    there = form.there if form.there["ask"] else None
    asked = asked_at(survey.definition, there) if there else []
    return drawn(
        "question",
        survey,
        status,
        form=form,
        question_number=changes.number_of(survey.definition, form.there["key"]),
        now=now,
        there=there,
        after=None if there else _after(survey),
        hints=[*_last_time(survey, there), *hints_for(there, asked)] if there else [],
    )


def _last_time(survey: Survey, question: dict[str, Any]) -> list[Hint]:
    return hints_of_last_time(since_last_time(survey, question))


@bp.get("/<int:id>/questions")
@may_build
def one_more(id):
    """Where a new one begins."""
    return redirect(url_for(".new", id=survey_or_404(id).id), 303)


@bp.post("/<int:id>/questions")
@may_build
def create(id):
    survey, kind = survey_or_404(id), request.form.get("type", "")
    if kind not in TYPE_WORDS:
        return _pick_type(survey, 422)
    return _keep(survey, {"key": "", "type": kind, "ask": ""})


@bp.get("/<int:id>/questions/<key>")
@may_build
def edit(id, key):
    survey = survey_or_404(id)
    question = question_or_404(survey, key)
    if is_frozen(survey):
        return to_survey(survey)
    return _page(survey, question_form(survey.definition, question, survey.revision, formdata=None))


@bp.post("/<int:id>/questions/<key>")
@may_build
def change(id, key):
    survey = survey_or_404(id)
    there = changes.question_in(survey.definition, key)
    # Taken off meanwhile: what was typed is shown all the same, and can be kept as a new one.
    gone = {"key": key, "type": request.form.get("type", ""), "ask": ""}
    if there is None and gone["type"] not in TYPE_WORDS:
        abort(404)
    return _keep(survey, there or {**gone, "key": ""})


def _keep(survey: Survey, question: dict[str, Any]):
    form = question_form(survey.definition, question, survey.revision)
    if request.form.get("do") == "lines" or only_language():
        return _page(survey, form)
    if len(survey.definition["questions"]) >= changes.MOST_QUESTIONS and not question["key"]:
        form.form_errors.append(
            _("There is room for %(limit)s questions.", limit=changes.MOST_QUESTIONS)
        )
        return _page(survey, form, 422)
    if not form.validate_on_submit():
        return _page(survey, form, 422)
    typed = form.question
    typed["key"] = typed["key"] or changes.new_key(survey.definition)
    content = changes.with_question(survey.definition, typed, request.form.get("after", ""))
    answer = keep(
        survey,
        content,
        form.revision,
        lambda now, status: _page(now, form, status),
        typed["key"],
    )
    if isinstance(answer, tuple):
        return answer
    _say_what_it_changed(survey, question, changes.question_in(content, typed["key"]))
    if request.form.get("do") == "another":
        flash(
            _("Question %(number)s is kept.", number=changes.number_of(content, typed["key"])),
            "good",
        )
        return redirect(url_for(".new", id=survey.id, after=typed["key"]), 303)
    return answer


def _say_what_it_changed(survey: Survey, before: dict[str, Any], kept: dict[str, Any]) -> None:
    """What somebody who changed a question may not have thought of."""
    if written_rules(before) != written_rules(kept):
        flash(_("A way that waited for an answer you took off is gone with it."), "careful")
    anew = led_away(survey, before, kept) if before["key"] else None
    if anew:
        flash(_breaks_comparison(anew), "careful")


def _breaks_comparison(anew: Since) -> str:
    if anew.words:
        return _(
            "It is kept. Other words get other answers, so this breaks the comparison with last"
            " time. The ideas under the question show the words of last time."
        )
    return _(
        "It is kept. There are other answers to pick, so this breaks the comparison with last"
        " time. The ideas under the question show which."
    )
