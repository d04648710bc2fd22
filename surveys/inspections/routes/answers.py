"""For those who answer for a service, and their managers: what inspectors ask of them."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for

from app.core import audit
from app.core.clock import today
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.in_line import in_a_line
from app.core.looking import only_looks
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.people.pointing import POINTED, Pointed, names_in, pointed_at
from surveys.inspections import answering, evidence
from surveys.inspections.asked import next_up
from surveys.inspections.certificates import certificate_of
from surveys.inspections.desk_forms import AnswerForm
from surveys.inspections.finding_models import Recommendation
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.marks import ANSWER, Outdated, mark_of
from surveys.inspections.overview import owed_by, with_all
from surveys.inspections.reading import how_it_reads
from surveys.inspections.texts import (
    ANSWERS,
    FINDING_KINDS,
    JUDGEMENTS,
    KIND_OF_BADGE,
    PICTURE_KINDS,
    RATINGS,
    SEEN,
    STAGES,
    answered_now,
)

bp = Blueprint("inspection_answers", __name__, url_prefix="/inspections/answers")
may_answer = requires(Permission.INSPECTION_ANSWER)


@bp.get("/")
@may_answer
def index():
    found = with_all(Inspection.visible_to(signed_in()).where(Inspection.state == "given"))
    return render_template(
        "inspections/answers/index.html",
        inspections=found,
        owed=owed_by(found),
        stages=STAGES,
        badges=KIND_OF_BADGE,
        today=today(),
    )


def _one(id: int) -> Inspection:
    seen = Inspection.visible_to(signed_in())
    return get_or_404(seen.where(Inspection.id == id, Inspection.state == "given"))


@bp.get("/about/<int:inspection_id>")
@may_answer
def about(inspection_id):
    """All of one inspection, as an officer let it through."""
    inspection = _one(inspection_id)
    audit.record("read", "inspection", inspection.id, signed_in())
    session.commit()
    ids = [one.id for one in inspection.criteria]
    return render_template(
        "inspections/answers/about.html",
        inspection=inspection,
        pictures=evidence.pictures_of(ids, signed_in()),
        certificate=certificate_of(inspection),
        kinds=FINDING_KINDS,
        ratings=RATINGS,
        picture_kinds=PICTURE_KINDS,
        stages=STAGES,
        badges=KIND_OF_BADGE,
        today=today(),
    )


def _recommendation(id: int) -> Recommendation:
    seen = answering.given_of(Inspection.visible_to(signed_in()))
    return get_or_404(seen.where(Recommendation.id == id))


@bp.get("/<int:id>")
@may_answer
def show(id):
    row = _recommendation(id)
    audit.record("read", row.__tablename__, row.id, signed_in())
    session.commit()
    data = {
        "answer": row.answer,
        "because": row.because,
        "do_by": row.do_by,
        "seen": mark_of(row, ANSWER),
    }
    return _page(row, AnswerForm(formdata=None, data=data))


def _page(row: Recommendation, form: AnswerForm, status: int = 200, now=None, **said):
    """`now`: what somebody else answered, or the inspectors said of it, meanwhile. `looked` and
    `pointed`: how the answer reads and what in it may tell who it is about, if that is to be said.
    """
    page = render_template(
        "inspections/answers/show.html",
        row=row,
        form=form,
        now=now,
        looked=said.get("looked"),
        pointed=said.get("pointed"),
        why=POINTED,
        told_if_late=next_up(row.inspection, [row]),
        may_answer=row.outcome is None and answering.may_answer(row, signed_in()),
        answers=ANSWERS,
        judgements=JUDGEMENTS,
        seen=SEEN,
        stages=STAGES,
        badges=KIND_OF_BADGE,
        today=today(),
    )
    return page, status


@bp.post("/<int:id>")
@may_answer
def answer(id):
    row, form = _recommendation(id), AnswerForm()
    if not answering.may_answer(row, signed_in()):
        abort(404)
    looked = how_it_reads(form.because.data)
    pointed = pointed_at(form.because.data or "", names_in(row.inspection.council_code))
    if only_looks():
        form.first_sees(looked, pointed)
        return _page(row, form, looked=looked, pointed=pointed)
    if not form.validate_on_submit() or _names_somebody(form, pointed):
        return _page(row, form, 422)
    if form.first_sees(looked, pointed):
        return _page(row, form, looked=looked, pointed=pointed)
    try:
        answering.answer(row, form.given(), signed_in(), form.seen.data or "")
    except Outdated:
        session.rollback()
        form.seen.data = mark_of(row, ANSWER)
        return _page(row, form, 409, answered_now(row))
    except answering.NotNow:
        session.rollback()
        flash(_("It is closed, so it needs no other answer."), "careful")
        return redirect(url_for(".show", id=id))
    session.commit()
    flash(_("Sent. The inspectors read it; everybody can once an officer has looked."), "good")
    return redirect(url_for(".show", id=row.id))


def _names_somebody(form: AnswerForm, pointed: list[Pointed]) -> bool:
    """An answer is public: it names no young person and no colleague of this council."""
    names = [one.word for one in pointed if one.why == "name"]
    if names:
        form.because.errors = [
            _("Everybody can read this: leave out %(names)s.", names=in_a_line(names))
        ]
    return bool(names)
