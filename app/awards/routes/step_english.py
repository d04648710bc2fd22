"""For interpreters: carers' stories in other languages, put into English."""

from flask import Blueprint, flash, redirect, render_template, url_for

from app.awards import step_english
from app.awards.desk_forms import EnglishForm
from app.awards.models import SmallStep
from app.core import audit
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in

bp = Blueprint("step_english", __name__, url_prefix="/awards/small-steps/in-other-languages")
may_translate = requires(Permission.TRANSLATE)


@bp.get("/")
@may_translate
def index():
    waiting = step_english.waiting_for(signed_in())
    return render_template("awards/steps/in_other_languages.html", waiting=waiting)


def _one(id: int) -> SmallStep:
    return get_or_404(step_english.stories_for(signed_in()).where(SmallStep.id == id))


def _page(step: SmallStep, form: EnglishForm, status: int = 200):
    """The story and the form; that this adult read it is on the trail before they see it."""
    audit.record("read", step_english.SUBJECT, step.id, signed_in())
    session.commit()
    return render_template("awards/steps/into_english.html", step=step, form=form), status


@bp.get("/<int:id>")
@may_translate
def show(id):
    return _page(_one(id), EnglishForm(formdata=None))


@bp.post("/<int:id>")
@may_translate
def create(id):
    step, form = _one(id), EnglishForm()
    if not form.validate_on_submit():
        return _page(step, form, 422)
    try:
        step_english.interpret(step, form.words.data, signed_in())
    except step_english.SomebodyWasFirst:
        form.words.errors = [_("Somebody was first. Their words are saved, and yours are not.")]
        return _page(step, form, 409)
    session.commit()
    flash(_("Saved. It stands beside the original now."), "good")
    return redirect(url_for(".index"))
