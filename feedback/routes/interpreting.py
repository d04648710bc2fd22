"""The interpreters' queue."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for

from app.core import audit
from app.core.db import session, will_write
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from feedback import interpreting
from feedback.forms import MessageForm

bp = Blueprint("interpreting", __name__, url_prefix="/feedback/interpreting")


@bp.get("/")
@requires(Permission.TRANSLATE)
def index():
    return render_template(
        "feedback/interpreting_list.html", waiting=interpreting.waiting_for(signed_in())
    )


def _page(kind: str, text_id: int, form: MessageForm, status: int = 200):
    waiting = interpreting.find(signed_in(), kind, text_id) or abort(404)
    audit.record("read", kind, text_id, signed_in())
    page = render_template("feedback/interpreting_show.html", waiting=waiting, form=form)
    session.commit()
    return page, status


@bp.get("/<any(answer, message):kind>/<int:id>")
@requires(Permission.TRANSLATE)
def show(kind, id):
    will_write()
    return _page(kind, id, MessageForm(formdata=None))


@bp.post("/<any(answer, message):kind>/<int:id>")
@requires(Permission.TRANSLATE)
def create(kind, id):
    form = MessageForm()
    if not form.validate_on_submit():
        return _page(kind, id, form, 422)
    waiting = interpreting.find(signed_in(), kind, id) or abort(404)
    interpreting.interpret(waiting, signed_in(), form.words.data)
    session.commit()
    flash(_("Saved. It stands beside the original now."))
    return redirect(url_for(".index"))
