"""The officers' desk for the Local Offer: the list, one line, and writing what it says."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy import select

from app.accounts.councils import councils_of
from app.accounts.models import Council
from app.core.clock import today
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.offer import catalogue, desk, desk_texts
from app.offer.desk_marks import marks_in
from app.offer.differences import changes, done_with
from app.offer.forms import (
    CheckedForm,
    NewLineForm,
    NumberForm,
    ReturnForm,
    WithdrawForm,
    WordingForm,
)
from app.offer.models import Entitlement, Revision
from app.offer.naming import code_for, free_slug
from app.offer.records import Line, Record

bp = Blueprint("offer_desk", __name__, url_prefix="/offer/desk")

may_edit = requires(Permission.OFFER_EDIT)


@bp.context_processor
def words_for_the_desk() -> dict:
    """What every page of the desk has at hand."""
    return {"offer_texts": desk_texts, "offer_marks": marks_in}


def line_or_404(id: int, permission: Permission = Permission.OFFER_EDIT) -> Entitlement:
    """One of the lines this account has the permission for."""
    return get_or_404(desk.lines_for(signed_in(), permission).where(Entitlement.id == id))


def council_names() -> dict[str, str]:
    return {one.code: one.name for one in session.scalars(select(Council).order_by(Council.name))}


@bp.get("")
@may_edit
def index():
    wanted = desk.Wanted.of(request.args)
    mine = councils_of(signed_in(), Permission.OFFER_EDIT)
    return render_template(
        "offer/desk/list.html",
        wanted=wanted,
        page=desk.list_page(signed_in(), wanted, today()),
        councils=council_names(),
        mine=[(one.code, one.name) for one in mine],
        today=today(),
        needs_checking=lambda line: catalogue.needs_checking(line, today()),
    )


@bp.get("/overdue")
@may_edit
def overdue():
    return render_template(
        "offer/desk/overdue.html",
        queues=desk.overdue_for(signed_in(), today()),
        councils=council_names(),
    )


@bp.get("/<int:id>")
@may_edit
def show(id):
    return line_page(line_or_404(id))


def line_page(line: Entitlement, form=None, problem: str = "", status: int = 200):
    """A line's own page. `form` is one of its forms that did not go through."""
    newest = catalogue.newest_revision(line)
    said, proposed = Record.of(line), Record.from_json(newest.content)
    shown = catalogue.find_line(line.slug) is not None
    review_day = catalogue.usual_review_day(said, today())
    forms = {
        "number": NumberForm(formdata=None, number=newest.number),
        "return": ReturnForm(formdata=None, number=newest.number),
        "checked": CheckedForm(formdata=None, review_by=review_day),
        "withdraw": WithdrawForm(formdata=None),
    }
    forms |= {name: form for name, empty in forms.items() if type(empty) is type(form)}
    page = render_template(
        "offer/desk/show.html",
        line=line,
        newest=newest,
        done=done_with([newest])[newest.id],
        shown=shown,
        said=Line.of(line).record.to_json(),
        differences=changes(said, proposed),
        councils=council_names(),
        needs_checking=shown and catalogue.needs_checking(line, today()),
        may_approve=desk.allows(signed_in(), Permission.OFFER_APPROVE, line),
        mine=newest.made_by_id == signed_in().id,
        forms=forms,
        wrong=form,
        problem=problem,
    )
    return page, status


@bp.get("/<int:id>/history")
@may_edit
def history(id):
    line = line_or_404(id)
    return render_template(
        "offer/desk/history.html",
        line=line,
        steps=catalogue.history(line),
        councils=council_names(),
    )


@bp.get("/new")
@may_edit
def new():
    form = NewLineForm(formdata=None, age_from="16", confidence="medium", strength="local")
    return _wording_page(form)


@bp.post("/new")
@may_edit
def create():
    form = _offering_councils(NewLineForm())
    valid = form.validate_on_submit()
    slug = free_slug(form.title.data or "")
    record = form.record(topic=slug)
    if not valid or record is None:
        return _wording_page(form, status=422)
    line = Line(slug, code_for(slug), form.council.data or None, record)
    state = "waiting" if request.form.get("do") == "send" else "draft"
    row = catalogue.begin_line(line, signed_in(), form.note.data or "", state)
    session.commit()
    flash(_("The line is kept. Nobody is shown it before somebody else has approved it."))
    return redirect(url_for(".show", id=row.id), 303)


@bp.get("/<int:id>/edit")
@may_edit
def edit(id):
    line = line_or_404(id)
    newest = catalogue.newest_revision(line)
    form = WordingForm(formdata=None)
    form.show(catalogue.ground_of(line, newest), newest.number)
    return _wording_page(form, line)


@bp.post("/<int:id>/edit")
@may_edit
def propose(id):
    line, form = line_or_404(id), WordingForm()
    valid, record = form.validate_on_submit(), form.record()
    if not valid or record is None:
        return _wording_page(form, line, status=422)
    state = "waiting" if request.form.get("do") == "send" else "draft"
    seen = form.seen.data or 0
    try:
        catalogue.propose(line, record, signed_in(), form.note.data or "", seen=seen, state=state)
    except catalogue.Stale as stale:
        session.rollback()
        return _overtaken(form, line_or_404(id), stale.newest.number, seen)
    session.commit()
    sent = _("Sent. Somebody else can approve it now.")
    flash(sent if state == "waiting" else _("Kept as a draft."))
    return redirect(url_for(".show", id=line.id), 303)


def _overtaken(form: WordingForm, line: Entitlement, newest: int, seen: int):
    """The same page with what was typed, and what somebody else wrote meanwhile.

    Sent again from there, it takes the place of theirs, knowingly.
    """
    form.seen.data, form.seen.raw_data = newest, None
    rows = select(Revision).where(
        Revision.entitlement_id == line.id, Revision.number.in_((seen, newest))
    )
    known = {one.number: Record.from_json(one.content) for one in session.scalars(rows)}
    theirs = changes(known.get(seen), known[newest])
    return _wording_page(form, line, meanwhile=theirs, status=409)


def _wording_page(form: WordingForm, line: Entitlement | None = None, meanwhile=None, status=200):
    if isinstance(form, NewLineForm):
        _offering_councils(form)
    page = render_template(
        "offer/desk/edit.html",
        form=form,
        line=line,
        councils=council_names(),
        meanwhile=meanwhile,
        overtaken=status == 409,
    )
    return page, status


def _offering_councils(form: NewLineForm) -> NewLineForm:
    form.offer_councils(councils_of(signed_in(), Permission.OFFER_EDIT))
    return form
