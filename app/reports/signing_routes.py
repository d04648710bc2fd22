"""For Young Inspectors: drafts their council gave them to read, to sign or not to agree with."""

from flask import Blueprint, Flask, flash, redirect, render_template, url_for

from app.core import audit
from app.core.db import get_or_404, only_reads_at_first, session, will_write
from app.core.forms import EmptyForm
from app.core.i18n import _, current_language
from app.core.permissions import Permission
from app.core.reporting import Period
from app.core.security import requires, signed_in
from app.reports import services, signing, voice_subjects
from app.reports.frozen import open_frozen
from app.reports.models import Report
from app.reports.pdf import how_to_read
from app.reports.signing_forms import DissentForm, SignForm
from surveys.asking import only_language

bp = Blueprint("signing", __name__, url_prefix="/reports/sign")
is_asked = requires(Permission.REPORT_SIGN)


def init_app(app: Flask) -> None:
    voice_subjects.register()


@bp.get("/")
@is_asked
def index():
    rows = signing.visible_to(signed_in()).order_by(Report.quarter.desc(), Report.id)
    reports = [
        (one, Period.parse(one.quarter).label, signing.signature_by(one, signed_in()))
        for one in session.scalars(rows)
    ]
    return render_template("reports/sign/index.html", reports=reports)


@bp.app_context_processor
def _waiting() -> dict:
    return {"words_asked_for": words_asked_for}


def words_asked_for() -> list:
    """The dissents whose writer, who is here, is asked to say them in another way by a day."""
    account = signed_in()
    if account is None or not account.may(Permission.REPORT_SIGN):
        return []
    return signing.asked_of(account)


def _one(id: int) -> Report:
    return get_or_404(signing.visible_to(signed_in()).where(Report.id == id))


@bp.get("/<int:id>")
@is_asked
def show(id):
    return _page(_one(id))


def _page(report: Report, status: int = 200, sign_form=None, dissent_form=None):
    """The draft as the board would get it, or what was frozen."""
    frozen = report.state == "frozen"
    chapters = open_frozen(report).printed if frozen else _draft_chapters(report)
    digest = signing.digest_of(chapters)
    mine = signing.signature_by(report, signed_in())
    page = render_template(
        "reports/sign/show.html",
        report=report,
        period=Period.parse(report.quarter),
        chapters=chapters,
        how=how_to_read(),
        mine=mine,
        current=bool(mine) and mine.draft_digest == digest,
        readers=_readers(mine),
        sign_form=sign_form or _empty(SignForm, digest, mine, "sign"),
        dissent_form=dissent_form or _empty(DissentForm, digest, mine, "dissent"),
        writing=dissent_form is not None,
        button_form=EmptyForm(formdata=None),
    )
    return page, status


def _draft_chapters(report: Report):
    return services.draft_report(report).chapters


def _empty(form, digest: str, mine, prefix: str):
    """The form for this draft, with what was said before in it."""
    data = {"read": digest, "printed_as": mine.printed_as if mine else None}
    if mine and mine.dissents:
        data["words"] = mine.dissents[-1].words
    return form(formdata=None, data=data, prefix=prefix)


def _readers(mine) -> list[str]:
    """The adults who have read what they wrote."""
    rows = [(signing.SUBJECT, one.id) for one in mine.dissents] if mine else []
    return [entry.actor_name for entry in audit.readings(rows)] if rows else []


@bp.post("/<int:id>/sign")
@is_asked
def sign(id):
    only_reads_at_first()  # The gate takes seconds, in which others write.
    report, form = _one(id), SignForm(prefix="sign")
    if not form.validate_on_submit():
        return _page(report, 422, sign_form=form)

    def work(digest: str) -> None:
        signing.sign(report, signed_in(), form.printed_as.data, form.read.data, digest)
        flash(_("Signed. Thank you. Your name stands in the report when it goes to the board."))

    return _said(report, work, sign_form=form)


@bp.post("/<int:id>/dissent")
@is_asked
def add_dissent(id):
    only_reads_at_first()
    report, form = _one(id), DissentForm(prefix="dissent")
    if only_language():
        return _page(report, dissent_form=form)
    if not form.validate_on_submit():
        return _page(report, 422, dissent_form=form)

    def work(digest: str) -> None:
        page = str(current_language())
        words = form.words.data.strip()
        named = form.printed_as.data
        signing.dissent(report, signed_in(), named, words, form.read.data, digest, page)
        flash(_("Kept. An adult looks for names in it, and then it is printed as you wrote it."))

    return _said(report, work, dissent_form=form)


@bp.post("/<int:id>/take-back")
@is_asked
def take_back(id):
    report = _one(id)
    try:
        signing.take_back(report, signed_in())
    except signing.NotAsked:
        return _too_late(id)
    except signing.LookedAt:
        flash(_("Somebody is looking at these words already, so they stay."), "careful")
    else:
        session.commit()
        flash(_("Taken back."))
    return redirect(url_for(".show", id=id), 303)


def _said(report: Report, work, **forms):
    """Do it for the draft there is now; where it is another than was read, show that one."""
    id = report.id
    if report.state == "frozen":
        return _too_late(id)
    digest = signing.digest_of(_draft_chapters(report))
    will_write()
    try:
        work(digest)
    except signing.NotAsked:
        session.rollback()
        return _too_late(id)
    except signing.AnotherDraft:
        session.rollback()
        only_reads_at_first()
        for form in forms.values():
            form.read.data = digest
        flash(_("The report has changed since you opened it. Please read it once more."), "careful")
        return _page(_one(id), 409, **forms)
    session.commit()
    return redirect(url_for(".show", id=id), 303)


def _too_late(id: int):
    flash(_("The report is final now, so nothing can be added any more."), "careful")
    return redirect(url_for(".show", id=id), 303)
