"""Where it goes on from a question: “if they said no, ask …”."""

from flask import Blueprint

from surveys.asking import only_language
from surveys.building.content import number_of, question_in, with_question
from surveys.building.routes.desk import (
    drawn,
    is_frozen,
    keep,
    may_build,
    question_or_404,
    survey_or_404,
    to_survey,
)
from surveys.building.rules import with_rules
from surveys.building.ways_form import WaysForm, ways_form
from surveys.survey_models import Survey

bp = Blueprint("survey_ways", __name__, url_prefix="/surveys/build")


@bp.get("/<int:id>/questions/<key>/next")
@may_build
def show(id, key):
    survey = survey_or_404(id)
    question = question_or_404(survey, key)
    if is_frozen(survey):
        return to_survey(survey)
    form = ways_form(survey.definition, question, survey.revision, formdata=None)
    return _page(survey, question, form)


def _page(survey: Survey, question: dict, form: WaysForm, status: int = 200):
    number = number_of(survey.definition, question["key"])
    return drawn("ways", survey, status, question=question, question_number=number, form=form)


@bp.post("/<int:id>/questions/<key>/next")
@may_build
def change(id, key):
    survey = survey_or_404(id)
    question = question_in(survey.definition, key)
    if question is None:
        return drawn("meanwhile", survey, 409)
    form = ways_form(survey.definition, question, survey.revision)
    if only_language():
        return _page(survey, question, form)
    fits = form.validate_on_submit()
    if form.revision != survey.revision:
        return _changed(survey, key)
    if not fits:
        return _page(survey, question, form, 422)
    content = with_question(survey.definition, with_rules(question, form.rules))
    return keep(survey, content, form.revision, lambda now, _status: _changed(now, key), key)


def _changed(survey: Survey, key: str):
    """The ways there are now, and what was picked before they were changed, as far as it is still
    there to be picked.
    """
    question = question_in(survey.definition, key)
    if question is None:
        return drawn("meanwhile", survey, 409)
    form = ways_form(survey.definition, question, survey.revision)
    form.validate()
    form.seen.data = survey.revision
    return _page(survey, question, form, 409)
