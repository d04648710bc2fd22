"""A young person's own conversations, signed in."""

from flask import Blueprint, abort, render_template, request, url_for

from app.accounts.models import Account
from app.core.clock import today
from app.core.db import get_or_404, session, will_write
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from feedback.models import Thread
from feedback.news import news_for
from feedback.routes import conversations
from feedback.services import whole
from surveys.models import Response
from surveys.services import drafts_of

bp = Blueprint("mine", __name__, url_prefix="/messages")


def _me() -> Account:
    """The young person who is here. What staff may read is not theirs to answer in this place."""
    account = signed_in()
    return account if account.is_young_person else abort(404)


def _own(thread_id: int) -> Thread:
    return get_or_404(whole(Thread.visible_to(_me()).where(Thread.id == thread_id)))


def _doors(thread: Thread) -> dict[str, str]:
    return conversations.doors_of("mine", id=thread.id) | {"list": url_for(".index")}


@bp.get("/")
@requires(Permission.OWN_MESSAGES)
def index():
    account = _me()
    rows = whole(Thread.visible_to(account)).join(Response).order_by(Response.sent_on.desc())
    return render_template(
        "mine/list.html",
        threads=session.scalars(rows.order_by(Thread.id)).unique().all(),
        drafts=drafts_of(account),
        news=news_for(account),
        today=today(),
    )


@bp.get("/<int:id>")
@requires(Permission.OWN_MESSAGES)
def show(id):
    will_write()
    return conversations.show(thread := _own(id), _doors(thread))


@bp.post("/<int:id>/say")
@requires(Permission.OWN_MESSAGES)
def say(id):
    return conversations.say(thread := _own(id), _doors(thread))


@bp.post("/<int:id>/sorted-out")
@requires(Permission.OWN_MESSAGES)
def sorted_out(id):
    return conversations.sorted_out(thread := _own(id), _doors(thread))


@bp.post("/<int:id>/quote")
@requires(Permission.OWN_MESSAGES)
def quote(id):
    thread = _own(id)
    asked, yes = request.form.get("request", 0, int), request.form.get("answer") == "yes"
    return conversations.answer_quote(thread, _doors(thread), asked, yes)
