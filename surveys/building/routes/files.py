"""A survey as a file: given out for reuse, and brought in after every check."""

from flask import Blueprint, Response, render_template

from app.core.db import session
from app.core.i18n import _
from app.core.security import signed_in
from surveys.asking import only_language
from surveys.building import changing
from surveys.building.forms import BringInForm, one_line
from surveys.building.importing import LARGEST, NotASurvey, as_file, read_survey
from surveys.building.routes.desk import (
    looked_at_or_404,
    may_build,
    may_look,
    my_councils,
    to_survey,
)

bp = Blueprint("survey_files", __name__, url_prefix="/surveys/build")


@bp.get("/<int:id>/survey.json")
@may_look
def give_out(id):
    survey = looked_at_or_404(id)
    headers = {"Content-Disposition": "attachment; filename=survey.json"}
    return Response(as_file(survey), content_type="application/json", headers=headers)


@bp.get("/bring-in")
@may_build
def new():
    return _page(BringInForm(my_councils(), formdata=None))


def _page(form: BringInForm, status: int = 200, problems: tuple | list = ()):
    page = render_template("surveys/building/bring_in.html", form=form, problems=problems)
    return page, status


@bp.post("/bring-in")
@may_build
def bring_in():
    form = BringInForm(my_councils())
    try:
        form.text.data = _sent(form)
    except NotASurvey as wrong:
        return _page(form, 422, wrong.problems)
    if only_language():
        return _page(form)
    if not form.validate_on_submit():
        return _page(form, 422)
    try:
        content = read_survey(form.text.data)
    except NotASurvey as wrong:
        return _page(form, 422, wrong.problems)
    title = one_line(form.title.data) or content["title"]
    survey = changing.start_survey(
        title,
        form.chosen_councils,
        form.chosen_ages or content["ages"],
        signed_in(),
        content=content,
        what="brought_in",
    )
    session.commit()
    return to_survey(survey)


def _sent(form: BringInForm) -> str:
    """What was uploaded or else pasted, so that it stands on the page if it will not do. Raises
    NotASurvey for what is no text.
    """
    sent = form.file.data
    raw = b""
    if hasattr(sent, "read"):
        raw = sent.read(LARGEST + 1)
        sent.close()
    if not raw:
        return form.text.data or ""
    if len(raw) > LARGEST:
        raise NotASurvey(_("It is too large: there is room for one megabyte."))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise NotASurvey(_("This is not the file of a survey.")) from problem
