"""Who works with a young person, and from when to when."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy import select

from app.core.db import get_or_404, session
from app.core.security import signed_in
from app.people import services, teams
from app.people.forms import AssignForm, EndPartForm
from app.people.models import Assignment
from app.people.routes import managed, may_manage, page
from app.people.texts import PARTS

bp = Blueprint("parts", __name__, url_prefix="/people")


@bp.post("/<int:id>/assignments")
@may_manage
def assign(id: int):
    young_person = managed(id)
    form = AssignForm(teams.workers_for(young_person.council_code))
    if not form.validate_on_submit():
        return page(young_person, form, 422)
    worker = form.workers[form.worker.data]
    services.assign(worker, young_person, form.part.data, form.starts_on.data, signed_in())
    session.commit()
    return redirect(url_for("people.show", id=id), 303)


@bp.post("/<int:id>/assignments/<int:assignment_id>/end")
@may_manage
def end_assignment(id: int, assignment_id: int):
    young_person = managed(id)
    assignment = get_or_404(
        select(Assignment).where(
            Assignment.id == assignment_id, Assignment.young_person_id == young_person.id
        )
    )
    if assignment.worker_id == signed_in().id:
        abort(403)  # somebody else says when a part of one's own is over
    form = EndPartForm()
    if not form.validate_on_submit():
        return page(young_person, status=422)
    at_once = form.when.data == "at_once"
    if at_once and request.form.get("sure") != "yes":
        return render_template(
            "people/end_part.html",
            young_person=young_person,
            assignment=assignment,
            parts=PARTS,
        )
    services.end_assignment(assignment, signed_in(), at_once=at_once)
    session.commit()
    return redirect(url_for("people.show", id=id), 303)
