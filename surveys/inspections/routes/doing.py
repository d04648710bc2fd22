"""For inspectors: their inspections, starting one, its criteria, and handing it over."""

from flask import Blueprint, render_template

from app.core.clock import today
from app.core.db import get_or_404
from app.core.forms import EmptyForm
from app.core.security import signed_in
from surveys.inspections import doing, subjects, visiting
from surveys.inspections.certificates import certificate_of, is_earned, usual_end
from surveys.inspections.evidence import pictures_of
from surveys.inspections.finished import certificates_of
from surveys.inspections.follow_up_forms import CertificateForm
from surveys.inspections.forms import CriterionForm
from surveys.inspections.inspection_models import Criterion, Inspection
from surveys.inspections.overview import (
    changes_for,
    changes_to_read,
    pictures_to_look_at,
    waiting_for,
    with_all,
)
from surveys.inspections.rewording import Told, kind_of
from surveys.inspections.routes.door import do, home, may_inspect, mine, of_mine
from surveys.inspections.subjects import inspection_of
from surveys.inspections.texts import (
    ANSWERS,
    FINDING_KINDS,
    JUDGEMENTS,
    KIND_OF_BADGE,
    SHORT_RATINGS,
    STAGES,
    STATES,
    VISIT_KINDS,
)

bp = Blueprint("inspecting", __name__, url_prefix="/inspecting")


def init_app(app) -> None:
    """What an officer put differently waits on an inspector's first page, which asks for it."""
    subjects.register()
    app.context_processor(lambda: {"changed_words": changed_words})


def changed_words() -> dict:
    """What waits for the word of whoever is here: each with its kind and its inspection."""
    return {"rows": _with_places(changes_for(signed_in())), "today": today()}


def _with_places(rows: list[Told]) -> list[tuple[Told, str, Inspection | None]]:
    return [(row, kind_of(row), inspection_of(row)) for row in rows]


@bp.get("/")
@may_inspect
def index():
    account = signed_in()
    found = with_all(Inspection.visible_to(account))
    return render_template(
        "inspections/index.html",
        own=[one for one in found if one.has(account)],
        others=[one for one in found if not one.has(account)],
        waiting=waiting_for(found, account),
        pictures=pictures_to_look_at(found, account),
        changes=_with_places(changes_to_read(found, account)),
        certificates=certificates_of([one.id for one in found]),
        states=STATES,
        stages=STAGES,
        badges=KIND_OF_BADGE,
        today=today(),
    )


@bp.get("/<int:id>")
@may_inspect
def show(id):
    account = signed_in()
    inspection = get_or_404(Inspection.visible_to(account).where(Inspection.id == id))
    return render_template("inspections/show.html", **_page(inspection))


def _page(inspection: Inspection, **more) -> dict:
    account = signed_in()
    part = inspection.has(account)
    ids = [one.id for one in inspection.criteria]
    return {
        "inspection": inspection,
        "mine": part,
        "writes": part and inspection.state == "being_done",
        "pictures": pictures_of(ids, account) if part else {},
        "visits": visiting.visits_of(inspection) if part else [],
        "certificate": certificate_of(inspection),
        "earned": is_earned(inspection),
        "criterion_form": CriterionForm(formdata=None),
        "certificate_form": CertificateForm(formdata=None, data={"lapses_on": usual_end()}),
        "button_form": EmptyForm(formdata=None),
        "ratings": SHORT_RATINGS,
        "visit_kinds": VISIT_KINDS,
        "kinds": FINDING_KINDS,
        "states": STATES,
        "stages": STAGES,
        "answers": ANSWERS,
        "judgements": JUDGEMENTS,
        "badges": KIND_OF_BADGE,
        "today": today(),
        **more,
    }


@bp.post("/<int:id>/criteria")
@may_inspect
def add_criterion(id):
    inspection, form = mine(id), CriterionForm()
    if not form.validate_on_submit():
        page = _page(inspection, criterion_form=form)
        return render_template("inspections/show.html", **page), 422
    return do(
        lambda: doing.add_criterion(inspection, form.words.data, signed_in()),
        home(inspection, "criteria"),
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
