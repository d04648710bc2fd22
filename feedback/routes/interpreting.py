"""The interpreters' queue, of everything that waits in any part of the app."""

from flask import Blueprint, Flask, abort, flash, redirect, render_template, url_for

from app.core import interpreting
from app.core.db import only_reads_at_first, session
from app.core.i18n import gettext as _
from app.core.interpreting import Waiting
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from feedback.interpreting import register
from feedback.interpreting_forms import InterpretingForm

bp = Blueprint("interpreting", __name__, url_prefix="/feedback/interpreting")


def init_app(_app: Flask) -> None:
    """What is said in conversations waits here too."""
    register()


@bp.get("/")
@requires(Permission.TRANSLATE)
def index():
    return render_template(
        "feedback/interpreting_list.html", waiting=interpreting.waiting_for(signed_in())
    )


def _find(kind: str, text_id: int) -> Waiting:
    return interpreting.find(signed_in(), kind, text_id) or abort(404)


def _page(waiting: Waiting, form: InterpretingForm, status: int = 200):
    """The text and the form; that this adult read it is on the trail before they see it."""
    interpreting.was_read(waiting, signed_in())
    only_reads_at_first()  # The page is made without keeping everybody else from writing.
    page = render_template("feedback/interpreting_show.html", waiting=waiting, form=form)
    return page, status


@bp.get("/<kind>/<int:id>")
@requires(Permission.TRANSLATE)
def show(kind, id):
    waiting = _find(kind, id)
    return abort(404) if waiting.done else _page(waiting, InterpretingForm(formdata=None))


@bp.post("/<kind>/<int:id>")
@requires(Permission.TRANSLATE)
def create(kind, id):
    waiting, form = _find(kind, id), InterpretingForm()
    if not form.validate_on_submit():
        return _page(waiting, form, 422)
    try:
        interpreting.interpret(waiting, signed_in(), form.words.data)
    except interpreting.SomebodyWasFirst:
        form.words.errors = [_("Somebody was first. Their words are saved, and yours are not.")]
        return _page(_find(kind, id), form, 409)
    session.commit()
    flash(_("Saved. It stands beside the original now."), "good")
    return redirect(url_for(".index"))
