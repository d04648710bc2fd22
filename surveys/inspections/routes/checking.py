"""For officers: the look at what inspectors wrote, before anybody else reads it."""

from flask import Blueprint, flash, redirect, url_for
from sqlalchemy import select

from app.core import audit
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.looking import only_looks
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from surveys.inspections import checking, evidence
from surveys.inspections.desk_forms import LookForm, SendBackForm
from surveys.inspections.finding_models import Finding, Recommendation
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.marks import Outdated
from surveys.inspections.rewording import told_mark
from surveys.inspections.routes.checking_page import anything_unsent, drawn, form_for
from surveys.inspections.subjects import inspection_of
from surveys.inspections.visit_models import EvidencePicture

bp = Blueprint("inspection_check", __name__, url_prefix="/inspections/desk")
may_check = requires(Permission.INSPECTION_CHECK)


def _one(id: int) -> Inspection:
    return get_or_404(Inspection.checked_by(signed_in()).where(Inspection.id == id))


def _of_one(model, id: int):
    checked = Inspection.checked_by(signed_in()).with_only_columns(Inspection.id)
    return get_or_404(select(model).where(model.id == id, model.inspection_id.in_(checked)))


@bp.get("/<int:id>")
@may_check
def show(id):
    inspection = _one(id)
    audit.record("read", "inspection", inspection.id, signed_in())
    session.commit()
    return drawn(inspection)


def _check(row: Finding | Recommendation | EvidencePicture):
    form, inspection = form_for(row), inspection_of(row)
    if not form.validate_on_submit():
        return drawn(inspection, 422, wrong=(row, form))
    told, inside, seen = form.told.data, form.inside.data, form.seen.data or ""
    because = form.told_because.data or ""
    try:
        answer = _done(
            inspection, lambda: checking.check(row, told, signed_in(), inside, seen, because)
        )
    except Outdated:
        session.rollback()
        form.seen.data = told_mark(row)
        return drawn(inspection, 409, wrong=(row, form), outdated=row)
    return drawn(inspection, kept=row) if anything_unsent(inspection, row) else answer


def _done(inspection: Inspection, work):
    try:
        work()
        session.commit()
    except checking.NotWithOfficer:
        session.rollback()
        flash(_("It is not with you: the inspectors have it, or the service has."), "careful")
    except checking.NotChecked:
        session.rollback()
        flash(_("Something in it still waits for a look."), "careful")
    except checking.NotSettled:
        session.rollback()
        flash(_("The inspectors have not agreed yet with what was changed."), "careful")
    return redirect(url_for(".show", id=inspection.id))


@bp.get("/findings/<int:finding_id>")
@may_check
def finding(finding_id):
    """On the page of its inspection, like all that is checked."""
    return redirect(url_for(".show", id=_of_one(Finding, finding_id).inspection_id))


@bp.post("/findings/<int:finding_id>")
@may_check
def check_finding(finding_id):
    return _check(_of_one(Finding, finding_id))


@bp.get("/recommendations/<int:recommendation_id>")
@may_check
def recommendation(recommendation_id):
    return redirect(url_for(".show", id=_of_one(Recommendation, recommendation_id).inspection_id))


@bp.post("/recommendations/<int:recommendation_id>")
@may_check
def check_recommendation(recommendation_id):
    return _check(_of_one(Recommendation, recommendation_id))


def _picture(id: int) -> EvidencePicture:
    picture = get_or_404(select(EvidencePicture).where(EvidencePicture.id == id))
    _one(picture.criterion.inspection_id)
    return picture


@bp.get("/pictures/<int:picture_id>")
@may_check
def picture(picture_id):
    return redirect(url_for(".show", id=_picture(picture_id).criterion.inspection_id))


@bp.post("/pictures/<int:picture_id>")
@may_check
def look(picture_id):
    found, form = _picture(picture_id), LookForm()
    inspection = found.criterion.inspection
    then = redirect(url_for(".show", id=inspection.id))
    if not form.validate_on_submit():
        flash(_("Pick an answer."), "careful")
        return then
    try:
        evidence.look_at(found, form.look.data, signed_in())
    except evidence.SamePerson:
        flash(_("You added it, so somebody else looks at it."), "careful")
    except checking.NotSettled:
        session.rollback()
        flash(
            _("It is not shown: the inspectors have not agreed with the line beside it."), "careful"
        )
        return drawn(inspection, 409)
    session.commit()
    return drawn(inspection) if anything_unsent(inspection, None) else then


@bp.post("/pictures/<int:picture_id>/line")
@may_check
def check_line(picture_id):
    """What stands beside a picture."""
    return _check(_picture(picture_id))


@bp.post("/<int:id>/back")
@may_check
def send_back(id):
    inspection, form = _one(id), SendBackForm()
    if only_looks():
        return drawn(inspection, back_form=form)
    if not form.validate_on_submit():
        return drawn(inspection, 422, back_form=form)
    return _done(inspection, lambda: checking.send_back(inspection, form.why.data, signed_in()))


@bp.post("/<int:id>/give")
@may_check
def give(id):
    inspection = _one(id)
    before = {one.id: one.due_on for one in inspection.recommendations}
    answer = _done(inspection, lambda: checking.give(inspection, signed_in()))
    if any(one.due_on != before[one.id] for one in inspection.recommendations):
        flash(_("Whoever answers has at least ten working days, so the day moved."), "good")
    return answer
