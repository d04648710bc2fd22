"""Coming back to something said anonymously, with nothing but its number."""

import secrets

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask import session as cookie
from sqlalchemy import select

from app.accounts.sessions import is_idle_since
from app.core.carrying import brought_back, carry
from app.core.clock import now
from app.core.db import session, will_write
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.security import public
from app.core.throttle import too_often
from feedback import statements
from feedback.forms import ReturnNumberForm
from feedback.models import Thread
from feedback.routes import conversations
from feedback.services import whole
from surveys.models import Response
from surveys.return_numbers import (
    address_of,
    digits_of,
    hash_of_return_number,
    new_return_number,
    pictured,
)

bp = Blueprint("return_number", __name__, url_prefix="/return")

OPENED = "opened"
TRIES_A_NUMBER = 10
"""In a quarter of an hour, for one and the same number."""
TRIES_OVERALL = 600
"""A minute, everybody together: with 10¹⁶ numbers a guesser would need millions of years."""


@bp.get("/")
@public
def ask():
    return render_template("return/ask.html", form=ReturnNumberForm())


@bp.get("/<number>")
@public
def ask_with(number):
    """From the link or the picture code. Nothing is tried until the button is pressed."""
    return render_template("return/ask.html", form=ReturnNumberForm(data={"number": number}))


@bp.post("/")
@public
def open_conversation():
    form = ReturnNumberForm()
    if not form.validate_on_submit():
        return render_template("return/ask.html", form=form), 422
    number = digits_of(form.number.data or "")
    if number is None:
        form.number.errors = [_("Your number has 16 digits. Check it and try again.")]
        return render_template("return/ask.html", form=form), 422
    if _slowed(number):
        return render_template("return/slowed.html", form=form), 429
    # The same work for a right and a wrong number: one hash, one look.
    response = session.scalar(
        select(Response).where(Response.return_hash == hash_of_return_number(number))
    )
    if response is None:
        form.number.errors = [_("We can’t find that number. Check each digit and try again.")]
        return render_template("return/ask.html", form=form), 422
    _hold(response)
    if response.sent_on is None:
        return redirect(statements.resume(response))
    return redirect(url_for(".show"))


def _slowed(number: str) -> bool:
    one = too_often("return-number", number, TRIES_A_NUMBER, 900)
    return too_often("return-overall", "everyone", TRIES_OVERALL, 60) or one


def _hold(response: Response) -> None:
    """From this second on, half an hour without use closes it: tablets are shared."""
    cookie[OPENED] = [response.id, response.return_hash.hex(), int(now().timestamp())]


def _opened() -> Thread:
    """The conversation this browser opened; not found once its number was changed. When it was not
    used for half an hour, the number is asked for again.
    """
    if OPENED in cookie and is_idle_since(cookie[OPENED][2]):
        cookie.pop(OPENED)
        abort(redirect(url_for(".ask")))
    thread = _held()
    _hold(thread.response)
    return thread


def _held() -> Thread:
    response_id, kept, _used = cookie.get(OPENED) or (None, "", 0)
    rows = whole(select(Thread).join(Response).where(Response.id == response_id))
    thread = session.scalars(rows).unique().one_or_none()
    if thread is None or (thread.response.return_hash or b"").hex() != kept:
        cookie.pop(OPENED, None)
        abort(404)
    return thread


def _doors() -> dict[str, str]:
    return conversations.doors_of("return_number") | {"new_number": url_for(".new_number")}


@bp.get("/messages")
@public
def show():
    if not cookie.get(OPENED):
        return redirect(url_for(".ask"))
    will_write()
    return conversations.show(_opened(), _doors())


@bp.post("/messages/say")
@public
def say():
    """What was written on a page left open is taken however late. Reading on needs the number."""
    return conversations.say(_held(), _doors())


@bp.post("/messages/sorted-out")
@public
def sorted_out():
    return conversations.sorted_out(_opened(), _doors())


@bp.post("/messages/quote")
@public
def quote():
    asked, yes = request.form.get("request", 0, int), request.form.get("answer") == "yes"
    return conversations.answer_quote(_opened(), _doors(), asked, yes)


@bp.post("/messages/new-number")
@public
def new_number():
    """A new number to write down. Nothing changes before they say that they have it: the old one
    still opens everything.
    """
    thread, form = _opened(), EmptyForm()
    if not form.validate_on_submit():
        return redirect(url_for(".show"))
    return _new_number_page(thread, new_return_number())


def _new_number_page(thread: Thread, number: str):
    link, form = address_of(number), EmptyForm(formdata=None)
    page = {"number": number, "svg": pictured(link), "link": link, "button_form": form}
    sealed = carry(number.encode(), {}, _place_of_new(thread))
    return render_template("return/new_number.html", sealed=sealed, **page)


def _place_of_new(thread: Thread) -> str:
    """What a new number is sealed for: this conversation, while it has the number it has."""
    return f"new-number:{thread.response_id}:{thread.response.return_hash.hex()}"


@bp.post("/messages/keep-number")
@public
def keep_number():
    """They have written the new number down: the old one opens nothing from now on."""
    thread = _opened()
    brought = brought_back(request.form.get("sealed", ""), _place_of_new(thread))
    if not EmptyForm().validate_on_submit() or brought is None:
        return redirect(url_for(".show"))
    number = brought[0].decode()
    thread.response.return_hash = hash_of_return_number(number)
    # The old number came from the token this stood for; no token, and no number, leads to it now.
    thread.response.key_hash = secrets.token_bytes(32)
    session.commit()
    _hold(thread.response)
    flash(_("Your new number works now. Your old number does not work any more."))
    return redirect(url_for(".show"))


@bp.post("/close")
@public
def close():
    """Put the conversation away on this phone."""
    if EmptyForm().validate_on_submit():
        cookie.pop(OPENED, None)
        flash(_("Closed. Nobody can open it from this phone without your number."))
    return redirect(url_for(".ask"))
