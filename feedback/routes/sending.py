"""Looking it over, sending it, and being told again who reads it and by when."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.core.clock import now
from app.core.db import only_reads_at_first, session, will_write
from app.core.i18n import gettext as _
from app.core.security import csrf, public
from feedback import promises, readers, telling
from feedback.models import Thread
from feedback.routes.answering import asking_for, begin, is_outdated, version_or_404
from surveys import drafts
from surveys.asking import Asking
from surveys.definition import build
from surveys.models import FormVersion, Response
from surveys.return_numbers import address_of, pictured

bp = Blueprint("sending", __name__, url_prefix="/tell")

SHOWN_SECONDS = 600
"""How long the page with the return number can be opened again."""
SENT = "sent"
NO_TOKEN = drafts.BY_NUMBER + drafts.BY_ID
"""What no token of ours begins with."""


@bp.get("/<form>/check")
@public
def check(form):
    """Everything on the way, to look over before sending."""
    asking = asking_for(form)
    if asking is None or asking.response.sent_on:
        version_or_404(form)
        return redirect(url_for("tell.before", form=form))
    return _check_page(asking)


def _check_page(asking: Asking, status: int = 200, changed: bool = False):
    audience = readers.decide(asking.response, asking.definition, asking.answers)
    page = render_template(
        "tell/check.html",
        form=asking.response.version.form.key,
        asking=asking,
        rows=asking.rows(),
        problems=[(f"row-{key}", words) for key, words in asking.problems()],
        nothing_said=asking.nothing_said and status == 422,
        changed=changed,
        readers=readers.named_readers(asking.response, audience),
        promise=promises.promise(audience.council_code),
        button_form=FlaskForm(formdata=None),
        outdated=is_outdated(asking.response),
    )
    return page, status


@bp.post("/<form>/check")
@public
def send(form):
    only_reads_at_first()
    asking = asking_for(form)
    if asking is None:
        if drafts.is_somebody_elses(form):
            abort(401)
        version_or_404(form)
        return redirect(url_for("tell.before", form=form))
    return _send(asking, drafts.held_for(form), request.form.get("answers", ""))


def _send(asking: Asking, held: str | None, looked_over: str):
    form = asking.response.version.form.key
    will_write()
    try:
        telling.give_feedback(asking.response, looked_over, telling.number_of(held))
    except telling.AnswersChanged:
        session.rollback()
        return _check_page(asking_for(form) or abort(404), 409, changed=True)
    except telling.NotReady:
        session.rollback()
        return _check_page(asking_for(form) or abort(404), 422)
    except telling.OtherWords:
        abort(409)
    session.commit()
    until = int(now().timestamp()) + SHOWN_SECONDS
    cookie[SENT] = {"id": asking.response.id, "form": form, "held": held, "until": until}
    return redirect(url_for(".sent"))


@bp.post("/<form>/now")
@csrf.exempt
@public
def send_at_once(form):
    """One tap: the duty team is told, with nothing written.

    The page's token is not asked for: somebody in danger whose cookie is gone is heard all the
    same. Another site's page can therefore make a browser raise an alert: an anonymous one, as our
    cookie is not sent along. The answer then sets none, which would replace who is signed in here.
    """
    version = version_or_404(form) or abort(404)
    if not version.definition.get("urgent"):
        abort(404)
    token = request.form.get("once", "").lstrip(NO_TOKEN)[:64] or drafts.new_token()
    response = drafts.find_held(token) or _begin_once(version, token)
    if response.version.form.key != form:
        abort(409)
    drafts.hold(form, token)
    asking = Asking(response, readers.people_for)
    answer = _send(asking, token, asking.digest())
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        cookie.clear()
        cookie.modified = False
    return answer


def _begin_once(version: FormVersion, token: str) -> Response:
    by_name = request.form.get("how") == "by_name"
    council = None if by_name else _council_named()
    try:
        with session.begin_nested():
            return begin(version, by_name=by_name, token=token, council_code=council)
    except IntegrityError:
        # A second tap that came in at the same moment: the first one made it.
        return drafts.find_held(token) or abort(409)


def _council_named() -> str | None:
    named = request.form.get("council")
    return named if named in [council.code for council in readers.councils()] else None


@bp.get("/sent")
@public
def sent():
    """The same facts again; for the anonymous also the number, for a little while."""
    shown = cookie.get(SENT)
    if not shown or shown["until"] < now().timestamp():
        if shown:
            _forget(shown)
        return render_template("tell/sent_before.html")
    rows = select(Thread).where(Thread.response_id == shown["id"])
    thread = session.scalars(rows).unique().one_or_none() or abort(404)
    response, definition = thread.response, build(thread.response.version.definition)
    audience = readers.audience_of(thread)
    return render_template(
        "tell/sent.html",
        definition=definition,
        thread=thread,
        readers=readers.named_readers(response, audience),
        promise=promises.promise(thread.council_code),
        button_form=FlaskForm(formdata=None),
        **_number(response, shown["held"]),
    )


def _number(response: Response, held: str | None) -> dict[str, str | None]:
    """The return number, its link and its picture, if this browser can make them."""
    number = telling.number_that_opens(response, held)
    if number is None:
        return {"number": None}
    return {"number": number, "link": address_of(number), "code": pictured(address_of(number))}


@bp.post("/sent")
@public
def put_away():
    """They have the number: it is not shown again."""
    _forget(cookie.get(SENT) or {})
    flash(_("Good. Your number opens your messages whenever you want to look."))
    return redirect(url_for("tell.index"))


def _forget(shown: dict) -> None:
    cookie.pop(SENT, None)
    if drafts.held_for(shown.get("form", "")) == shown.get("held"):
        drafts.let_go(shown.get("form", ""))


@bp.get("/<form>/saved")
@public
def saved(form):
    """Kept for later: by name under their name, anonymously under the return number."""
    asking = asking_for(form)
    if asking is None or asking.response.sent_on:
        version_or_404(form)
        return redirect(url_for("tell.before", form=form))
    will_write()
    telling.keep_for_later(asking.response, drafts.held_for(form))
    session.commit()
    number = _number(asking.response, drafts.held_for(form))
    page = {"form": form, "asking": asking, "button_form": FlaskForm(formdata=None)}
    return render_template("tell/saved.html", **page, **number)


@bp.post("/<form>/saved")
@public
def take_off(form):
    """The draft stays, but this phone no longer opens it without the number."""
    drafts.let_go(form)
    flash(_("This phone has let go of it. Your number opens it again."))
    return redirect(url_for("tell.index"))
