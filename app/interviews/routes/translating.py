"""For interpreters: what adults wrote for children who read another language."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for

from app.core import audit
from app.core.db import session, will_write
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.interviews import translating
from app.interviews.after_forms import TranslationForm

bp = Blueprint("interview_translating", __name__, url_prefix="/interviews/translate")

may_translate = requires(Permission.TRANSLATE)


@bp.get("/")
@may_translate
def index():
    return render_template(
        "interviews/translate_list.html", waiting=translating.waiting_for(signed_in())
    )


@bp.get("/<any(what, outcome, told):text>/<int:id>")
@may_translate
def show(text, id):
    waiting = _find(text, id)
    return abort(404) if waiting.done else _page(waiting, TranslationForm(formdata=None))


@bp.post("/<any(what, outcome, told):text>/<int:id>")
@may_translate
def create(text, id):
    waiting, form = _find(text, id), TranslationForm()
    if not form.validate_on_submit():
        return _page(waiting, form, 422)
    try:
        translating.translate(waiting, signed_in(), form.words.data.strip())
    except translating.SomebodyWasFirst:
        form.words.errors = [_("Somebody was first. Their words are saved, and yours are not.")]
        return _page(_find(text, id), form, 409)
    session.commit()
    flash(_("Saved. The young person reads it in their language now."), "good")
    return redirect(url_for(".index"), 303)


def _find(text: str, id: int) -> translating.Waiting:
    return translating.find(signed_in(), text, id) or abort(404)


def _page(waiting: translating.Waiting, form: TranslationForm, status: int = 200):
    """That this adult read it is on the trail before they see it."""
    will_write()
    audit.record("read", translating.TRAIL[waiting.kind], waiting.id, signed_in())
    page = render_template("interviews/translate.html", waiting=waiting, form=form)
    session.commit()
    return page, status
