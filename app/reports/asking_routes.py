"""For officers: ask the Young Inspectors, see who signed, and look for names in a dissent."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from app.core import audit
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.reporting import Period
from app.core.security import requires, signed_in
from app.people.pointing import POINTED, names_in, pointed_at
from app.reports import services, signing
from app.reports.asking_forms import LookForm
from app.reports.models import Report
from app.reports.signed_chapter import name_of
from app.reports.voice_models import Dissent, Signature

bp = Blueprint("asking", __name__, url_prefix="/reports")
may_write = requires(Permission.REPORT_WRITE)


def _draft(id: int) -> Report:
    return get_or_404(
        Report.visible_to(signed_in()).where(Report.id == id, Report.state == "draft")
    )


@bp.get("/<int:id>/inspectors")
@may_write
def show(id):
    return _page(_draft(id))


def _page(report: Report, status: int = 200, wrong: tuple[int, LookForm] | None = None):
    digest = "" if wrong else signing.digest_of(services.draft_report(report).chapters)
    said = signing.said_of(report, digest)
    waiting = [row for one in said if (row := one.signature.dissent) and row.state == "waiting"]
    forms = {row.id: LookForm(formdata=None, prefix=f"d{row.id}") for row in waiting}
    if wrong:
        forms[wrong[0]] = wrong[1]
    names = names_in(report.council_code) if waiting else set()
    page = render_template(
        "reports/inspectors.html",
        report=report,
        period=Period.parse(report.quarter),
        asking=signing.asking_of(report),
        inspectors=signing.inspectors_of(report.council_code),
        said=said,
        compared=bool(digest),
        names=name_of,
        forms=forms,
        pointed={row.id: pointed_at(row.words, names) for row in waiting},
        why=POINTED,
        button_form=EmptyForm(formdata=None),
    )
    _record_readings(said)
    return page, status


def _record_readings(said) -> None:
    read = [row.id for one in said for row in one.signature.dissents]
    if read:
        audit.record_each("read", signing.SUBJECT, read, signed_in())
        session.commit()


@bp.post("/<int:id>/inspectors/ask")
@may_write
def ask(id):
    report = _draft(id)
    try:
        signing.ask(report, signed_in())
    except signing.NobodyToAsk:
        flash(_("This council has no Young Inspector who can sign in yet."), "careful")
    else:
        flash(_("They find the draft on their first page."))
    session.commit()
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<int:id>/inspectors/look")
@may_write
def look(id):
    """What the officer found in one dissent, which the form names."""
    report = _draft(id)
    row = _dissent(report, request.form.get("dissent", ""))
    if row is None:
        flash(_("That dissent is not there any more."), "careful")
        return redirect(url_for(".show", id=id), 303)
    form = LookForm(prefix=f"d{row.id}")
    if not form.validate_on_submit():
        return _page(report, 422, (row.id, form))
    ask_for = (form.ask_for.data or "").strip() if form.verdict.data == "ask" else ""
    try:
        signing.look_at(row, signed_in(), ask_for)
    except signing.NotAsked:
        abort(409)
    session.commit()
    return redirect(url_for(".show", id=id), 303)


def _dissent(report: Report, written: str) -> Dissent | None:
    """The dissent on this very report with this number; None for anything else."""
    if not (written.isascii() and written.isdigit() and len(written) < 20):
        return None
    row = session.get(Dissent, int(written)) if int(written) < 2**63 else None
    if row is None or session.get_one(Signature, row.signature_id).report_id != report.id:
        return None
    return row if row is row.signature.dissent else None
