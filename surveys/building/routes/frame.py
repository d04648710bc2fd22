"""Everything about a survey but its questions: its words, its ages, its councils, its days."""

from flask import Blueprint

from app.core.db import session
from app.core.security import signed_in
from surveys.asking import only_language
from surveys.building.ages import for_nobody
from surveys.building.changing import MEANWHILE, change_frame
from surveys.building.forms import FrameForm
from surveys.building.routes.desk import (
    drawn,
    is_frozen,
    may_build,
    my_councils,
    survey_or_404,
    to_survey,
)
from surveys.survey_models import Survey

bp = Blueprint("survey_frame", __name__, url_prefix="/surveys/build")


@bp.get("/<int:id>/about")
@may_build
def show(id):
    survey = survey_or_404(id)
    return to_survey(survey) if is_frozen(survey) else _page(survey, _filled(survey))


def _filled(survey: Survey) -> FrameForm:
    return FrameForm.of(my_councils(), survey)


def _page(survey: Survey, form: FrameForm, status: int = 200):
    if status == 409:
        form.seen.data = survey.revision
    ages = form.chosen_ages or survey.definition["ages"]
    lonely = for_nobody({**survey.definition, "ages": ages})
    return drawn("frame", survey, status, form=form, now=_filled(survey), lonely=lonely)


@bp.post("/<int:id>/about")
@may_build
def keep(id):
    survey, councils = survey_or_404(id), my_councils()
    form = FrameForm(councils)
    if only_language():
        return _page(survey, form)
    if not form.validate_on_submit():
        return _page(survey, form, 422)
    plain = {name: value for name, value in survey.definition.items() if name != "asked"}
    content = form.content(plain)
    if content is None:
        return _page(survey, form, 422)
    mine = {one.code for one in councils}
    others = [code for code in survey.council_codes if code not in mine]
    try:
        change_frame(
            survey,
            content,
            [*form.chosen_councils, *others],
            form.opens_on.data,
            form.closes_on.data,
            signed_in(),
            form.revision,
        )
    except MEANWHILE:
        session.rollback()
        return _page(survey_or_404(id), form, 409)
    session.commit()
    return to_survey(survey, "main")
