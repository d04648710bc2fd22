"""For inspectors: choosing a service, starting an inspection of it, and who takes part."""

from flask import Blueprint, flash, redirect, render_template, url_for

from app.accounts.councils import staff_with
from app.accounts.models import Account
from app.core.calendars import day_in_text
from app.core.clock import today
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import signed_in
from surveys.inspections import doing
from surveys.inspections.forms import NOBODY, StartForm, WhoForm
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.marks import WHO, mark_of
from surveys.inspections.routes.door import do, home, may_inspect, mine
from surveys.inspections.service_models import InspectedService
from surveys.inspections.texts import SERVICE_KINDS

bp = Blueprint("inspection_start", __name__, url_prefix="/inspecting")


@bp.get("/new")
@may_inspect
def choose():
    rows = InspectedService.visible_to(signed_in()).where(InspectedService.active)
    ordered = rows.order_by(InspectedService.council_code, InspectedService.name)
    return render_template(
        "inspections/choose.html", services=session.scalars(ordered).all(), kinds=SERVICE_KINDS
    )


def _service(id: int) -> InspectedService:
    """One that did not close."""
    rows = InspectedService.visible_to(signed_in()).where(InspectedService.active)
    return get_or_404(rows.where(InspectedService.id == id))


def _start_form(service: InspectedService, form=StartForm, **values) -> StartForm:
    account = signed_in()
    people = doing.inspectors_of(service.council_code).where(Account.id != account.id)
    adults = staff_with(Permission.INSPECTION_CHECK, service.council_code)
    before = Inspection.visible_to(account).where(Inspection.council_code == service.council_code)
    earlier = session.scalars(before.order_by(Inspection.starts_on.desc()).limit(50))
    words = [(one.id, f"{one.service.name}, {day_in_text(one.starts_on)}") for one in earlier]
    return form(session.scalars(people).all(), session.scalars(adults).all(), words, **values)


@bp.get("/new/<int:service_id>")
@may_inspect
def new(service_id):
    service = _service(service_id)
    form = _start_form(service, formdata=None, data={"starts_on": today()})
    return render_template("inspections/new.html", service=service, form=form)


@bp.post("/new/<int:service_id>")
@may_inspect
def create(service_id):
    service = _service(service_id)
    form = _start_form(service)
    if not form.validate_on_submit():
        return render_template("inspections/new.html", service=service, form=form), 422
    copied = session.get(Inspection, form.copied.data) if form.copied.data else None
    beside = session.get(Account, form.beside.data) if form.beside.data else None
    inspection = doing.start_inspection(
        service, form.starts_on.data, form.people.data, beside, signed_in(), copied
    )
    session.commit()
    flash(_("Started. Next, write what a good one does."), "good")
    return redirect(url_for("inspecting.show", id=inspection.id))


@bp.get("/<int:id>/who")
@may_inspect
def who(id):
    inspection = mine(id)
    data = {
        "starts_on": inspection.starts_on,
        "people": [one.account_id for one in inspection.inspectors],
        "beside": inspection.beside_id or NOBODY,
        "seen": mark_of(inspection, WHO),
    }
    form = _start_form(inspection.service, WhoForm, formdata=None, data=data)
    return _who_page(inspection, form)


def _who_page(inspection: Inspection, form: WhoForm, now=None):
    """`now`: what somebody else said meanwhile."""
    return render_template("inspections/who.html", inspection=inspection, form=form, now=now)


def _outdated(inspection: Inspection, form: WhoForm):
    form.seen.data = mark_of(inspection, WHO)
    names = ", ".join(one.account.display_name for one in inspection.inspectors)
    beside = inspection.beside.display_name if inspection.beside else None
    return _who_page(inspection, form, (day_in_text(inspection.starts_on), names, beside))


@bp.post("/<int:id>/who")
@may_inspect
def change_who(id):
    inspection = mine(id)
    form = _start_form(inspection.service, WhoForm)
    if not form.validate_on_submit():
        return _who_page(inspection, form), 422
    beside = session.get(Account, form.beside.data) if form.beside.data else None
    day, people, seen = form.starts_on.data, form.people.data, form.seen.data or ""
    return do(
        lambda: doing.change_who(inspection, day, people, beside, signed_in(), seen),
        home(inspection),
        lambda: _outdated(inspection, form),
    )
