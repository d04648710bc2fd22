"""A young person's own groups: the answer to what they asked, meetings, hours, a reference."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_wtf import FlaskForm
from sqlalchemy import select

from app.core.clock import today
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import _, current_language
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.core.typesetting import MissingSigns
from app.groups import hours, ideas, inspecting, joining, meetings, members, points, services
from app.groups.forms import PointForm, StillInspectsForm
from app.groups.kept import Kept, kept_about
from app.groups.member_models import JoinRequest, Member
from app.groups.models import Meeting
from app.groups.reference import in_hours, make_reference
from app.groups.texts import GIVEN_AS, HOUR_KINDS, POINT_STATES, REQUEST_STATES
from app.people.teams import record_of

bp = Blueprint("my_groups", __name__, url_prefix="/groups/mine")
is_theirs = requires(Permission.OWN_MESSAGES)


@bp.get("/")
@is_theirs
def index():
    person = record_of(signed_in())
    requests = joining.requests_of(person) if person else []
    return render_template(
        "groups/mine/index.html",
        mine=members.memberships(person) if person else [],
        is_in=members.is_in,
        requests=requests,
        readers=services.readers_of(joining.SUBJECT, [one.id for one in requests]),
        states=REQUEST_STATES,
        today=today(),
        form=EmptyForm(formdata=None),
    )


@bp.get("/kept")
@is_theirs
def everything():
    """To read and to print."""
    person = record_of(signed_in())
    kept = kept_about(person) if person else Kept()
    return render_template(
        "groups/mine/kept.html",
        kept=kept,
        readers=services.readers_of(joining.SUBJECT, [one.id for one in kept.requests]),
        idea_readers=services.readers_of(points.SUBJECT, [one.id for one in kept.ideas]),
        states=REQUEST_STATES,
        point_states=POINT_STATES,
        in_hours=in_hours,
        kinds=HOUR_KINDS,
        given_as=GIVEN_AS,
        today=today(),
    )


def _place(id: int) -> Member:
    """Their own place in a group, today or once."""
    return get_or_404(Member.visible_to(signed_in()).where(Member.id == id))


@bp.get("/<int:id>")
@is_theirs
def show(id):
    return _page(_place(id))


def _page(
    member: Member,
    status: int = 200,
    wrong: tuple[int, PointForm] | None = None,
    unsent: str = "",
):
    """The inside of the group for those who are in it; what is theirs for those who were.

    `unsent`: words there is no place for any more.
    """
    inside = members.is_in(member)
    coming = services.coming([member.group_id]) if inside else []
    past = services.past(member.group) if inside else []
    proposed = ideas.proposed_by([*coming, *past], member.young_person)
    sent = [point.id for some in proposed.values() for point in some]
    rows = hours.hours_of(member.young_person_id, [member.group_id])
    page = render_template(
        "groups/mine/show.html",
        member=member,
        group=member.group,
        inside=inside,
        coming=coming,
        past=past,
        points=services.group_points([*coming, *past]),
        proposed=proposed,
        readers=services.readers_of(points.SUBJECT, sent),
        point_states=POINT_STATES,
        forms={
            one.id: PointForm(formdata=None, prefix=f"m{one.id}")
            for one in coming
            if not one.called_off_on and not meetings.has_begun(one)
        }
        | dict([wrong] if wrong else []),
        hours=rows,
        by_kind=hours.minutes_by_kind(rows),
        in_hours=in_hours,
        kinds=HOUR_KINDS,
        given_as=GIVEN_AS,
        thanks=members.thanks_for(member.young_person_id, member.group_id),
        unsent=unsent,
        button_form=EmptyForm(formdata=None),
    )
    return page, status


@bp.get("/<int:id>/leave")
@is_theirs
def before_leaving(id):
    member = _place(id)
    if not members.is_in(member):
        return redirect(url_for(".show", id=member.id), 303)
    return _sure_page(member, _leaving_form(member, formdata=None))


def _leaving_form(member: Member, **values) -> FlaskForm:
    return (StillInspectsForm if inspecting.may_end_with(member) else EmptyForm)(**values)


def _sure_page(member: Member, form: FlaskForm, status: int = 200):
    """What ends and what stays, before they say that they are sure."""
    page = render_template(
        "groups/mine/leave.html",
        member=member,
        form=form,
        inspects=inspecting.inspects(member),
    )
    return page, status


@bp.post("/<int:id>/leave")
@is_theirs
def leave(id):
    member = _place(id)
    form = _leaving_form(member)
    if not form.validate_on_submit():
        return _sure_page(member, form, 422)
    if "inspects" in form and form.inspects.data == "no":
        inspecting.say(member, False, signed_in())
    members.leave(member)
    session.commit()
    flash(_("You are not in this group any more. Your hours and thanks stay yours."))
    return redirect(url_for(".index"), 303)


@bp.get("/<int:id>/reference.pdf")
@is_theirs
def reference(id):
    member = _place(id)
    try:
        content = make_reference(member)
    except MissingSigns:
        flash(_("We cannot print one of the signs in it yet. Please tell your worker."), "careful")
        return redirect(url_for(".show", id=member.id), 303)
    headers = {"Content-Disposition": 'inline; filename="reference.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)


@bp.post("/requests/<int:id>/withdraw")
@is_theirs
def withdraw(id):
    request = get_or_404(JoinRequest.visible_to(signed_in()).where(JoinRequest.id == id))
    try:
        joining.withdraw(request)
    except joining.AlreadyAnswered:
        flash(_("Somebody has answered already."), "careful")
        return redirect(url_for(".index"), 303)
    session.commit()
    flash(_("Taken back."))
    return redirect(url_for(".index"), 303)


def _coming_to(meeting_id: int) -> tuple[Meeting, Member]:
    """A meeting of a group they are in, and their place in it; what others may not see is not
    found.
    """
    theirs = Member.visible_to(signed_in()).where(Member.is_current())
    groups = theirs.with_only_columns(Member.group_id)
    rows = select(Meeting).where(Meeting.id == meeting_id, Meeting.group_id.in_(groups))
    meeting = get_or_404(rows)
    place = theirs.where(Member.group_id == meeting.group_id)
    return meeting, session.scalars(place).unique().first()


@bp.get("/meetings/<int:id>")
@is_theirs
def meeting(id):
    """On the page of their group."""
    return redirect(url_for(".show", id=_coming_to(id)[1].id), 303)


@bp.post("/meetings/<int:id>/points")
@is_theirs
def propose(id):
    """Somebody who is in the group proposes a point."""
    meeting, member = _coming_to(id)
    form = PointForm(prefix=f"m{meeting.id}")
    if not form.validate_on_submit():
        return _page(member, 422, (meeting.id, form))
    words, language = form.words.data.strip(), str(current_language())
    try:
        ideas.propose(meeting, member.young_person, words, language)
    except meetings.Over:
        flash(_("This meeting has begun or was called off."), "careful")
        return _page(member, 409, unsent=words)
    except ideas.Enough:
        flash(
            _("You have proposed a lot already. Wait until somebody has looked at it."), "careful"
        )
        return _page(member, 409, unsent=words)
    session.commit()
    flash(_("Sent. Somebody looks at it before the meeting."), "good")
    return redirect(url_for(".show", id=member.id), 303)
