"""Typing in surveys that were filled in on paper: an officer does it, as the paper says."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from app.accounts.councils import holds_for
from app.core import audit
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.languages import ENGLISH, LANGUAGES, find
from app.core.permissions import Permission as P
from app.core.security import requires, signed_in
from surveys import drafts
from surveys.inviting.answering import NotReady, OtherWords
from surveys.inviting.finding import Link, ages_of, links_of, surveys_for
from surveys.inviting.routes.answering import speak
from surveys.inviting.texts import ANOTHER_SHEET, NOTHING_TYPED, STAFF_AGES
from surveys.inviting.typing_in import Sheet, blank, keep
from surveys.survey_models import Survey

bp = Blueprint("survey_paper", __name__, url_prefix="/surveys/typing-in")
may_type_in = requires(P.SURVEY_ASK)


def _link_or_404(id: int, council: str) -> Link:
    account = signed_in()
    survey = get_or_404(surveys_for(account, P.SURVEY_ASK).where(Survey.id == id))
    found = next((one for one in links_of(survey) if one.council_code == council), None)
    if found is None or not holds_for(account, P.SURVEY_ASK, council):
        abort(404)
    return found


def _sheet(id: int, council: str, ages: str) -> Sheet:
    link = _link_or_404(id, council)
    version = ages_of(link.survey).get(ages) or abort(404)
    return Sheet(link, version, str(find(request.form.get("language")) or ENGLISH))


@bp.get("/<int:id>/<council>/<ages>")
@may_type_in
def show(id, council, ages):
    sheet = _sheet(id, council, ages)
    sheet.read(speak(blank(sheet.version)))
    return _page(sheet, ages, drafts.new_token())


def _page(sheet: Sheet, ages: str, once: str, status: int = 200, problem=None):
    page = render_template(
        "surveys/inviting/typing_in.html",
        sheet=sheet,
        survey=sheet.link.survey,
        ages=ages,
        age_name=STAFF_AGES[ages],
        once=once,
        problem=problem,
        problems=[
            (form.answer.id, " ".join(map(str, form.answer.errors)))
            for _one, form in sheet.asked
            if form.answer.errors
        ],
        written_in=LANGUAGES,
        form=EmptyForm(formdata=None),
    )
    return page, status


@bp.post("/<int:id>/<council>/<ages>")
@may_type_in
def create(id, council, ages):
    sheet = _sheet(id, council, ages)
    once = request.form.get("once", "")[:64] or drafts.new_token()
    asking = speak(blank(sheet.version))
    sheet.read(asking)
    seen = request.form.getlist("not_asked") if request.form.get("do") == "leave_out" else ()
    if sheet.problems(asking, seen=seen):
        return _page(sheet, ages, once, 422)
    try:
        kept = keep(sheet, once)
    except NotReady:
        session.rollback()
        return _page(_read_again(id, council, ages), ages, once, 422, NOTHING_TYPED)
    except OtherWords:
        session.rollback()
        again = _read_again(id, council, ages)
        return _page(again, ages, drafts.new_token(), 409, ANOTHER_SHEET)
    if kept:
        note = " ".join((council, ages, *sorted(sheet.left_out)))
        audit.record("survey_paper_typed", "survey", id, signed_in(), note=note)
    session.commit()
    flash(_told(kept, len(sheet.left_out)))
    return redirect(url_for(".show", id=id, council=council, ages=ages))


def _told(kept: bool, left_out: int) -> str:
    if not kept:
        return _("This one is kept already.")
    if left_out:
        return ngettext(
            "Kept, without %(num)d answer to what is not asked. The next one is empty.",
            "Kept, without %(num)d answers to what is not asked. The next one is empty.",
            left_out,
        )
    return _("Kept. Here is an empty one for the next.")


def _read_again(id: int, council: str, ages: str) -> Sheet:
    """After a rollback: the same sheet with what was typed."""
    sheet = _sheet(id, council, ages)
    asking = speak(blank(sheet.version))
    sheet.read(asking)
    sheet.problems(asking)
    return sheet
