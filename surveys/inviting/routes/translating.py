"""The interpreters' page: the texts of a survey in a language, kept all at once."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select

from app.accounts.councils import within
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import ngettext
from app.core.languages import ENGLISH, Language, find
from app.core.permissions import Permission as P
from app.core.security import requires, signed_in
from surveys.inviting import translating
from surveys.inviting.finding import state_of
from surveys.inviting.texts import MEANWHILE
from surveys.inviting.translating import Part
from surveys.inviting.words_typed import SEEN, WORDS, Typed, what_is_wrong, written
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
    return render_template("surveys/inviting/words_list.html", surveys=rows, state_of=state_of)


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


def _page(survey: Survey, language: Language, status: int = 200, typed: Typed | None = None):
    parts = translating.parts_of(survey, language)
    page = render_template(
        "surveys/inviting/words.html",
        survey=survey,
        into=language,
        parts=parts,
        done=sum(part.is_done for part in parts),
        typed=typed or Typed(),
        account=signed_in(),
        form=EmptyForm(formdata=None),
    )
    return page, status


@bp.post("/<int:id>/<language>")
@may_translate
def write(id, language):
    """Keep every text that says something else than before; what will not do stays on the page."""
    survey, into = _survey_or_404(id), _language_or_404(language)
    form = EmptyForm()
    if not form.validate_on_submit():
        return _page(survey, into, 422, Typed.all_of(request.form))
    typed = Typed()
    for part in translating.parts_of(survey, into):
        _keep(survey, into, part, typed)
    typed.find_lost({text.digest for text in translating.texts_of(survey)}, request.form)
    right = request.form.get("right", "")
    if right and right not in typed.problems:
        translating.check(survey, into, [right], signed_in())
    session.commit()
    if typed.problems:
        return _page(survey, into, typed.status, typed)
    if typed.kept:
        flash(ngettext("%(num)s text is kept.", "%(num)s texts are kept.", len(typed.kept)))
    first = next(iter([*typed.kept, *filter(None, [right])]), "")
    anchor = f"t{first[:12]}" if first else None
    return redirect(url_for(".show", id=id, language=language, _anchor=anchor))


def _keep(survey: Survey, into: Language, part: Part, typed: Typed) -> None:
    digest = part.text.digest
    takes = part.suggested and request.form.get("take") == digest
    sent = part.suggested if takes else request.form.get(f"{WORDS}{digest}")
    seen = request.form.get(f"{SEEN}{digest}", "")
    if sent is None or written(sent) == part.words or not (sent.strip() or part.there):
        return
    problem = what_is_wrong(sent)
    if problem:
        return typed.fails(digest, sent, problem)
    try:
        translating.translate(survey, into, digest, written(sent), signed_in(), seen)
    except translating.SomebodyElseWrites:
        return typed.fails(digest, sent, MEANWHILE, status=409)
    typed.kept.append(digest)
    return None
