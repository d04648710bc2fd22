"""Board reports: begin, look over, freeze; then the same as a web page and as a PDF."""

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, url_for
from sqlalchemy import select

from app.accounts.councils import councils_of
from app.accounts.models import Council
from app.core import charts
from app.core.clock import today
from app.core.db import get_or_404, only_reads_at_first, session, will_write
from app.core.disclosure import NotSafe
from app.core.i18n import _, speaking
from app.core.permissions import Permission
from app.core.reporting import Period
from app.core.security import requires, signed_in
from app.reports import population, services
from app.reports.cell_words import in_words
from app.reports.folding import folded
from app.reports.forms import FreezeForm, NewReportForm, PopulationForm
from app.reports.frozen import open_frozen
from app.reports.guard import AlreadyFrozen
from app.reports.models import Report
from app.reports.pdf import cover_of, how_to_read, make_pdf
from app.reports.signing import DissentWaits, asking_of, dissent_waits
from feedback.chapter_words import GROUPS
from feedback.outstanding import outstanding

bp = Blueprint("reports", __name__, url_prefix="/reports")
bp.add_app_template_global(charts.lay_out, "chart_layout")

QUARTERS_BACK = 8

may_write = requires(Permission.REPORT_WRITE)
may_read = requires(Permission.REPORT_READ, Permission.REPORT_WRITE)


def _councils() -> list[Council]:
    """Those this officer writes for."""
    return councils_of(signed_in(), Permission.REPORT_WRITE)


def _new_form(**data) -> NewReportForm:
    form = NewReportForm(**data)
    form.council_code.choices = [(council.code, council.name) for council in _councils()]
    quarters, period = [], Period.holding(today())
    for _step in range(QUARTERS_BACK):
        quarters.append((period.code, period.label))
        period = period.previous
    form.quarter.choices = quarters
    return form


def _draft(id: int) -> Report:
    """A draft this officer writes; what is frozen is not a draft any more."""
    return get_or_404(
        Report.visible_to(signed_in()).where(Report.id == id, Report.state == "draft")
    )


@bp.get("/")
@may_read
def index():
    rows = Report.visible_to(signed_in()).order_by(Report.quarter.desc(), Report.council_code)
    return render_template(
        "reports/list.html",
        reports=session.scalars(rows).all(),
        names={council.code: council.name for council in session.scalars(select(Council))},
        label=lambda report: Period.parse(report.quarter).label,
        may_write=signed_in().may(Permission.REPORT_WRITE),
    )


@bp.get("/new")
@may_write
def new():
    last = Period.holding(today()).previous
    return render_template("reports/new.html", form=_new_form(formdata=None, quarter=last.code))


@bp.post("/new")
@may_write
def create():
    form = _new_form()
    if not form.validate_on_submit():
        return render_template("reports/new.html", form=form), 422
    council = session.get_one(Council, form.council_code.data)
    report = services.start_report(council, Period.parse(form.quarter.data), signed_in())
    session.commit()
    return redirect(url_for(".being_made", id=report.id), 303)


@bp.get("/<int:id>/being-made")
@may_write
def being_made(id):
    """Says that the gate works on the draft, and asks for it: it stays on the screen meanwhile."""
    return render_template("reports/being_made.html", report=_draft(id))


@bp.get("/<int:id>")
@may_read
def show(id):
    report = get_or_404(Report.visible_to(signed_in()).where(Report.id == id))
    return _frozen_page(report) if report.state == "frozen" else _draft_page(report)


def _frozen_page(report: Report) -> str:
    return render_template(
        "reports/show.html",
        report=report,
        frozen=(frozen := open_frozen(report)),
        chapters=folded(frozen.printed),
        how=how_to_read(),
    )


def _draft_page(report: Report, findings=(), status: int = 200):
    period = Period.parse(report.quarter)
    given = population.population_of(report)
    drafted = services.draft_report(report)
    page = render_template(
        "reports/draft.html",
        report=report,
        period=period,
        council=session.get_one(Council, report.council_code),
        over=today() > period.last_day,
        waits=dissent_waits(report),
        chapters=folded(drafted.chapters),
        population_form=PopulationForm(formdata=None, data=given),
        findings=[in_words(found) for found in findings],
        how=how_to_read(),
    )
    return page, status


@bp.post("/<int:id>/population")
@may_write
def give_population(id):
    report, form = _draft(id), PopulationForm()
    if not form.validate_on_submit():
        return render_template("reports/population.html", report=report, form=form), 422
    counts = {field.name: field.data for field in form if field.name != "csrf_token"}
    population.give_population(report, counts, signed_in())
    session.commit()
    flash(_("Kept. The shares below are made from these figures."))
    return redirect(url_for(".show", id=report.id), 303)


@bp.get("/<int:id>/freeze")
@may_write
def before_freezing(id):
    """A second look: what would be frozen, and what is still open in it."""
    report = _draft(id)
    period, given = Period.parse(report.quarter), population.population_of(report)
    if today() <= period.last_day:
        return redirect(url_for(".show", id=id), 303)
    return render_template(
        "reports/freeze.html",
        report=report,
        period=period,
        council=session.get_one(Council, report.council_code),
        left=outstanding(period, report.council_code),
        not_given=[label for group, label in GROUPS.items() if group not in given],
        may_code=signed_in().may(Permission.CODE),
        asking=asking_of(report),
        dissent_waits=dissent_waits(report),
    )


@bp.post("/<int:id>/freeze")
@may_write
def freeze(id):
    only_reads_at_first()  # The gate takes seconds, in which others write.
    report, form = _draft(id), FreezeForm()
    if not form.validate_on_submit():
        return _draft_page(report, status=422)
    try:
        drafted = services.safe_draft(report)
        will_write()
        services.freeze_report(report, signed_in(), drafted)
    except NotSafe as refused:
        return _refused(id, refused.findings)
    except services.NotOver:
        return _refused(id)
    except AlreadyFrozen:
        abort(404)
    except DissentWaits:
        session.rollback()
        flash(_("Somebody does not agree with it, and has not had an answer yet."), "careful")
        return redirect(url_for("asking.show", id=id), 303)
    except services.Changed:
        flash(_("Something changed while it was being frozen. Look it over once more."), "careful")
        return _refused(id)
    session.commit()
    flash(_("Frozen. Nothing in it can change any more."))
    return redirect(url_for(".show", id=report.id), 303)


def _refused(id: int, findings=()):
    """The draft once more, with what stood in the way."""
    session.rollback()
    only_reads_at_first()
    return _draft_page(_draft(id), findings, 409)


@bp.get("/<int:id>.pdf")
@may_read
def as_pdf(id):
    report = get_or_404(Report.visible_to(signed_in()).where(Report.id == id))
    if report.state != "frozen":
        abort(404)
    frozen = open_frozen(report)
    with speaking(services.LANGUAGE):
        cover = cover_of(frozen, current_app.config["SITE_NAME"])
        pdf = make_pdf(cover, folded(frozen.printed), made_at=int(report.frozen_at.timestamp()))
    name = f"report-{report.council_code}-{report.quarter}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(pdf.content, mimetype="application/pdf", headers=headers)
