"""For inspectors: the service's answer, whether it is enough, looking again, the certificate."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for

from app.core.clock import today
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.core.typesetting import MissingSigns
from surveys.inspections import answering, certificates
from surveys.inspections.asked import next_up
from surveys.inspections.finding_models import Recommendation
from surveys.inspections.follow_up_forms import (
    CertificateForm,
    CloseForm,
    JudgeForm,
    RevisitForm,
)
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.marks import ANSWER, mark_of
from surveys.inspections.routes.doing import inspection_page
from surveys.inspections.routes.door import do, home, may_inspect, mine, of_mine
from surveys.inspections.texts import (
    ANSWERS,
    JUDGEMENTS,
    KIND_OF_BADGE,
    OUTCOMES,
    SEEN,
    STAGES,
    answered_now,
)

bp = Blueprint("inspection_follow_up", __name__, url_prefix="/inspecting")


@bp.get("/recommendations/<int:id>")
@may_inspect
def show(id):
    return _page(of_mine(Recommendation, id))


def _page(row: Recommendation, status: int = 200, now=None, **forms):
    """`now`: what was answered or said of it meanwhile."""
    judged = {
        "judged": row.judged,
        "judged_words": row.judged_words,
        "seen": mark_of(row, ANSWER),
    }
    told = row.inspection.given_on
    usual = {
        "judge_form": JudgeForm(formdata=None, data=judged, prefix="judge"),
        "revisit_form": RevisitForm(told, formdata=None, data={"on": today()}, prefix="again"),
        "close_form": CloseForm(formdata=None, prefix="close"),
    }
    page = render_template(
        "inspections/recommendation.html",
        row=row,
        now=now,
        told_if_late=next_up(row.inspection, [row]),
        inspection=row.inspection,
        given=row.inspection.state == "given",
        answers=ANSWERS,
        judgements=JUDGEMENTS,
        outcomes=OUTCOMES,
        seen=SEEN,
        stages=STAGES,
        badges=KIND_OF_BADGE,
        today=today(),
        **{**usual, **forms},
    )
    return page, status


def _back(row: Recommendation):
    return redirect(url_for(".show", id=row.id))


@bp.post("/recommendations/<int:id>/judge")
@may_inspect
def judge(id):
    row, form = of_mine(Recommendation, id), JudgeForm(prefix="judge")
    if not form.validate_on_submit():
        return _page(row, 422, judge_form=form)
    words, seen = form.judged_words.data or "", form.seen.data or ""
    return do(
        lambda: answering.judge(row, form.judged.data, words, signed_in(), seen),
        _back(row),
        lambda: _outdated(row, form),
    )


def _outdated(row: Recommendation, form: JudgeForm):
    form.seen.data = mark_of(row, ANSWER)
    return _page(row, now=answered_now(row), judge_form=form)[0]


@bp.post("/recommendations/<int:id>/again")
@may_inspect
def revisit(id):
    row = of_mine(Recommendation, id)
    form = RevisitForm(row.inspection.given_on, prefix="again")
    if not form.validate_on_submit():
        return _page(row, 422, revisit_form=form)
    on, seen, words = form.on.data, form.seen.data, form.words.data or ""
    return do(lambda: answering.revisit(row, on, seen, words, signed_in()), _back(row))


@bp.post("/recommendations/<int:id>/close")
@may_inspect
def close(id):
    row, form = of_mine(Recommendation, id), CloseForm(prefix="close")
    if not form.validate_on_submit():
        return _page(row, 422, close_form=form)
    return do(lambda: answering.close(row, form.outcome.data), _back(row))


@bp.post("/<int:id>/certificate")
@may_inspect
def give_certificate(id):
    inspection, form = mine(id), CertificateForm()
    if not form.validate_on_submit():
        return inspection_page(inspection, 422, certificate_form=form)
    try:
        certificates.give_certificate(inspection, form.lapses_on.data, signed_in())
    except certificates.NotMet:
        flash(_("Not yet: every criterion must be good, and everything done."), "careful")
        return inspection_page(inspection, 409)
    session.commit()
    return home(inspection, "certificate")


@bp.get("/<int:id>/certificate.pdf")
@requires(Permission.INSPECT, Permission.INSPECTION_CHECK, Permission.INSPECTION_ANSWER)
def certificate(id):
    """For those who may see the inspection: the public is never told which home it was."""
    seen = Inspection.visible_to(signed_in()).where(Inspection.id == id)
    given = certificates.certificate_of(get_or_404(seen)) or abort(404)
    try:
        content = certificates.as_pdf(given)
    except MissingSigns as missing:
        flash(_("The name has signs we cannot print: %(signs)s", signs=str(missing)), "careful")
        return redirect(url_for("inspections.show", id=id))
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'attachment; filename="certificate.pdf"'
    return answer
