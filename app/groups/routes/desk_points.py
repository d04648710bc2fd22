"""For officers: the points of a meeting's agenda and notes, and who reads them."""

from flask import Blueprint, flash, redirect, render_template, url_for

from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import _
from app.core.looking import only_looks
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.groups import ideas, points
from app.groups.desk_meeting_forms import ChangePointForm, DecideForm, ShowForm, WritePointForm
from app.groups.models import Meeting, Point
from app.groups.reading import hints_for, looked_at, named_by
from app.groups.routes.desk_meetings import meeting_page, one_meeting
from app.people.pointing import POINTED

bp = Blueprint("group_points", __name__, url_prefix="/groups/desk")
may_run = requires(Permission.GROUP_RUN)


@bp.get("/meetings/<int:id>/points")
@may_run
def new(id):
    """A page of its own: nothing else is kept there, so nothing half-written is lost by it."""
    return _write_page(one_meeting(id), WritePointForm(formdata=None))


def _write_page(meeting: Meeting, form: WritePointForm, status: int = 200, named=()):
    """`named`: what to look at first."""
    page = render_template(
        "groups/desk/write.html",
        meeting=meeting,
        form=form,
        named=named,
        why=POINTED,
        looked=looked_at(meeting.group, form.words.data),
    )
    return page, status


@bp.post("/meetings/<int:id>/points")
@may_run
def write(id):
    meeting, form = one_meeting(id), WritePointForm()
    if only_looks():
        return _write_page(meeting, form)
    if not form.validate_on_submit():
        return _write_page(meeting, form, 422)
    [pointed] = named_by(meeting.group, form.words.data)
    if form.first_sees(pointed):
        return _write_page(meeting, form, 422, pointed)
    points.write_point(meeting, form.kind.data, form.words.data.strip(), signed_in())
    session.commit()
    return _back_to(meeting.id)


def _back_to(meeting_id: int):
    return redirect(url_for("group_meetings.show", id=meeting_id), 303)


def _point(id: int) -> Point:
    return get_or_404(points.points_run_by(signed_in()).where(Point.id == id))


def _own(id: int) -> Point:
    """One that an officer wrote: what a young person proposed is in their own words."""
    rows = points.points_run_by(signed_in()).where(Point.proposed.is_(False))
    return get_or_404(rows.where(Point.id == id))


@bp.get("/points/<int:id>")
@may_run
def show(id):
    """On the page of its meeting."""
    return _back_to(_point(id).meeting_id)


@bp.post("/points/<int:id>/decide")
@may_run
def decide(id):
    rows = points.points_run_by(signed_in()).where(Point.proposed)
    point = get_or_404(rows.where(Point.id == id))
    form = DecideForm(prefix=f"p{point.id}")
    if not form.validate_on_submit():
        return meeting_page(point.meeting, 422, decide=(point.id, form))
    because, meeting_id = (form.because.data or "").strip(), point.meeting_id
    try:
        ideas.decide(point, form.taken.data == "yes", because, signed_in())
    except points.Gone:
        return _gone(meeting_id)
    session.commit()
    return _back_to(meeting_id)


def _gone(meeting_id: int):
    session.rollback()
    flash(_("Somebody has taken it out meanwhile."), "careful")
    return _back_to(meeting_id)


@bp.post("/points/<int:id>/show")
@may_run
def show_to(id):
    point = _point(id)
    form = ShowForm(prefix=f"p{point.id}")
    if point.state != "taken":
        flash(_("Say first whether it is on the agenda."), "careful")
        return meeting_page(point.meeting, 409)
    if not form.validate_on_submit():
        return meeting_page(point.meeting, 422, show=(point.id, form))
    audience, for_board, sure = form.audience.data, form.for_board.data, form.sure.data
    meeting_id, seen = point.meeting_id, form.seen.data or ""
    try:
        points.show_to(point, audience, for_board, sure, signed_in(), seen)
    except points.Outdated:
        flash(_("Somebody else has changed this meanwhile"), "careful")
        form.seen.data, form.sure.data = points.mark_of(point), False
        return meeting_page(point.meeting, 409, show=(point.id, form))
    except points.Gone:
        return _gone(meeting_id)
    session.commit()
    flash(_("Kept."))
    return _back_to(meeting_id)


@bp.get("/points/<int:id>/edit")
@may_run
def edit(id):
    point = _own(id)
    data = {"kind": point.kind, "words": point.words, "seen": points.mark_of(point)}
    return _form_page(point, ChangePointForm(formdata=None, data=data))


def _form_page(
    point: Point, form: ChangePointForm, status: int = 200, changed: bool = False, named=()
):
    """`changed`: somebody else has written meanwhile. `named`: what to look at first."""
    page = render_template(
        "groups/desk/point.html",
        point=point,
        form=form,
        changed=changed,
        named=named,
        why=POINTED,
        hints=hints_for(point.meeting.group, point.words),
        looked=looked_at(point.meeting.group, form.words.data),
    )
    return page, status


@bp.post("/points/<int:id>/edit")
@may_run
def change(id):
    point, form = _own(id), ChangePointForm()
    if only_looks():
        return _form_page(point, form)
    if not form.validate_on_submit():
        return _form_page(point, form, 422)
    [pointed] = named_by(point.meeting.group, form.words.data)
    if form.first_sees(pointed):
        return _form_page(point, form, 422, named=pointed)
    kind, words, seen = form.kind.data, form.words.data.strip(), form.seen.data
    meeting_id = point.meeting_id
    try:
        hidden = points.change_point(point, kind, words, signed_in(), seen)
    except points.Outdated:
        form.seen.data = points.mark_of(point)
        return _form_page(point, form, 409, changed=True)
    except points.Gone:
        return _written_anew(meeting_id, kind, words)
    session.commit()
    flash(
        _("Kept. Only the group reads it until you say again that nobody can be recognised.")
        if hidden
        else _("Kept.")
    )
    return _back_to(meeting_id)


def _written_anew(meeting_id: int, kind: str, words: str):
    """What was typed for a point that is gone stands where a new one is written."""
    session.rollback()
    flash(_("Somebody has taken it out meanwhile. What you wrote is below."), "careful")
    form = WritePointForm(formdata=None, data={"kind": kind, "words": words})
    return _write_page(one_meeting(meeting_id), form, 409)


@bp.get("/points/<int:id>/remove")
@may_run
def before_removing(id):
    return _sure_page(_own(id))


def _sure_page(point: Point, status: int = 200):
    page = render_template(
        "groups/desk/point_remove.html", point=point, button_form=EmptyForm(formdata=None)
    )
    return page, status


@bp.post("/points/<int:id>/remove")
@may_run
def remove(id):
    point = _own(id)
    meeting_id = point.meeting_id
    try:
        points.take_out(point, signed_in())
    except points.OnTheDesk:
        flash(_("The duty desk has it. It can be taken out when they are done."), "careful")
        return _sure_page(point, 409)
    session.commit()
    flash(_("Taken out."))
    return _back_to(meeting_id)
