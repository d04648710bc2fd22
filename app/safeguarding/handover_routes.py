"""Hand-over notes: to write, to read first, and to look up later."""

from flask import Blueprint, flash, redirect, render_template, url_for

from app.accounts.councils import councils_of, holds_for
from app.core import audit
from app.core.db import get_or_404, only_reads_at_first, session, will_write
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.safeguarding import handovers, texts
from app.safeguarding.deadlines import clock_words
from app.safeguarding.duty_models import Handover
from app.safeguarding.handover_forms import HandoverForm

bp = Blueprint("handovers", __name__, url_prefix="/safeguarding/handovers")

on_the_desk = requires(Permission.ALERTS)

A_PAGE = 50


@bp.get("/")
@on_the_desk
def index():
    rows = Handover.visible_to(signed_in()).order_by(Handover.written_at.desc(), Handover.id)
    return render_template(
        "safeguarding/handovers.html",
        notes=session.scalars(rows.limit(A_PAGE)).all(),
        is_overdue=handovers.is_overdue,
    )


@bp.get("/new")
@on_the_desk
def new():
    form = _form(formdata=None)
    shift = handovers.shift_to_hand_over(signed_in())
    if shift is not None:
        form.council.data = shift.council_code or ""
    return _new_page(form)


@bp.post("/new")
@on_the_desk
def create():
    form = _form()
    if not form.validate_on_submit():
        return _new_page(form), 422
    handovers.write(signed_in(), form.council.data or None, form.words.data)
    session.commit()
    flash(_("Written down. Whoever comes on sees it first."), "good")
    return redirect(url_for("safeguarding.index"))


@bp.get("/<int:id>")
@on_the_desk
def show(id):
    will_write()
    return _page(_find(id))


@bp.post("/<int:id>/read")
@on_the_desk
def take_over(id):
    note = _find(id)
    if not EmptyForm().validate_on_submit():
        return _page(note), 422
    try:
        handovers.take_over(note, signed_in())
    except handovers.OwnWords:
        flash(_("You wrote this yourself. Somebody else says that they have read it."), "careful")
        return redirect(url_for(".show", id=id))
    except handovers.AlreadyRead:
        flash(_("A colleague has read it already."))
        return redirect(url_for("safeguarding.index"))
    session.commit()
    flash(_("Thank you. It is written down that you have read it."), "good")
    return redirect(url_for("safeguarding.index"))


def _find(id: int) -> Handover:
    return get_or_404(Handover.visible_to(signed_in()).where(Handover.id == id))


def _form(**values) -> HandoverForm:
    everywhere = holds_for(signed_in(), Permission.ALERTS, None)
    return HandoverForm(councils_of(signed_in(), Permission.ALERTS), everywhere, **values)


def _new_page(form: HandoverForm) -> str:
    alerts = handovers.open_alerts(signed_in(), None)
    return render_template(
        "safeguarding/handover_new.html",
        form=form,
        alerts=alerts,
        texts=texts,
        clock_words=clock_words,
        keeps_from_somebody=any(alert.exclusions for alert in alerts),
    )


def _page(note: Handover) -> str:
    """The note; that it was opened is on the trail before a word of it is seen."""
    audit.record("read", "handover", note.id, signed_in())
    session.commit()
    only_reads_at_first()
    return render_template(
        "safeguarding/handover.html",
        note=note,
        alerts=handovers.alerts_in(note, signed_in()),
        is_overdue=handovers.is_overdue,
        mine=note.written_by_id == signed_in().id,
        form=EmptyForm(formdata=None),
        texts=texts,
        clock_words=clock_words,
    )
