"""For inspectors: what they found and what they recommend."""

from datetime import timedelta

from flask import Blueprint, render_template
from sqlalchemy import select

from app.accounts.models import Account
from app.core.clock import today
from app.core.db import session
from app.core.looking import only_looks
from surveys.inspections import doing, finding
from surveys.inspections.finding_models import Finding, Recommendation
from surveys.inspections.forms import FindingForm, RecommendationForm
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.reading import hints_for, looked_at
from surveys.inspections.routes.door import do, home, may_inspect, mine, of_mine

bp = Blueprint("inspection_findings", __name__, url_prefix="/inspecting")
USUAL = timedelta(days=28)


def _finding_page(inspection: Inspection, form: FindingForm, row: Finding | None = None):
    return render_template(
        "inspections/finding.html",
        inspection=inspection,
        looked=looked_at(form.words.data),
        hints=hints_for(row.words) if row else [],
        form=form,
        row=row,
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
    if only_looks():
        return _finding_page(inspection, form)
    if not form.validate_on_submit():
        return _finding_page(inspection, form), 422
    return do(
        lambda: finding.add_finding(inspection, form.kind.data, form.words.data),
        home(inspection, "findings"),
    )


@bp.get("/findings/<int:id>")
@may_inspect
def show(id):
    row = of_mine(Finding, id)
    form = FindingForm(formdata=None, data={"kind": row.kind, "words": row.words})
    return _finding_page(row.inspection, form, row)


@bp.post("/findings/<int:id>")
@may_inspect
def change(id):
    row, form = of_mine(Finding, id), FindingForm()
    if only_looks():
        return _finding_page(row.inspection, form, row)
    if not form.validate_on_submit():
        return _finding_page(row.inspection, form, row), 422
    return do(
        lambda: finding.change_finding(row, form.kind.data, form.words.data),
        home(row.inspection, "findings"),
    )


@bp.post("/findings/<int:id>/remove")
@may_inspect
def remove(id):
    row = of_mine(Finding, id)
    return do(lambda: doing.remove(row), home(row.inspection, "findings"))


def _advice_form(inspection: Inspection, **values) -> RecommendationForm:
    rows = finding.owners_for(inspection.council_code)
    return RecommendationForm(session.scalars(rows).all(), **values)


def _advice_page(inspection: Inspection, form, row: Recommendation | None = None):
    return render_template(
        "inspections/recommendation_write.html",
        inspection=inspection,
        form=form,
        row=row,
        looked=looked_at(form.words.data),
        hints=hints_for(row.words) if row else [],
    )


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
    if only_looks():
        return _advice_page(inspection, form)
    if not form.validate_on_submit():
        return _advice_page(inspection, form), 422
    owner = session.scalars(select(Account).where(Account.id == form.owner.data)).one()
    return do(
        lambda: finding.add_recommendation(inspection, form.words.data, owner, form.due_on.data),
        home(inspection, "recommendations"),
    )


@bp.get("/recommendations/<int:id>/change")
@may_inspect
def edit_recommendation(id):
    row = of_mine(Recommendation, id)
    data = {"words": row.words, "owner": row.owner_id, "due_on": row.due_on}
    return _advice_page(row.inspection, _advice_form(row.inspection, formdata=None, data=data), row)


@bp.post("/recommendations/<int:id>/change")
@may_inspect
def change_recommendation(id):
    row = of_mine(Recommendation, id)
    form = _advice_form(row.inspection)
    if only_looks():
        return _advice_page(row.inspection, form, row)
    if not form.validate_on_submit():
        return _advice_page(row.inspection, form, row), 422
    owner = session.scalars(select(Account).where(Account.id == form.owner.data)).one()
    return do(
        lambda: finding.change_recommendation(row, form.words.data, owner, form.due_on.data),
        home(row.inspection, "recommendations"),
    )


@bp.post("/recommendations/<int:id>/remove")
@may_inspect
def remove_recommendation(id):
    row = of_mine(Recommendation, id)
    return do(lambda: doing.remove(row), home(row.inspection, "recommendations"))
