"""For everybody: what Young Inspectors found, and what the services answered."""

from flask import Blueprint, render_template
from sqlalchemy import select

from app.core.clock import today
from app.core.db import get_or_404
from app.core.security import public, signed_in
from surveys.inspections import finished
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.texts import (
    ANSWERS,
    FINDING_KINDS,
    JUDGEMENTS,
    KIND_OF_BADGE,
    STAGES,
    public_name,
)

bp = Blueprint("inspections", __name__, url_prefix="/inspections")


@bp.get("/")
@public
def index():
    found = finished.finished()
    return render_template(
        "inspections/public/index.html",
        inspections=found,
        certificates=finished.certificates_of([one.id for one in found]),
        public_name=public_name,
        told_of=finished.told_of,
        today=today(),
        account=signed_in(),
    )


@bp.get("/<int:id>")
@public
def show(id):
    inspection = get_or_404(
        select(Inspection).where(Inspection.id == id, Inspection.state == "given")
    )
    return render_template(
        "inspections/public/show.html",
        inspection=inspection,
        name=public_name(inspection.service),
        told=finished.told_of(inspection),
        certificate=finished.certificates_of([inspection.id]).get(inspection.id),
        kinds=FINDING_KINDS,
        answers=ANSWERS,
        stages=STAGES,
        judgements=JUDGEMENTS,
        badges=KIND_OF_BADGE,
        today=today(),
    )
