"""For inspectors: their words and an officer's beside each other, and whether they agree."""

from flask import Blueprint, abort, redirect, render_template, url_for

from app.core.clock import today
from app.core.db import get_or_404
from app.core.security import signed_in
from surveys.asking import only_language
from surveys.inspections import rewording
from surveys.inspections.forms import SayForm
from surveys.inspections.inspection_models import Criterion
from surveys.inspections.rewording import KINDS, Told, told_mark
from surveys.inspections.routes.door import do, may_inspect, of_mine
from surveys.inspections.subjects import inspection_of
from surveys.inspections.told_models import InspectorsWords
from surveys.inspections.visit_models import EvidencePicture

bp = Blueprint("inspection_changes", __name__, url_prefix="/inspecting/changed")


def _row(kind: str, id: int) -> Told:
    """Something of an inspection in which they take part, or words for the board of a council they
    inspect in.
    """
    model = KINDS.get(kind) or abort(404)
    if model not in (InspectorsWords, EvidencePicture):
        return of_mine(model, id)
    found = get_or_404(model.visible_to(signed_in()).where(model.id == id))
    if isinstance(found, EvidencePicture):
        of_mine(Criterion, found.criterion_id)
    return found


def _home(row: Told) -> str:
    if isinstance(row, EvidencePicture):
        return url_for("inspection_evidence.show", id=row.criterion_id, _anchor="pictures")
    if isinstance(row, InspectorsWords):
        return url_for("inspectors_words.show")
    anchor = f"{rewording.kind_of(row)}s"
    return url_for("inspecting.show", id=row.inspection_id, _anchor=anchor)


def _page(row: Told, form: SayForm, now=None):
    """`now`: what it would be told like meanwhile, and what others of them said to it."""
    return render_template(
        "inspections/changed.html",
        row=row,
        says=not rewording.another_said_no(row, signed_in()),
        inspection=inspection_of(row),
        form=form,
        now=now,
        home=_home(row),
        today=today(),
    )


@bp.get("/<kind>/<int:id>")
@may_inspect
def show(kind, id):
    row = _row(kind, id)
    if not rewording.is_open(row):
        return redirect(_home(row))
    said = {None: None, True: "yes", False: "no"}[row.agreed]
    words = row.objection if row.objection_by_id == signed_in().id else None
    data = {"agreed": said, "words": words, "seen": told_mark(row)}
    return _page(row, SayForm(formdata=None, data=data))


@bp.post("/<kind>/<int:id>")
@may_inspect
def say(kind, id):
    row, form = _row(kind, id), SayForm()
    if only_language():
        return _page(row, form)
    if not form.validate_on_submit():
        return _page(row, form), 422
    agreed, words, seen = form.agreed.data == "yes", form.words.data or "", form.seen.data or ""

    def outdated():
        form.seen.data = told_mark(row)
        return _page(row, form, (row.told, row.told_because, row.objection))

    return do(
        lambda: rewording.say(row, agreed, words, signed_in(), seen),
        redirect(_home(row)),
        outdated,
    )
