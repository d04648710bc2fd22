"""For officers: a group's meetings, the agenda and notes, and who came."""

from flask import Blueprint, flash, redirect, render_template, url_for

from app.core import audit
from app.core.clock import LONDON
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.groups import meetings, members
from app.groups.desk_meeting_forms import (
    AttendanceForm,
    CallOffForm,
    DecideForm,
    MeetingForm,
    ShowForm,
    WritePointForm,
)
from app.groups.models import Group, Meeting, Point

bp = Blueprint("group_meetings", __name__, url_prefix="/groups/desk")
may_run = requires(Permission.GROUP_RUN)


def _group(id: int) -> Group:
    return get_or_404(Group.run_by_account(signed_in()).where(Group.id == id))


def _one(id: int) -> Meeting:
    return get_or_404(meetings.run_by(signed_in()).where(Meeting.id == id))


@bp.get("/<int:id>/meetings/new")
@may_run
def new(id):
    return _form_page(_group(id), MeetingForm(formdata=None))


def _form_page(group: Group, form: MeetingForm, meeting: Meeting | None = None, status: int = 200):
    page = render_template("groups/desk/plan.html", group=group, form=form, meeting=meeting)
    return page, status


@bp.post("/<int:id>/meetings/new")
@may_run
def create(id):
    group, form = _group(id), MeetingForm()
    if not form.validate_on_submit():
        return _form_page(group, form, status=422)
    place, access = form.place.data.strip(), (form.access.data or "").strip()
    meeting = meetings.plan_meeting(group, *form.moments(), place, access, signed_in())
    session.commit()
    return redirect(url_for(".show", id=meeting.id), 303)


@bp.get("/meetings/<int:id>/edit")
@may_run
def edit(id):
    meeting = _one(id)
    begins, ends = (one.astimezone(LONDON) for one in (meeting.starts_at, meeting.ends_at))
    written = {
        "day": begins.date(),
        "begins": f"{begins:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "place": meeting.place,
        "access": meeting.access,
    }
    return _form_page(meeting.group, MeetingForm(formdata=None, data=written), meeting)


@bp.post("/meetings/<int:id>/edit")
@may_run
def change(id):
    meeting, form = _one(id), MeetingForm()
    if not form.validate_on_submit():
        return _form_page(meeting.group, form, meeting, 422)
    place, access = form.place.data.strip(), (form.access.data or "").strip()
    try:
        meetings.move_meeting(meeting, *form.moments(), place, access, signed_in())
    except meetings.Over:
        flash(_("This meeting has begun or was called off."), "careful")
        return _form_page(meeting.group, form, meeting, 409)
    session.commit()
    return redirect(url_for(".show", id=meeting.id), 303)


@bp.get("/meetings/<int:id>")
@may_run
def show(id):
    meeting = _one(id)
    proposed = [point.id for point in meeting.points if point.proposed]
    if proposed:
        audit.record_each("read", meetings.SUBJECT, proposed, signed_in())
        session.commit()
    return _page(meeting)


def _page(meeting: Meeting, status: int = 200, wrong: tuple[int, object] | None = None, **forms):
    """`wrong`: the point whose form has to be filled in again, and the form."""
    could = members.could_come(meeting, signed_in())
    came = sorted(members.came_to(meeting))
    own = {point.id: _form_of(point) for point in meeting.points}
    page = render_template(
        "groups/desk/meeting.html",
        meeting=meeting,
        group=meeting.group,
        forms=own | dict([wrong] if wrong else []),
        write_form=forms.get("write_form") or WritePointForm(formdata=None),
        off_form=forms.get("off_form") or CallOffForm(formdata=None, prefix="off"),
        came_form=forms.get("came_form")
        or AttendanceForm(could, formdata=None, data={"came": came}),
        begun=meetings.has_begun(meeting),
    )
    return page, status


def _form_of(point: Point):
    """What an officer can say of a point: whether it is taken, and then who reads it."""
    if point.state != "taken":
        return DecideForm(formdata=None, prefix=f"p{point.id}")
    data = {
        "audience": point.audience,
        "for_board": point.for_board,
        "sure": point.checked_on is not None,
    }
    return ShowForm(formdata=None, data=data, prefix=f"p{point.id}")


@bp.post("/meetings/<int:id>/call-off")
@may_run
def call_off(id):
    meeting, form = _one(id), CallOffForm(prefix="off")
    if not form.validate_on_submit():
        return _page(meeting, 422, off_form=form)
    try:
        meetings.call_off(meeting, form.because.data.strip(), signed_in())
    except meetings.Over:
        flash(_("This meeting is over."), "careful")
        return _page(meeting, 409, off_form=form)
    session.commit()
    flash(_("Called off. Everybody reads that on the group’s page."))
    return redirect(url_for(".show", id=meeting.id), 303)


@bp.post("/meetings/<int:id>/points")
@may_run
def write(id):
    meeting, form = _one(id), WritePointForm()
    if not form.validate_on_submit():
        return _page(meeting, 422, write_form=form)
    meetings.write_point(meeting, form.kind.data, form.words.data.strip(), signed_in())
    session.commit()
    return redirect(url_for(".show", id=meeting.id), 303)


def _point(id: int) -> Point:
    return get_or_404(meetings.points_run_by(signed_in()).where(Point.id == id))


@bp.post("/points/<int:id>/decide")
@may_run
def decide(id):
    point = _point(id)
    form = DecideForm(prefix=f"p{point.id}")
    if not form.validate_on_submit():
        return _page(point.meeting, 422, (point.id, form))
    because = (form.because.data or "").strip()
    meetings.decide(point, form.taken.data == "yes", because, signed_in())
    session.commit()
    return redirect(url_for(".show", id=point.meeting_id), 303)


@bp.post("/points/<int:id>/show")
@may_run
def show_to(id):
    point = _point(id)
    form = ShowForm(prefix=f"p{point.id}")
    if point.state != "taken":
        flash(_("Say first whether it is on the agenda."), "careful")
        return _page(point.meeting, 409)
    if not form.validate_on_submit():
        return _page(point.meeting, 422, (point.id, form))
    meetings.show_to(point, form.audience.data, form.for_board.data, form.sure.data, signed_in())
    session.commit()
    flash(_("Kept."))
    return redirect(url_for(".show", id=point.meeting_id), 303)


@bp.post("/meetings/<int:id>/attendance")
@may_run
def attendance(id):
    meeting = _one(id)
    form = AttendanceForm(members.could_come(meeting, signed_in()))
    if not form.validate_on_submit():
        return _page(meeting, 422, came_form=form)
    try:
        members.record_attendance(meeting, form.came.data, signed_in())
    except members.NotYet:
        flash(_("The meeting has not begun yet, or was called off."), "careful")
        return _page(meeting, 409, came_form=form)
    session.commit()
    flash(_("Kept. Everyone who came has the hours of this meeting."))
    return redirect(url_for(".show", id=meeting.id), 303)
