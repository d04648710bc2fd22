"""Where it goes on from a question: “if they said no, ask …”."""

from flask import Blueprint

from surveys.building.content import number_of, with_question, with_rules
from surveys.building.routes.desk import (
    drawn,
    is_frozen,
    keep,
    may_build,
    question_or_404,
    survey_or_404,
    to_survey,
)
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
    if status == 409:
        form.seen.data = survey.revision
    return drawn(
        "ways",
        survey,
        status,
        question=question,
        question_number=number_of(survey.definition, question["key"]),
        form=form,
    )


@bp.post("/<int:id>/questions/<key>/next")
@may_build
def change(id, key):
    survey = survey_or_404(id)
    question = question_or_404(survey, key)
    form = ways_form(survey.definition, question, survey.revision)
    if not form.validate_on_submit():
        return _page(survey, question, form, 422)
    content = with_question(survey.definition, with_rules(question, form.rules))
    return keep(
        survey, content, form.revision, lambda now, status: _page(now, question, form, status)
    )
