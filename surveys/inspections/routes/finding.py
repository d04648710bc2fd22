"""For inspectors: what they found and what they recommend."""

from datetime import timedelta

from flask import Blueprint, render_template
from sqlalchemy import select

from app.accounts.models import Account
from app.core.calendars import day_in_text
from app.core.clock import today
from app.core.db import session
from app.core.looking import only_looks
from app.core.security import signed_in
from surveys.asking import only_language
from surveys.inspections import doing, finding
from surveys.inspections.finding_models import Finding, Recommendation
from surveys.inspections.forms import FindingForm, RecommendationForm
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.marks import ADVICE, FINDING, mark_of
from surveys.inspections.reading import hints_for, looked_at
from surveys.inspections.routes.door import do, home, may_inspect, mine, of_mine
from surveys.inspections.texts import FINDING_KINDS

bp = Blueprint("inspection_findings", __name__, url_prefix="/inspecting")
USUAL = timedelta(days=28)


def _finding_page(inspection: Inspection, form: FindingForm, row: Finding | None = None, now=None):
    """`now`: what somebody else wrote meanwhile."""
    return render_template(
        "inspections/finding.html",
        inspection=inspection,
        looked=looked_at(form.words.data),
        hints=hints_for(row.words) if row else [],
        form=form,
        row=row,
        now=now,
        writes=inspection.state == "being_done",
    )


@bp.get("/<int:id>/findings/new")
@may_inspect
def new(id):
    return _finding_page(mine(id), FindingForm(formdata=None))


@bp.post("/<int:id>/findings/new")
@may_inspect
def create(id):
    inspection, form = mine(id), FindingForm()
    if only_looks() or only_language():
        return _finding_page(inspection, form)
    if not form.validate_on_submit():
        return _finding_page(inspection, form), 422
    return do(
        lambda: finding.add_finding(inspection, form.kind.data, form.words.data, signed_in()),
        home(inspection, "findings"),
        typed=lambda: _finding_page(inspection, form),
    )


def _finding_data(row: Finding) -> dict:
    return {"kind": row.kind, "words": row.words, "seen": mark_of(row, FINDING)}


def _outdated_finding(row: Finding, form: FindingForm):
    form.seen.data = mark_of(row, FINDING)
    return _finding_page(row.inspection, form, row, (FINDING_KINDS[row.kind], row.words))


@bp.get("/findings/<int:id>")
@may_inspect
def show(id):
    row = of_mine(Finding, id)
    form = FindingForm(formdata=None, data=_finding_data(row))
    return _finding_page(row.inspection, form, row)


@bp.post("/findings/<int:id>")
@may_inspect
def change(id):
    row, form = of_mine(Finding, id), FindingForm()
    if only_looks() or only_language():
        return _finding_page(row.inspection, form, row)
    if not form.validate_on_submit():
        return _finding_page(row.inspection, form, row), 422
    kind, words, seen = form.kind.data, form.words.data, form.seen.data or ""
    return do(
        lambda: finding.change_finding(row, kind, words, signed_in(), seen),
        home(row.inspection, "findings"),
        lambda: _outdated_finding(row, form),
        lambda: _finding_page(row.inspection, form, row),
    )


@bp.post("/findings/<int:id>/remove")
@may_inspect
def remove(id):
    row = of_mine(Finding, id)
    return do(lambda: doing.remove(row), home(row.inspection, "findings"))


def _advice_form(inspection: Inspection, **values) -> RecommendationForm:
    rows = finding.owners_for(inspection.council_code)
    return RecommendationForm(session.scalars(rows).all(), **values)


def _advice_page(inspection: Inspection, form, row: Recommendation | None = None, now=None):
    return render_template(
        "inspections/recommendation_write.html",
        inspection=inspection,
        form=form,
        row=row,
        looked=looked_at(form.words.data),
        hints=hints_for(row.words) if row else [],
        now=now,
    )


def _outdated_advice(row: Recommendation, form: RecommendationForm):
    form.seen.data = mark_of(row, ADVICE)
    owner = row.owner.display_name if row.owner else ""
    return _advice_page(row.inspection, form, row, (row.words, owner, day_in_text(row.due_on)))


@bp.get("/<int:id>/recommendations/new")
@may_inspect
def new_recommendation(id):
    inspection = mine(id)
    data = {"owner": inspection.service.answers_id, "due_on": today() + USUAL}
    return _advice_page(inspection, _advice_form(inspection, formdata=None, data=data))


@bp.post("/<int:id>/recommendations/new")
@may_inspect
def create_recommendation(id):
    inspection = mine(id)
    form = _advice_form(inspection)
    if only_looks() or only_language():
        return _advice_page(inspection, form)
    if not form.validate_on_submit():
        return _advice_page(inspection, form), 422
    owner = session.scalars(select(Account).where(Account.id == form.owner.data)).one()
    return do(
        lambda: finding.add_recommendation(
            inspection, form.words.data, owner, form.due_on.data, signed_in()
        ),
        home(inspection, "recommendations"),
        typed=lambda: _advice_page(inspection, form),
    )


@bp.get("/recommendations/<int:id>/change")
@may_inspect
def edit_recommendation(id):
    row = of_mine(Recommendation, id)
    data = {
        "words": row.words,
        "owner": row.owner_id,
        "due_on": row.due_on,
        "seen": mark_of(row, ADVICE),
    }
    return _advice_page(row.inspection, _advice_form(row.inspection, formdata=None, data=data), row)


@bp.post("/recommendations/<int:id>/change")
@may_inspect
def change_recommendation(id):
    row = of_mine(Recommendation, id)
    form = _advice_form(row.inspection)
    if only_looks() or only_language():
        return _advice_page(row.inspection, form, row)
    if not form.validate_on_submit():
        return _advice_page(row.inspection, form, row), 422
    owner = session.scalars(select(Account).where(Account.id == form.owner.data)).one()
    words, due_on, seen = form.words.data, form.due_on.data, form.seen.data or ""
    return do(
        lambda: finding.change_recommendation(row, words, owner, due_on, signed_in(), seen),
        home(row.inspection, "recommendations"),
        lambda: _outdated_advice(row, form),
        lambda: _advice_page(row.inspection, form, row),
    )


@bp.post("/recommendations/<int:id>/remove")
@may_inspect
def remove_recommendation(id):
    row = of_mine(Recommendation, id)
    return do(lambda: doing.remove(row), home(row.inspection, "recommendations"))
