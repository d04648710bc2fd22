"""What becomes of a wording (sent, taken back, approved, returned) and of a line (checked,
withdrawn).
"""

from flask import Blueprint, flash, redirect, url_for
from sqlalchemy import select

from app.core.calendars import day_in_text
from app.core.clock import today
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.offer import catalogue
from app.offer.forms import ButtonForm, CheckedForm, NumberForm, ReturnForm, WithdrawForm
from app.offer.models import Entitlement, Revision
from app.offer.routes.desk import line_or_404, line_page, words_for_the_desk

bp = Blueprint("offer_approval", __name__, url_prefix="/offer/desk")
bp.context_processor(words_for_the_desk)

may_edit = requires(Permission.OFFER_EDIT)
may_approve = requires(Permission.OFFER_APPROVE)


def approvable_or_404(id: int) -> Entitlement:
    return line_or_404(id, Permission.OFFER_APPROVE)


def revision_or_404(line: Entitlement, form: NumberForm) -> Revision:
    """The wording that was being looked at when the button was pressed."""
    rows = select(Revision).where(Revision.entitlement_id == line.id)
    return get_or_404(rows.where(Revision.number == form.number.data))


@bp.post("/<int:id>/send")
@may_edit
def send(id):
    line, form = line_or_404(id), NumberForm()
    if not form.validate_on_submit():
        return line_page(line, status=422)
    try:
        catalogue.send_for_approval(revision_or_404(line, form), signed_in())
    except catalogue.Stale:
        return _overtaken(id)
    return _done(line, _("Sent. Somebody else can approve it now."))


@bp.post("/<int:id>/take-back")
@may_edit
def take_back(id):
    line, form = line_or_404(id), NumberForm()
    if not form.validate_on_submit():
        return line_page(line, status=422)
    try:
        catalogue.take_back(revision_or_404(line, form), signed_in())
    except catalogue.Stale:
        return _overtaken(id)
    except catalogue.NotOwnWork:
        session.rollback()
        theirs = _("Somebody else wrote this: only they can take it back.")
        return line_page(line_or_404(id), problem=theirs, status=409)
    return _done(line, _("Taken back. It is a draft again, and nobody can approve it."))


@bp.post("/<int:id>/discard")
@may_edit
def discard(id):
    line, form = line_or_404(id), NumberForm()
    if not form.validate_on_submit():
        return line_page(line, status=422)
    try:
        catalogue.discard(revision_or_404(line, form), signed_in())
    except catalogue.Stale:
        return _overtaken(id)
    except catalogue.NotOwnWork:
        session.rollback()
        theirs = _("Somebody else wrote this: only they can discard it.")
        return line_page(line_or_404(id), problem=theirs, status=409)
    return _done(line, _("Discarded. It stays among every wording, and nothing else has changed."))


@bp.post("/<int:id>/approve")
@may_approve
def approve(id):
    line, form = approvable_or_404(id), NumberForm()
    if not form.validate_on_submit():
        return line_page(line, status=422)
    try:
        catalogue.approve(revision_or_404(line, form), signed_in())
    except catalogue.Stale:
        return _overtaken(id)
    except catalogue.OwnWork:
        session.rollback()
        mine = _("You wrote this yourself: somebody else has to approve it.")
        return line_page(line_or_404(id), problem=mine, status=409)
    return _done(line, _("Approved. It is shown from now on."))


@bp.post("/<int:id>/return")
@may_approve
def send_back(id):
    line, form = approvable_or_404(id), ReturnForm()
    if not form.validate_on_submit():
        return line_page(line, form, status=422)
    try:
        revision = revision_or_404(line, form)
        catalogue.return_with_reason(revision, signed_in(), form.reason.data)
    except catalogue.Stale:
        return _overtaken(id, form)
    return _done(line, _("Sent back, with what you wrote."))


@bp.post("/<int:id>/checked")
@may_edit
def checked(id):
    line, form = line_or_404(id), CheckedForm()
    if not form.validate_on_submit():
        return line_page(line, form, status=422)
    try:
        catalogue.confirm_checked(line, signed_in(), form.review_by.data)
    except catalogue.NotADayForReview:
        last = day_in_text(catalogue.last_review_day(today()))
        form.review_by.errors = [_("Give a day after today, and no later than %(day)s.", day=last)]
        return line_page(line, form, status=422)
    return _done(line, _("Thank you. It says since when on the page."))


@bp.post("/<int:id>/take-on")
@may_edit
def take_on(id):
    line = line_or_404(id)
    if not ButtonForm().validate_on_submit():
        return line_page(line, status=422)
    catalogue.take_on(line, signed_in())
    return _done(line, _("You look after it from now on."))


@bp.post("/<int:id>/withdraw")
@may_approve
def withdraw(id):
    line, form = approvable_or_404(id), WithdrawForm()
    if not form.validate_on_submit():
        return line_page(line, form, status=422)
    catalogue.withdraw(line, signed_in(), form.why.data)
    return _done(line, _("Nobody is shown it any more. A new wording brings it back."))


def _done(line: Entitlement, words: str):
    session.commit()
    flash(words)
    return redirect(url_for("offer_desk.show", id=line.id), 303)


def _overtaken(id: int, form=None):
    """Somebody else changed the line while this one was reading: what there is now."""
    session.rollback()
    words = _("Somebody else changed this line meanwhile. Look at what there is now.")
    return line_page(line_or_404(id), form, words, 409)
