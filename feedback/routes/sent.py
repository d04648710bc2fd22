"""What was sent: who reads it and by when, the number for a while, and what Back leads to."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask import session as cookie
from flask_wtf import FlaskForm
from sqlalchemy import select

from app.core.clock import now
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.security import public
from feedback import duty_told, promises, reader_names, readers, statements
from feedback.models import Thread
from feedback.teams import DUTY
from surveys import drafts
from surveys.definition import build
from surveys.inviting import kiosk
from surveys.models import Response
from surveys.return_numbers import address_of, pictured
from surveys.texts import PEOPLE

bp = Blueprint("sent", __name__, url_prefix="/tell")

SHOWN_SECONDS = 600
"""How long the page with the return number can be opened again."""
SENT = "sent"


@bp.get("/sent")
@public
def show():
    """The same facts again; for the anonymous also the number, for a little while."""
    shown = cookie.get(SENT)
    if not shown or shown["until"] < now().timestamp():
        if shown:
            _forget(shown)
        return render_template("tell/sent_before.html")
    thread = _thread_on(shown["id"])
    if thread is None:
        return _counted(session.get(Response, shown["id"]) or abort(404))
    response, definition = thread.response, build(thread.response.version.definition)
    audience, safety = readers.audience_of(thread), duty_told.facts_for(thread)
    return render_template(
        "tell/sent.html",
        definition=definition,
        thread=thread,
        readers=_readers(response, audience, safety["told"] is not None),
        kept_from=reader_names.kept_from(response, audience),
        promise=promises.promise(thread.council_code),
        button_form=FlaskForm(formdata=None),
        **safety,
        **number_of(response, shown["held"]),
    )


def _readers(response: Response, audience: readers.Audience, duty_is_told: bool):
    """Who reads it, and the duty team where the young person's own tap told it."""
    named = reader_names.named_readers(response, audience)
    there = any(role == PEOPLE[DUTY] for role, _name in named)
    return [(PEOPLE[DUTY], None), *named] if duty_is_told and not there else named


def _counted(response: Response):
    """Taps alone: there is nothing to wait for, and no number to keep."""
    definition = build(response.version.definition)
    return render_template("tell/counted.html", definition=definition)


@bp.post("/sent")
@public
def put_away():
    """They have the number: it is not shown again. On a shared tablet nothing tells the next one
    of it, and whoever was half-way in the survey is asked whether they go on.
    """
    _forget(cookie.get(SENT) or {})
    if kiosk.is_kiosk():
        return redirect(kiosk.STILL_THERE_AT)
    flash(_("Good. Your number opens your messages whenever you want to look."))
    return redirect(url_for("tell.index"))


def show_for_a_while(response: Response, form: str, held: str | None) -> None:
    """From now on /tell/sent is about this response."""
    until = int(now().timestamp()) + SHOWN_SECONDS
    cookie[SENT] = {"id": response.id, "form": form, "held": held, "until": until}


def is_shown(response: Response) -> bool:
    """True while /tell/sent is about this response and can be opened."""
    shown = cookie.get(SENT) or {}
    return shown.get("id") == response.id and shown["until"] >= now().timestamp()


def already_sent(response: Response, typed: str | None = None, *, other: bool = False):
    """Instead of a page of a draft, once it was sent; `other` when what came now was not the same
    (of which `typed` is what was in their own words).
    """
    seen, words = _door_to(response)
    page = render_template(
        "tell/already_sent.html", typed=typed, other=other, seen=seen, seen_words=words
    )
    return page, 409 if other else 200


def _door_to(response: Response) -> tuple[str, str]:
    """Where this browser can see what was sent, and what that door is called."""
    thread = _thread_on(response.id)
    if thread is None:
        return url_for("tell.index"), _("Tell us something")
    if not response.anonymous:
        return url_for("mine.show", id=thread.id), _("See what you sent")
    if response.anonymous and is_shown(response):
        return url_for("sent.show"), _("See your number")
    return url_for("return_number.ask"), _("Look for your answer")


def number_of(response: Response, held: str | None) -> dict[str, str | None]:
    """The return number, its link and its picture, if this browser can make them."""
    number = statements.number_that_opens(response, held)
    if number is None:
        return {"number": None}
    return {"number": number, "link": address_of(number), "code": pictured(address_of(number))}


def _thread_on(response_id: int) -> Thread | None:
    rows = select(Thread).where(Thread.response_id == response_id)
    return session.scalars(rows).unique().one_or_none()


def _forget(shown: dict) -> None:
    cookie.pop(SENT, None)
    if drafts.held_for(shown.get("form", "")) == shown.get("held"):
        drafts.let_go(shown.get("form", ""))
