"""For officers: the look at what inspectors wrote, before anybody else reads it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy import select

from app.core import audit
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import _
from app.core.looking import only_looks
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.people.pointing import POINTED, names_in, pointed_at
from surveys.inspections import checking, evidence, visiting
from surveys.inspections.desk_forms import CheckForm, LookForm, SendBackForm
from surveys.inspections.desk_texts import DESK_STATES
from surveys.inspections.finding_models import Finding, Recommendation
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.marks import TOLD, Outdated, mark_of
from surveys.inspections.reading import hints_for, looked_at
from surveys.inspections.texts import FINDING_KINDS, LOOKS, PICTURE_KINDS, RATINGS, VISIT_KINDS
from surveys.inspections.visit_models import EvidencePicture

bp = Blueprint("inspection_check", __name__, url_prefix="/inspections/desk")
may_check = requires(Permission.INSPECTION_CHECK)
WORDS_OF_CODES = {
    "why": POINTED,
    "states": DESK_STATES,
    "kinds": FINDING_KINDS,
    "ratings": RATINGS,
    "visit_kinds": VISIT_KINDS,
    "picture_kinds": PICTURE_KINDS,
    "looks": LOOKS,
}


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
    return _page(inspection)


def _page(inspection: Inspection, status: int = 200, wrong=None, back_form=None, **more):
    """`wrong`: (row, form) of the words that were sent and will not do. What else was typed on the
    page comes back with it, but for the row that is `kept`. `outdated`: the row in which others
    wrote meanwhile.
    """
    page = render_template(
        "inspections/desk/check.html",
        inspection=inspection,
        outdated=more.get("outdated"),
        checks=inspection.state == "with_officer",
        hints={
            row.id: hints_for(row.told or row.words)
            for row in [*inspection.findings, *inspection.recommendations]
        },
        looked=looked_at(back_form.why.data if back_form else None),
        visits=visiting.visits_of(inspection),
        back_form=back_form or SendBackForm(formdata=None),
        button_form=EmptyForm(formdata=None),
        wrong_form=wrong[1] if wrong else back_form,
        me=signed_in(),
        **_to_look_at(inspection, wrong, more.get("kept")),
        **_when_given(inspection),
        **WORDS_OF_CODES,
    )
    return page, status


def _to_look_at(inspection: Inspection, wrong, kept) -> dict:
    """What waits for the look, with what the app points out in it."""
    names = names_in(inspection.council_code)
    rows = [*inspection.findings, *inspection.recommendations]
    forms = {row.id: _check_form(row) for row in rows}
    forms |= _typed(row for row in rows if row is not kept)
    if wrong is not None:
        forms[wrong[0].id] = wrong[1]
    pictures = evidence.pictures_of([one.id for one in inspection.criteria], signed_in())
    shown = [one for some in pictures.values() for one in some]
    return {
        "rows": [(row, forms[row.id], pointed_at(row.told or row.words, names)) for row in rows],
        "pictures": pictures,
        "pointed_in": {one.id: pointed_at(one.words, names) for one in inspection.criteria},
        "pointed_on": {one.id: pointed_at(one.shows or "", names) for one in shown},
    }


def _when_given(inspection: Inspection) -> dict:
    """What giving it now would mean: what still waits, and the days that would move."""
    earliest = checking.earliest_answer()
    due = {one.due_on for one in inspection.recommendations}
    return {
        "waiting": checking.waiting_in(inspection),
        "earliest": earliest,
        "moved": sorted(day for day in due if day < earliest),
    }


def _check_form(row: Finding | Recommendation) -> CheckForm:
    told = {"told": row.told or row.words, "inside": getattr(row, "inside", False)}
    told["seen"] = mark_of(row, TOLD)
    return CheckForm(formdata=None, data=told, prefix=f"row{row.id}")


def _typed(rows) -> dict[int, CheckForm]:
    """The forms of those rows that came with the page, filled with what was typed or ticked."""
    sent = [row for row in rows if f"row{row.id}-told" in request.form]
    return {row.id: CheckForm(prefix=f"row{row.id}") for row in sent}


def _is_kept(row: Finding | Recommendation, form: CheckForm) -> bool:
    """True if nothing was typed or ticked that is not in the row."""
    same = form.told.data.replace("\r\n", "\n").strip() == (row.told or row.words).strip()
    return same and not form.sure.data and form.inside.data == getattr(row, "inside", False)


def _check(row: Finding | Recommendation):
    form = CheckForm(prefix=f"row{row.id}")
    if not form.validate_on_submit():
        return _page(row.inspection, 422, wrong=(row, form))
    told, inside, inspection = form.told.data, form.inside.data, row.inspection
    seen = form.seen.data or ""
    try:
        answer = _done(inspection, lambda: checking.check(row, told, signed_in(), inside, seen))
    except Outdated:
        session.rollback()
        form.seen.data = mark_of(row, TOLD)
        return _page(inspection, 409, wrong=(row, form), outdated=row)
    others = [one for one in (*inspection.findings, *inspection.recommendations) if one is not row]
    typed = _typed(others)
    if all(_is_kept(one, typed[one.id]) for one in others if one.id in typed):
        return answer
    return _page(inspection, kept=row)


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


@bp.post("/pictures/<int:picture_id>")
@may_check
def look(picture_id):
    picture = get_or_404(select(EvidencePicture).where(EvidencePicture.id == picture_id))
    inspection, form = _one(picture.criterion.inspection_id), LookForm()
    if not form.validate_on_submit():
        flash(_("Pick an answer."), "careful")
        return redirect(url_for(".show", id=inspection.id))
    try:
        evidence.look_at(picture, form.look.data, signed_in())
    except evidence.SamePerson:
        flash(_("You added it, so somebody else looks at it."), "careful")
    session.commit()
    return redirect(url_for(".show", id=inspection.id))


@bp.post("/<int:id>/back")
@may_check
def send_back(id):
    inspection, form = _one(id), SendBackForm()
    if only_looks():
        return _page(inspection, back_form=form)
    if not form.validate_on_submit():
        return _page(inspection, 422, back_form=form)
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
