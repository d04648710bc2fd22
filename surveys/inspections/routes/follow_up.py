"""For inspectors: the service's answer, whether it is enough, looking again, the certificate."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for

from app.core.clock import today
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.core.typesetting import MissingSigns
from surveys.asking import only_language
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


def _judge_form(row: Recommendation, sent=None) -> JudgeForm:
    data = {
        "judged": row.judged,
        "judged_words": row.judged_words,
        "seen": mark_of(row, ANSWER),
    }
    return JudgeForm(formdata=sent, data=data, prefix="judge")


def _sent(part: str, kept: str | None = None):
    """What came with the page for one of its forms, unless that is kept by now."""
    there = any(name.startswith(f"{part}-") for name in request.form)
    return request.form if there and part != kept else None


def _page(row: Recommendation, status: int = 200, now=None, kept=None, **forms):
    """`now`: what was answered or said of it meanwhile. What was typed for something else than was
    pressed comes back, but for the form that is `kept`.
    """
    told, usual_day = row.inspection.given_on, {"on": today()}
    usual = {
        "judge_form": _judge_form(row, _sent("judge", kept)),
        "revisit_form": RevisitForm(
            told, formdata=_sent("again", kept), data=usual_day, prefix="again"
        ),
        "close_form": CloseForm(formdata=_sent("close", kept), prefix="close"),
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


def _anything_unsent(row: Recommendation, kept: str) -> bool:
    """True if something was typed or picked in another form than this, and is not kept yet."""
    again = request.form.get("again-words", "").strip() or request.form.get("again-seen")
    sent = _sent("judge")
    judge, there = _judge_form(row, sent), _judge_form(row)
    said = [
        _plain(judge[one].data) != _plain(there[one].data) for one in ("judged", "judged_words")
    ]
    return (kept != "again" and bool(again)) or (kept != "judge" and bool(sent) and any(said))


def _plain(words: str | None) -> str:
    return (words or "").replace("\r\n", "\n").strip()


def _then(row: Recommendation, kept: str, answer):
    """The page again with what else was typed, where something was; otherwise on to `answer`."""
    is_kept = not isinstance(answer, tuple)
    return _page(row, kept=kept) if is_kept and _anything_unsent(row, kept) else answer


def _back(row: Recommendation):
    return redirect(url_for(".show", id=row.id))


@bp.post("/recommendations/<int:id>/judge")
@may_inspect
def judge(id):
    row, form = of_mine(Recommendation, id), JudgeForm(prefix="judge")
    if not form.validate_on_submit():
        return _page(row, 422, judge_form=form)
    words, seen = form.judged_words.data or "", form.seen.data or ""
    answer = do(
        lambda: answering.judge(row, form.judged.data, words, signed_in(), seen),
        _back(row),
        lambda: _outdated(row, form),
    )
    return _then(row, "judge", answer)


def _outdated(row: Recommendation, form: JudgeForm):
    form.seen.data = mark_of(row, ANSWER)
    return _page(row, now=answered_now(row), judge_form=form)[0]


@bp.post("/recommendations/<int:id>/again")
@may_inspect
def revisit(id):
    row = of_mine(Recommendation, id)
    form = RevisitForm(row.inspection.given_on, prefix="again")
    if only_language():
        return _page(row)
    if not form.validate_on_submit():
        return _page(row, 422, revisit_form=form)
    on, seen, words = form.on.data, form.seen.data, form.words.data or ""
    answer = do(lambda: answering.revisit(row, on, seen, words, signed_in()), _back(row))
    return _then(row, "again", answer)


@bp.post("/recommendations/<int:id>/close")
@may_inspect
def close(id):
    row, form = of_mine(Recommendation, id), CloseForm(prefix="close")
    if not form.validate_on_submit():
        return _page(row, 422, close_form=form)
    if _anything_unsent(row, "close"):
        flash(_("Keep what you wrote first, or take it out: once it is closed it cannot be sent."))
        return _page(row, 409)
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
