"""For officers: when and where a group meets, planned or written down afterwards."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for

from app.core.clock import LONDON
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.paging import page_asked
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.groups import meetings, services
from app.groups.desk_meeting_forms import HeldForm, MeetingForm
from app.groups.models import Group, Meeting
from app.groups.routes.desk_meetings import one_meeting

bp = Blueprint("group_planning", __name__, url_prefix="/groups/desk")
may_run = requires(Permission.GROUP_RUN)


def _group(id: int) -> Group:
    return get_or_404(Group.run_by_account(signed_in()).where(Group.id == id))


@bp.get("/<int:id>/meetings")
@may_run
def index(id):
    """All that have been, a page at a time, those that were called off too."""
    group, page = get_or_404(Group.visible_to(signed_in()).where(Group.id == id)), page_asked()
    return render_template(
        "groups/desk/meetings.html", group=group, page=page, **services.all_past(group, page)
    )


@bp.get("/<int:id>/meetings/new")
@may_run
def new(id):
    return _form_page(_group(id), MeetingForm(formdata=None))


@bp.get("/<int:id>/meetings/held")
@may_run
def new_held(id):
    return _form_page(_group(id), HeldForm(formdata=None))


def _form_page(group: Group, form: MeetingForm, meeting: Meeting | None = None, status: int = 200):
    page = render_template(
        "groups/desk/plan.html",
        group=group,
        form=form,
        meeting=meeting,
        held=isinstance(form, HeldForm),
    )
    return page, status


@bp.post("/<int:id>/meetings/new")
@may_run
def create(id):
    return _create(_group(id), MeetingForm(), meetings.plan_meeting)


@bp.post("/<int:id>/meetings/held")
@may_run
def write_down(id):
    return _create(_group(id), HeldForm(), meetings.write_down_meeting)


def _create(group: Group, form: MeetingForm, add: Callable):
    if not form.validate_on_submit():
        return _form_page(group, form, status=422)
    meeting = add(group, *form.moments(), *form.where(), signed_in())
    session.commit()
    return redirect(url_for("group_meetings.show", id=meeting.id), 303)


@bp.get("/meetings/<int:id>/edit")
@may_run
def edit(id):
    meeting = one_meeting(id)
    begins, ends = (one.astimezone(LONDON) for one in (meeting.starts_at, meeting.ends_at))
    written = {
        "day": begins.date(),
        "begins": f"{begins:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "place": meeting.place,
        "access": meeting.access,
    }
    form = HeldForm if meetings.has_begun(meeting) else MeetingForm
    return _form_page(meeting.group, form(formdata=None, data=written), meeting)


@bp.post("/meetings/<int:id>/edit")
@may_run
def change(id):
    meeting = one_meeting(id)
    begun = meetings.has_begun(meeting)
    form = HeldForm() if begun else MeetingForm()
    if not form.validate_on_submit():
        return _form_page(meeting.group, form, meeting, 422)
    put = meetings.correct_meeting if begun else meetings.move_meeting
    try:
        put(meeting, *form.moments(), *form.where(), signed_in())
    except (meetings.Over, meetings.NotYet):
        flash(_("This meeting was called off."), "careful")
        return _form_page(meeting.group, form, meeting, 409)
    session.commit()
    return redirect(url_for("group_meetings.show", id=meeting.id), 303)
