"""For inspectors: their visits, and what they saw."""

from flask import Blueprint, render_template

from app.core.calendars import day_in_text
from app.core.clock import today
from app.core.i18n import _
from app.core.security import signed_in
from surveys.asking import only_language
from surveys.inspections import doing, visiting
from surveys.inspections.forms import VisitForm
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.marks import VISIT, mark_of
from surveys.inspections.routes.door import do, home, may_inspect, mine, of_mine
from surveys.inspections.texts import VISIT_KINDS
from surveys.inspections.visit_models import Visit

bp = Blueprint("inspection_visits", __name__, url_prefix="/inspecting")


def _form(inspection: Inspection, **values) -> VisitForm:
    people = [one.account for one in inspection.inspectors]
    return VisitForm(people, min(inspection.starts_on, inspection.started_on), **values)


def _told(form: VisitForm) -> visiting.Told:
    people = tuple(dict.fromkeys(form.people.data or ()))
    return visiting.Told(form.kind.data, form.on.data, people, form.notes.data or "")


def _page(inspection: Inspection, form: VisitForm, visit: Visit | None = None, now=None):
    """`now`: what somebody else wrote meanwhile."""
    return render_template(
        "inspections/visit.html",
        inspection=inspection,
        form=form,
        visit=visit,
        now=now,
        writes=inspection.state == "being_done",
        title=_("A visit"),
    )


def _outdated(visit: Visit, form: VisitForm):
    form.seen.data = mark_of(visit, VISIT)
    names = ", ".join(one.account.display_name for one in visit.people)
    now = (f"{day_in_text(visit.on)}: {VISIT_KINDS[visit.kind]}", names, visit.notes)
    return _page(visit.inspection, form, visit, now)


@bp.get("/<int:id>/visits/new")
@may_inspect
def new(id):
    inspection = mine(id)
    data = {"on": today(), "people": [signed_in().id]}
    return _page(inspection, _form(inspection, formdata=None, data=data))


@bp.post("/<int:id>/visits/new")
@may_inspect
def create(id):
    inspection = mine(id)
    form = _form(inspection)
    if only_language():
        return _page(inspection, form)
    if not form.validate_on_submit():
        return _page(inspection, form), 422
    return do(
        lambda: visiting.add_visit(inspection, _told(form), signed_in()), home(inspection, "visits")
    )


@bp.get("/visits/<int:id>")
@may_inspect
def show(id):
    visit = of_mine(Visit, id)
    data = {
        "kind": visit.kind,
        "on": visit.on,
        "people": visit.people_ids,
        "notes": visit.notes,
        "seen": mark_of(visit, VISIT),
    }
    return _page(visit.inspection, _form(visit.inspection, formdata=None, data=data), visit)


@bp.post("/visits/<int:id>")
@may_inspect
def change(id):
    visit = of_mine(Visit, id)
    form = _form(visit.inspection)
    if only_language():
        return _page(visit.inspection, form, visit)
    if not form.validate_on_submit():
        return _page(visit.inspection, form, visit), 422
    return do(
        lambda: visiting.change_visit(visit, _told(form), signed_in(), form.seen.data or ""),
        home(visit.inspection, "visits"),
        lambda: _outdated(visit, form),
    )


@bp.post("/visits/<int:id>/remove")
@may_inspect
def remove(id):
    visit = of_mine(Visit, id)
    return do(lambda: doing.remove(visit), home(visit.inspection, "visits"))
