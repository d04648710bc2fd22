"""For officers: the look at what a service answered, before everybody reads its words."""

from flask import Blueprint, flash, redirect, request, url_for

from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from surveys.inspections.answer_looks import NoAnswer, look_at_answer
from surveys.inspections.answering import given_of
from surveys.inspections.finding_models import Recommendation
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.marks import ANSWER_LOOK, Outdated, mark_of
from surveys.inspections.routes.checking_page import drawn, hold_form_for

bp = Blueprint("inspection_answer_check", __name__, url_prefix="/inspections/desk/answers")
may_check = requires(Permission.INSPECTION_CHECK)


def _answered(id: int) -> Recommendation:
    checked = given_of(Inspection.checked_by(signed_in()))
    return get_or_404(checked.where(Recommendation.id == id))


@bp.get("/<int:recommendation_id>")
@may_check
def show(recommendation_id):
    """On the page of its inspection, like all that is checked."""
    return _page_of(_answered(recommendation_id))


def _page_of(row: Recommendation):
    return redirect(url_for("inspection_check.show", id=row.inspection_id))


@bp.post("/<int:recommendation_id>/show")
@may_check
def show_it(recommendation_id):
    return _look(_answered(recommendation_id), "")


@bp.post("/<int:recommendation_id>")
@may_check
def hold(recommendation_id):
    row = _answered(recommendation_id)
    form = hold_form_for(row)
    if form.validate_on_submit() and not (form.held.data or "").strip():
        form.held.errors = [_("Say why: the service reads it.")]
    if form.errors or form.held.errors:
        return drawn(row.inspection, 422, wrong=(row, form))
    return _look(row, form.held.data)


def _look(row: Recommendation, held: str):
    form = hold_form_for(row)
    try:
        look_at_answer(row, signed_in(), form.seen.data or "", held)
    except Outdated:
        session.rollback()
        form.seen.data = mark_of(row, ANSWER_LOOK)
        return drawn(row.inspection, 409, wrong=(row, form), outdated=row)
    except NoAnswer:
        flash(_("There is no answer to it."), "careful")
        return _page_of(row)
    session.commit()
    flash(_("Kept."), "good")
    others = (one for one in row.inspection.recommendations if one is not row)
    typed = any(request.form.get(f"answer{one.id}-held", "").strip() for one in others)
    return drawn(row.inspection, kept=row) if typed else _page_of(row)
