"""The officers' desk: the ledger of a council's promises, and how a new text comes to hold."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select

from app.accounts.councils import councils_of
from app.accounts.models import Council
from app.core import evidence
from app.core.calendars import day_in_text
from app.core.clock import today
from app.core.db import session
from app.core.evidence import Subject
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.reporting import Period
from app.core.security import requires, signed_in
from app.pledge import figures, publishing, services
from app.pledge.differences import difference
from app.pledge.fields import FIELDS
from app.pledge.forms import PublishForm, StepForm
from app.pledge.guard import AlreadyPublished
from app.pledge.how_it_goes import how_it_goes
from app.pledge.models import Pledge
from app.pledge.services import text_of

bp = Blueprint("pledge_desk", __name__, url_prefix="/pledge/desk")
bp.add_app_template_global(FIELDS, "field_words")

may_edit = requires(Permission.PLEDGE_EDIT)
MEANWHILE = (services.Changed, AlreadyPublished)


def council_or_404(code: str) -> Council:
    """One this officer writes for; any other is not found."""
    theirs = councils_of(signed_in(), Permission.PLEDGE_EDIT)
    return next((council for council in theirs if council.code == code), None) or abort(404)


def draft_or_desk(code: str) -> Pledge:
    """The draft being written; back to the desk where there is none."""
    council = council_or_404(code)
    there = services.draft_of(council.code)
    return there or abort(redirect(url_for(".show", council=council.code)))


@bp.get("")
@may_edit
def index():
    """The councils, each with the text that holds and the one being written."""
    councils = councils_of(signed_in(), Permission.PLEDGE_EDIT)
    rows = select(Pledge).where(Pledge.council_code.in_([one.code for one in councils]))
    pledges = session.scalars(rows.order_by(Pledge.number.desc())).all()
    return render_template("pledge/desk/index.html", councils=councils, pledges=pledges)


@bp.get("/<council>")
@may_edit
def show(council):
    """The ledger: each promise beside what tells whether it is kept."""
    council, period = council_or_404(council), _quarter()
    pledge = services.pledge_on(council.code, today())
    promises = text_of(pledge).promises if pledge else ()
    kept = figures.kept_figures(council.code)
    subjects = [Subject(one.key, one.sub_themes) for one in promises]
    return render_template(
        "pledge/desk/show.html",
        council=council,
        pledge=pledge,
        draft=services.draft_of(council.code),
        history=services.history(council.code),
        promises=promises,
        going={one.key: how_it_goes(council.code, one.key, kept) for one in promises},
        evidence=evidence.ledger(council.code, period, subjects),
        period=period,
        today=today(),
        form=StepForm(formdata=None),
    )


def _quarter() -> Period:
    """The quarter asked for in the address, otherwise this one."""
    try:
        return Period.parse(request.args.get("quarter", ""))
    except ValueError:
        return Period.holding(today())


@bp.post("/<council>/draft")
@may_edit
def start(council):
    council = council_or_404(council)
    if StepForm().validate_on_submit():
        services.start_draft(council, signed_in())
        session.commit()
    return redirect(url_for(".draft", council=council.code), 303)


@bp.get("/<council>/publish")
@may_edit
def publish(council):
    """What would change, and from which day."""
    draft = draft_or_desk(council)
    day = publishing.earliest_start(draft.council_code)
    form = PublishForm(formdata=None, data={"seen": draft.digest, "starts_on": day})
    return _publish_page(draft, form)


@bp.post("/<council>/publish")
@may_edit
def publish_from(council):
    draft, form = draft_or_desk(council), PublishForm()
    if not form.validate_on_submit():
        return _publish_page(draft, form, 422)
    starts_on = form.starts_on.data
    try:
        publishing.publish(draft, starts_on, signed_in(), form.seen.data or "")
    except publishing.NotFit:
        return _publish_page(draft, form, 422)
    except publishing.TooEarly as early:
        first = day_in_text(early.earliest)
        form.starts_on.errors = [_("The first day it can hold is %(day)s.", day=first)]
        return _publish_page(draft, form, 422)
    except publishing.TooLate as late:
        last = day_in_text(late.latest)
        form.starts_on.errors = [_("The last day it can begin is %(day)s.", day=last)]
        return _publish_page(draft, form, 422)
    except MEANWHILE:
        session.rollback()
        return _publish_page(draft_or_desk(council), form, 409)
    session.commit()
    when = day_in_text(starts_on)
    flash(_("Published. It holds from %(day)s and cannot be changed any more.", day=when))
    return redirect(url_for(".show", council=council), 303)


def _publish_page(draft: Pledge, form: PublishForm, status: int = 200):
    holds = next(iter(services.history(draft.council_code)), None)
    if status == 409:
        form.seen.data = draft.digest
    page = render_template(
        "pledge/desk/publish.html",
        draft=draft,
        form=form,
        difference=difference(text_of(holds) if holds else None, text_of(draft)),
        holds=holds,
        problems=publishing.problems_in(draft),
        changed=status == 409,
    )
    return page, status


@bp.post("/<council>/discard")
@may_edit
def discard(council):
    draft, form = draft_or_desk(council), StepForm()
    try:
        if form.validate_on_submit():
            services.discard_draft(draft, signed_in(), form.seen.data or "")
            session.commit()
            flash(_("The draft is gone. What is published stays."))
    except MEANWHILE:
        session.rollback()
        flash(_("Somebody has changed the draft meanwhile, so it was kept."), "careful")
    return redirect(url_for(".show", council=council), 303)
