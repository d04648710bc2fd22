"""The coding desk: one comment at a time, by keyboard or by mouse, with or without JavaScript."""

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for

from app.accounts.councils import councils_of
from app.accounts.models import Account
from app.core.clock import today
from app.core.db import get_or_404, only_reads_at_first, session, will_write
from app.core.forms import EmptyForm
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.reporting import Period
from app.core.security import requires, signed_in
from feedback import coding, coding_desk, survey_comments
from feedback.coding_forms import (
    CODING_PROBLEMS,
    NO_THEME_WORDS,
    VALENCE_KEYS,
    VALENCE_WORDS,
    CodingForm,
    label_of,
)
from feedback.coding_marks import highlighted
from feedback.coding_offers import SHOWN, offers_for
from feedback.models import NO_THEME, VALENCES
from feedback.themes import suggest, tone_hint
from feedback.theming.codebook import codebook
from feedback.theming.suggestions import MOST
from surveys.models import Answer

bp = Blueprint("coding", __name__, url_prefix="/feedback/coding")


def init_app(_app: Flask) -> None:
    """The results of surveys say what officers made of the comments in them."""
    survey_comments.register()


def _scope() -> coding_desk.Scope:
    """What the address asks for; 404 for a quarter that is none."""
    code = request.args.get("quarter")
    try:
        quarter = Period.parse(code) if code else None
    except ValueError:
        abort(404)
    batch = request.args.get("batch", type=int)
    return coding_desk.Scope(request.args.get("council") or None, quarter, batch)


def _kept() -> dict[str, str]:
    """The part of the address that goes on to the next comment."""
    names = ("council", "quarter", "batch")
    return {name: request.args[name] for name in names if request.args.get(name)}


@bp.get("")
@requires(Permission.CODE)
def show():
    account = signed_in()
    after = request.args.get("after", type=int)
    return _page(coding_desk.next_to_code(account, _scope(), after), CodingForm(formdata=None))


@bp.get("/<int:id>")
@requires(Permission.CODE)
def one(id):
    """A comment of one's own choosing: one that was undone, or is looked up."""
    return _page(_find(id), CodingForm(formdata=None))


@bp.post("/<int:id>")
@requires(Permission.CODE)
def confirm(id):
    only_reads_at_first()  # Nobody waits to write while the machine thinks.
    answer, form = _find(id), CodingForm()
    if not form.validate_on_submit():
        form.codes.errors = [CODING_PROBLEMS["unknown"]]
        return _page(answer, form, 422)
    suggested = coding.suggested_for(answer)
    will_write()
    try:
        rows = coding.confirm_codes(answer, form.pairs(), signed_in(), suggested)
    except coding.NotACoding as problem:
        form.codes.errors = [CODING_PROBLEMS[problem.reason]]
        return _page(answer, form, 422)
    except coding.AlreadyCoded:
        flash(_("Somebody has coded this one meanwhile. Here is the next."), "careful")
        return redirect(url_for(".show", **_kept()))
    session.commit()
    done = ", ".join(label_of(row.sub_theme) for row in rows)
    flash(_("Saved: %(themes)s.", themes=done))
    return redirect(url_for(".show", undo=answer.id, **_kept()))


@bp.post("/<int:id>/undo")
@requires(Permission.CODE)
def undo(id):
    answer = _find(id)
    if not EmptyForm().validate_on_submit():
        abort(400)
    try:
        coding.undo(answer, signed_in())
    except coding.NothingToUndo:
        flash(_("There is nothing of yours to undo on this comment."), "careful")
    else:
        session.commit()
        flash(_("Undone. Decide again, or leave it for later."))
    return redirect(url_for(".one", id=answer.id, **_kept()))


def _find(answer_id: int) -> Answer:
    return get_or_404(coding_desk.find_comment(signed_in(), answer_id))


def _page(answer: Answer | None, form: CodingForm, status: int = 200):
    account, scope = signed_in(), _scope()
    quarter = scope.quarter or Period.holding(today())
    facts = {} if answer is None else _comment(answer, account)
    page = render_template(
        "feedback/coding.html",
        answer=answer,
        form=form,
        button_form=EmptyForm(formdata=None),
        undo_id=request.args.get("undo", type=int),
        kept=_kept(),
        scope=scope,
        councils=councils_of(account, Permission.CODE),
        quarter=quarter,
        quarters=_last_quarters(),
        progress=coding_desk.progress(
            account, coding_desk.Scope(scope.council, None if scope.batch else quarter, scope.batch)
        ),
        codebook=codebook(),
        no_theme=(NO_THEME, NO_THEME_WORDS),
        valences=[(code, VALENCE_WORDS[code], VALENCE_KEYS[code]) for code in VALENCES],
        **facts,
    )
    return page, status


def _comment(answer: Answer, account: Account) -> dict:
    """What the page says of one comment. That it was opened is on the trail before that."""
    coding_desk.record_reading(answer, account)
    only_reads_at_first()  # Nobody waits to write while the machine thinks.
    words = answer.words
    standing = coding.standing(answer)
    suggestions = suggest(words, answer.language, coding_desk.question_of(answer))
    offers = offers_for(answer, standing, suggestions)[:MOST]
    return {
        "asked": coding_desk.asked(answer),
        "words": highlighted(words, [word for one in offers[:SHOWN] for word in one.words]),
        "english": coding_desk.english_of(answer),
        "offers": offers[:SHOWN],
        "further": offers[SHOWN:],
        "decided": [row for row in standing if row.confirmed_at],
        "tone": tone_hint(words, answer.language),
        "label_of": label_of,
    }


def _last_quarters(count: int = 8) -> list[Period]:
    """This quarter and those before it, the newest first."""
    quarters = [Period.holding(today())]
    while len(quarters) < count:
        quarters.append(quarters[-1].previous)
    return quarters
