"""For officers: a meeting with its agenda and notes, and who came."""

from flask import Blueprint, flash, redirect, render_template, url_for

from app.core import audit
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.groups import meetings, members, points, services
from app.groups.desk_meeting_forms import (
    AttendanceForm,
    CallOffForm,
    DecideForm,
    ShowForm,
)
from app.groups.models import Meeting, Point
from app.groups.reading import hints_for, named_by
from app.people.pointing import POINTED

bp = Blueprint("group_meetings", __name__, url_prefix="/groups/desk")
may_run = requires(Permission.GROUP_RUN)


def one_meeting(id: int) -> Meeting:
    return get_or_404(meetings.run_by(signed_in()).where(Meeting.id == id))


def _seen(id: int) -> Meeting:
    return get_or_404(meetings.visible_to(signed_in()).where(Meeting.id == id))


@bp.get("/meetings/<int:id>")
@may_run
def show(id):
    meeting = _seen(id)
    if not meetings.is_run_by(meeting, signed_in()):
        return _came_page(meeting)
    proposed = [point.id for point in meeting.points if point.proposed]
    if proposed:
        audit.record_each("read", points.SUBJECT, proposed, signed_in())
        session.commit()
    return meeting_page(meeting)


def _came_page(meeting: Meeting, status: int = 200, form: AttendanceForm | None = None):
    """Of the whole trust's: what the group reads, and which of one's own came."""
    page = render_template(
        "groups/desk/came.html",
        meeting=meeting,
        group=meeting.group,
        points=services.group_points([meeting]).get(meeting.id, []),
        **_who_came(meeting, form),
    )
    return page, status


def _who_came(meeting: Meeting, form: AttendanceForm | None = None) -> dict:
    """What the form of who came needs: those who could have come, and those who are ticked."""
    could = members.could_come(meeting, signed_in())
    came = sorted(members.came_to(meeting))
    data = {"came": came, "was": " ".join(map(str, came))}
    return {
        "could_come": could,
        "came_form": form or AttendanceForm(could, formdata=None, data=data),
        "begun": meetings.has_begun(meeting),
    }


def meeting_page(meeting: Meeting, status: int = 200, show=None, decide=None, **forms):
    """`show`, `decide`: the point whose form has to be filled in again, and the form."""
    taken = [point for point in meeting.points if point.state == "taken"]
    proposed = [point for point in meeting.points if point.proposed]
    own = [point for point in meeting.points if not point.proposed]
    named = named_by(meeting.group, *(point.words for point in own))
    page = render_template(
        "groups/desk/meeting.html",
        meeting=meeting,
        group=meeting.group,
        show_forms={point.id: _show_form(point) for point in taken} | dict([show] if show else []),
        decide_forms={point.id: _decide_form(point) for point in proposed}
        | dict([decide] if decide else []),
        hints={point.id: hints_for(meeting.group, point.words) for point in own},
        names_in=dict(zip([point.id for point in own], named, strict=True)),
        why=POINTED,
        off_form=forms.get("off_form") or CallOffForm(formdata=None, prefix="off"),
        **_who_came(meeting, forms.get("came_form")),
        somebody_came=meetings.somebody_came(meeting),
    )
    return page, status


def _decide_form(point: Point) -> DecideForm:
    return DecideForm(formdata=None, prefix=f"p{point.id}")


def _show_form(point: Point) -> ShowForm:
    data = {
        "audience": point.audience,
        "for_board": point.for_board,
        "sure": point.checked_on is not None,
        "seen": points.mark_of(point),
    }
    return ShowForm(formdata=None, data=data, prefix=f"p{point.id}")


@bp.post("/meetings/<int:id>/call-off")
@may_run
def call_off(id):
    meeting, form = one_meeting(id), CallOffForm(prefix="off")
    if not form.validate_on_submit():
        return meeting_page(meeting, 422, off_form=form)
    try:
        meetings.call_off(meeting, form.because.data.strip(), signed_in())
    except meetings.SomebodyCame:
        flash(_("It is written down who came, so it took place."), "careful")
        return meeting_page(meeting, 409, off_form=form)
    session.commit()
    flash(_("Called off. Everybody reads that on the group’s page."))
    return redirect(url_for(".show", id=meeting.id), 303)


@bp.post("/meetings/<int:id>/attendance")
@may_run
def attendance(id):
    meeting = _seen(id)
    form = AttendanceForm(members.could_come(meeting, signed_in()))
    if not form.validate_on_submit():
        return _again(meeting, 422, form)
    try:
        members.record_attendance(meeting, form.came.data, signed_in(), form.before())
    except meetings.NotYet:
        flash(_("The meeting has not begun yet, or was called off."), "careful")
        return _again(meeting, 409, form)
    session.commit()
    flash(_("Kept. Everyone who came has the hours of this meeting."))
    return redirect(url_for(".show", id=meeting.id), 303)


def _again(meeting: Meeting, status: int, form: AttendanceForm):
    if meetings.is_run_by(meeting, signed_in()):
        return meeting_page(meeting, status, came_form=form)
    return _came_page(meeting, status, form)
