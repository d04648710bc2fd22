"""Looking it over, sending it, and keeping it for later."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from app.core.db import only_reads_at_first, session, will_write
from app.core.i18n import gettext as _
from app.core.security import public
from feedback import beginnings, promises, reader_names, readers, statements, taps, telling
from feedback.routes import sent
from feedback.routes.answering import (
    asking_for,
    begun_or_before,
    is_outdated,
    version_or_404,
)
from surveys import drafts
from surveys.asking import Asking
from surveys.routing import on_path

bp = Blueprint("sending", __name__, url_prefix="/tell")


@bp.get("/<form>/check")
@public
def check(form):
    """Everything on the way, to look over before sending."""
    asking = begun_or_before(form)
    return sent.already_sent(asking.response) if asking.response.sent_on else _check_page(asking)


def _check_page(asking: Asking, status: int = 200, changed: bool = False):
    audience = readers.decide(asking.response, asking.definition, asking.answers)
    rows = asking.rows()
    page = render_template(
        "tell/check.html",
        form=asking.definition.key,
        asking=asking,
        under=beginnings.under(asking.definition),
        said=[row for row in rows if row.lines or row.problem],
        skipped=[row for row in rows if not row.lines and not row.problem],
        problems=[(f"row-{key}", words) for key, words in asking.problems()],
        nothing_said=asking.nothing_said and status == 422,
        changed=changed,
        readers=reader_names.named_readers(asking.response, audience),
        kept_from=reader_names.kept_from(asking.response, audience),
        promise=promises.promise(audience.council_code),
        counted=taps.only_taps(asking.definition, on_path(asking.definition, asking.answers)),
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
    return send_off(asking, drafts.held_for(form), request.form.get("answers", ""))


def send_off(asking: Asking, held: str | None, looked_over: str | None = None):
    """Send it, and go to the page that says so. `looked_over` is the digest of what they saw; None
    sends it as it is, whatever another page of theirs keeps at the same moment.
    """
    form = asking.definition.key
    try:
        as_it_is = asking.digest() if looked_over is None else looked_over
        heard = telling.listen(asking.response, as_it_is)
        will_write()
        if heard is not None:
            telling.send_on(heard, statements.number_of(held))
    except telling.AnswersChanged:
        session.rollback()
        asking = begun_or_before(form)
        if looked_over is None:
            only_reads_at_first()
            return send_off(asking, held)
        return _check_page(asking, 409, changed=True)
    except telling.NotReady:
        session.rollback()
        return _check_page(asking_for(form) or abort(404), 422)
    except telling.OtherWords:
        session.rollback()
        return sent.already_sent(asking.response, other=True)
    session.commit()
    sent.show_for_a_while(asking.response, form, held)
    return redirect(url_for("sent.show"))


@bp.get("/<form>/saved")
@public
def saved(form):
    """Kept for later: by name under their name, anonymously under the return number."""
    asking = begun_or_before(form)
    if asking.response.sent_on:
        return sent.already_sent(asking.response)
    will_write()
    statements.keep_for_later(asking.response, drafts.held_for(form))
    session.commit()
    number = sent.number_of(asking.response, drafts.held_for(form))
    page = {"form": form, "asking": asking, "button_form": FlaskForm(formdata=None)}
    return render_template("tell/saved.html", **page, **number)


@bp.post("/<form>/saved")
@public
def take_off(form):
    """The draft stays, but this phone no longer opens it without the number."""
    drafts.let_go(form)
    flash(_("This phone has let go of it. Your number opens it again."))
    return redirect(url_for("tell.index"))
