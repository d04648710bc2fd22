"""For inspectors: their inspections, starting one, its criteria, and handing it over."""

from flask import Blueprint, Flask, redirect, render_template, url_for

from app.core.clock import today
from app.core.db import get_or_404
from app.core.forms import EmptyForm
from app.core.permissions import Permission
from app.core.security import signed_in
from surveys.inspections import doing, subjects, visiting
from surveys.inspections.certificates import certificate_of, is_earned, usual_end
from surveys.inspections.evidence import pictures_of
from surveys.inspections.finished import certificates_of
from surveys.inspections.follow_up_forms import CertificateForm
from surveys.inspections.forms import CriterionForm
from surveys.inspections.inspection_models import Criterion, Inspection
from surveys.inspections.overview import (
    changes_to_read,
    lapsed_of,
    pictures_to_look_at,
    waiting_for,
    with_all,
)
from surveys.inspections.rewording import kind_of
from surveys.inspections.routes.door import do, home, may_inspect, mine, of_mine
from surveys.inspections.routes.worry import desk_promise
from surveys.inspections.subjects import inspection_of
from surveys.inspections.texts import (
    ANSWERS,
    FINDING_KINDS,
    JUDGEMENTS,
    KIND_OF_BADGE,
    PARTS,
    PICTURE_KINDS,
    SHORT_RATINGS,
    STAGES,
    STATES,
    VISIT_KINDS,
)

bp = Blueprint("inspecting", __name__, url_prefix="/inspecting")


def init_app(app: Flask) -> None:
    subjects.register()
    app.context_processor(lambda: {"inspection_turns": inspection_turns})


def inspection_turns() -> dict | None:
    """What waits for the inspector who is here; None if nothing does."""
    account = signed_in()
    if account is None or not account.may(Permission.INSPECT):
        return None
    own = with_all(Inspection.done_by(account))
    waits = {
        "waiting": waiting_for(own, account),
        "pictures": pictures_to_look_at(own, account),
        "lapsed": lapsed_of(own, account),
        "changes": [
            (row, kind_of(row), inspection_of(row)) for row in changes_to_read(own, account)
        ],
    }
    return waits | {"stages": STAGES, "today": today()} if any(waits.values()) else None


@bp.get("/")
@may_inspect
def index():
    account = signed_in()
    found = with_all(Inspection.visible_to(account))
    return render_template(
        "inspections/index.html",
        own=[one for one in found if one.has(account)],
        others=[one for one in found if not one.has(account)],
        certificates=certificates_of([one.id for one in found]),
        states=STATES,
        today=today(),
    )


@bp.get("/<int:id>")
@may_inspect
def show(id):
    account = signed_in()
    inspection = get_or_404(Inspection.visible_to(account).where(Inspection.id == id))
    return inspection_page(inspection)


def inspection_page(inspection: Inspection, status: int = 200, **forms):
    """`forms` came with the page: criterion_form, certificate_form."""
    page = render_template(
        "inspections/show.html",
        **_what_is_there(inspection),
        criterion_form=forms.get("criterion_form") or CriterionForm(formdata=None),
        certificate_form=forms.get("certificate_form")
        or CertificateForm(formdata=None, data={"lapses_on": usual_end()}),
        button_form=EmptyForm(formdata=None),
        ratings=SHORT_RATINGS,
        visit_kinds=VISIT_KINDS,
        kinds=FINDING_KINDS,
        parts=PARTS,
        states=STATES,
        stages=STAGES,
        answers=ANSWERS,
        judgements=JUDGEMENTS,
        badges=KIND_OF_BADGE,
        today=today(),
    )
    return page, status


def _what_is_there(inspection: Inspection) -> dict:
    """The inspection; the pictures and visits for those who take part; the certificate.

    Beside a worry stands who reads it and when, and how it gets to the duty desk at once; that what
    was written raised an alert no page says, for somebody else may look at the phone.
    """
    account = signed_in()
    part = inspection.has(account)
    writes = part and inspection.state == "being_done"
    worries = writes and any(one.kind == "worry" for one in inspection.findings)
    ids = [one.id for one in inspection.criteria]
    return {
        "inspection": inspection,
        "mine": part,
        "writes": writes,
        "missing": doing.missing_in(inspection) if writes else [],
        "worry_promise": desk_promise(inspection.council_code) if worries else None,
        "pictures": pictures_of(ids, account) if part else {},
        "visits": visiting.visits_of(inspection) if part else [],
        "certificate": certificate_of(inspection),
        "earned": is_earned(inspection),
    }


@bp.post("/<int:id>/criteria")
@may_inspect
def add_criterion(id):
    inspection, form = mine(id), CriterionForm()
    if not form.validate_on_submit():
        return inspection_page(inspection, 422, criterion_form=form)
    return do(
        lambda: doing.add_criterion(inspection, form.words.data, signed_in()),
        home(inspection, "criteria"),
    )


@bp.get("/criteria/<int:criterion_id>/remove")
@may_inspect
def before_removing(criterion_id):
    criterion = of_mine(Criterion, criterion_id)
    if criterion.inspection.state != "being_done":
        return redirect(url_for("inspection_evidence.show", id=criterion.id))
    return render_template(
        "inspections/criterion_remove.html",
        criterion=criterion,
        inspection=criterion.inspection,
        pictures=pictures_of([criterion.id], signed_in()).get(criterion.id, []),
        kinds=PICTURE_KINDS,
        ratings=SHORT_RATINGS,
        button_form=EmptyForm(formdata=None),
    )


@bp.post("/criteria/<int:criterion_id>/remove")
@may_inspect
def remove_criterion(criterion_id):
    criterion = of_mine(Criterion, criterion_id)
    then = home(criterion.inspection, "criteria")
    return do(lambda: doing.remove(criterion), then)


@bp.post("/<int:id>/take-back")
@may_inspect
def take_back(id):
    inspection = mine(id)
    return do(lambda: doing.take_back(inspection), home(inspection))


@bp.post("/<int:id>/hand-over")
@may_inspect
def hand_over(id):
    inspection = mine(id)
    return do(lambda: doing.hand_over(inspection), home(inspection))
