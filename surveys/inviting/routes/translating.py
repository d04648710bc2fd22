"""The interpreters' page: each text of a survey, in a language, one after the other."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select

from app.accounts.councils import within
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.languages import ENGLISH, Language, find
from app.core.permissions import Permission as P
from app.core.security import requires, signed_in
from surveys.inviting import translating
from surveys.inviting.forms import TranslationForm
from surveys.inviting.texts import PERCENT
from surveys.survey_models import Survey, SurveyCouncil

bp = Blueprint("survey_words", __name__, url_prefix="/surveys/words")
may_translate = requires(P.TRANSLATE, P.SURVEY_ASK)
TRANSLATED = ("safety_check", "ready", "open")
"""The stages in which it is worth while: the questions stand, and somebody will still read them."""


def _surveys():
    account = signed_in()
    held = P.TRANSLATE if account.may(P.TRANSLATE) else P.SURVEY_ASK
    theirs = select(SurveyCouncil.survey_id).where(
        within(SurveyCouncil.council_code, account, held)
    )
    return select(Survey).where(Survey.id.in_(theirs), Survey.stage.in_(TRANSLATED))


def _survey_or_404(id: int) -> Survey:
    return get_or_404(_surveys().where(Survey.id == id))


def _language_or_404(code: str) -> Language:
    found = find(code)
    return found if found is not None and found != ENGLISH else abort(404)


@bp.get("/")
@may_translate
def index():
    rows = session.scalars(_surveys().order_by(Survey.closes_on, Survey.id)).all()
    return render_template("surveys/inviting/words_list.html", surveys=rows)


@bp.get("/<int:id>")
@may_translate
def languages(id):
    """How far each language is."""
    survey = _survey_or_404(id)
    progress = translating.progress(survey)
    return render_template("surveys/inviting/words_progress.html", survey=survey, progress=progress)


@bp.get("/<int:id>/<language>")
@may_translate
def show(id, language):
    return _page(_survey_or_404(id), _language_or_404(language))


def _page(survey: Survey, language: Language, status: int = 200, failed=None, digest: str = ""):
    parts = translating.parts_of(survey, language)
    page = render_template(
        "surveys/inviting/words.html",
        survey=survey,
        into=language,
        parts=parts,
        done=sum(part.is_done for part in parts),
        failed=failed,
        failed_digest=digest,
        account=signed_in(),
        form=EmptyForm(formdata=None),
    )
    return page, status


@bp.post("/<int:id>/<language>")
@may_translate
def write(id, language):
    survey, into, form = _survey_or_404(id), _language_or_404(language), TranslationForm()
    digest = request.form.get("digest", "")
    fine = form.validate_on_submit()
    if fine and "%" in form.words.data:
        form.words.errors, fine = [PERCENT], False
    if not fine:
        return _page(survey, into, 422, form, digest)
    try:
        translating.translate(survey, into, digest, form.words.data, signed_in())
    except translating.SomebodyElseWrites:
        session.rollback()
        form.words.errors = [_("The English was changed meanwhile. Your words are here.")]
        return _page(_survey_or_404(id), into, 409, form, digest)
    session.commit()
    return redirect(url_for(".show", id=id, language=language, _anchor=f"t{digest[:12]}"))


@bp.post("/<int:id>/<language>/checked")
@may_translate
def check(id, language):
    """A second person has read what others wrote."""
    survey, into = _survey_or_404(id), _language_or_404(language)
    number = translating.check(survey, into, request.form.getlist("digest"), signed_in())
    session.commit()
    flash(_("%(number)s texts are checked.", number=number))
    return redirect(url_for(".show", id=id, language=language))
