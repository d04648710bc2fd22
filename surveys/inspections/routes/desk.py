"""For officers: the services, and what waits for their look."""

from flask import Blueprint, flash, redirect, render_template, url_for

from app.accounts.councils import councils_of
from app.accounts.models import Account
from app.core import audit
from app.core.clock import today
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.reporting import Period
from app.core.security import requires, signed_in
from surveys.inspections import checking, finding, own_words, rewording
from surveys.inspections.desk_forms import ServiceForm
from surveys.inspections.desk_texts import DESK_STATES
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.overview import owed_by
from surveys.inspections.service_models import InspectedService
from surveys.inspections.texts import KIND_OF_BADGE, SERVICE_KINDS, STAGES

bp = Blueprint("inspection_desk", __name__, url_prefix="/inspections/desk")
may_check = requires(Permission.INSPECTION_CHECK)


@bp.get("/")
@may_check
def index():
    account = signed_in()
    inspections = checking.inspections_for(account)
    theirs = checking.with_the_inspectors(inspections)
    inspections.sort(key=lambda one: (not _waits(one), one.id in theirs))
    services = InspectedService.visible_to(account)
    ordered = services.order_by(InspectedService.council_code, InspectedService.name)
    given = [one for one in inspections if one.state == "given"]
    return render_template(
        "inspections/desk/index.html",
        inspections=inspections,
        with_inspectors=theirs,
        objected=rewording.objected_in([one for one in inspections if one.state != "given"]),
        services=session.scalars(ordered).all(),
        owed=owed_by(given),
        words=[(Period.parse(one.quarter), one) for one in own_words.all_words(account)],
        councils={one.code: one.name for one in councils_of(account, Permission.INSPECTION_CHECK)},
        kinds=SERVICE_KINDS,
        states=DESK_STATES,
        stages=STAGES,
        badges=KIND_OF_BADGE,
        today=today(),
    )


def _waits(inspection: Inspection) -> bool:
    """True if something in it is for an officer to look at."""
    answers = any(row.waits_for_a_look for row in inspection.recommendations)
    return inspection.state == "with_officer" or answers


def _form(**values) -> ServiceForm:
    councils = councils_of(signed_in(), Permission.INSPECTION_CHECK)
    found: dict[int, Account] = {}
    for council in councils:
        found |= {one.id: one for one in session.scalars(finding.owners_for(council.code))}
    staff = sorted(found.values(), key=lambda one: (one.display_name, one.id))
    return ServiceForm([(one.code, one.name) for one in councils], staff, **values)


@bp.get("/services/new")
@may_check
def new():
    return render_template("inspections/desk/service.html", form=_form(formdata=None), service=None)


@bp.post("/services/new")
@may_check
def create():
    form = _form()
    if not form.validate_on_submit():
        return render_template("inspections/desk/service.html", form=form, service=None), 422
    return _keep(InspectedService(), form)


def _service(id: int) -> InspectedService:
    return get_or_404(InspectedService.visible_to(signed_in()).where(InspectedService.id == id))


@bp.get("/services/<int:service_id>")
@may_check
def edit(service_id):
    service = _service(service_id)
    data = {
        "name": service.name,
        "kind": service.kind,
        "council": service.council_code,
        "answers": service.answers_id or 0,
        "active": service.active,
    }
    form = _form(formdata=None, data=data)
    return render_template("inspections/desk/service.html", form=form, service=service)


@bp.post("/services/<int:service_id>")
@may_check
def change(service_id):
    service, form = _service(service_id), _form()
    if form.council.data is None:
        form.council.data = service.council_code
    if not form.validate_on_submit():
        return render_template("inspections/desk/service.html", form=form, service=service), 422
    return _keep(service, form)


def _keep(service: InspectedService, form: ServiceForm):
    """A service stays with the council it was written down for: its inspections are that one's."""
    service.name, service.kind = form.name.data.strip(), form.kind.data
    service.council_code = service.council_code or form.council.data
    service.active = form.active.data
    answers = {one.id for one in session.scalars(finding.owners_for(service.council_code))}
    if form.answers.data and form.answers.data not in answers:
        form.answers.errors = [_("They do not work for this council.")]
        session.rollback()
        there = service if service.id else None
        return render_template("inspections/desk/service.html", form=form, service=there), 422
    service.answers_id = form.answers.data or None
    session.add(service)
    session.flush()
    audit.record("inspected_service_kept", "inspected_service", service.id, signed_in())
    session.commit()
    flash(_("Kept."), "good")
    return redirect(url_for(".index"))
