"""A young person's own groups: the answer to what they asked, each from inside, a reference."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for

from app.core.clock import today
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.core.typesetting import MissingSigns
from app.groups import hours, ideas, joining, meetings, members, points, services
from app.groups.about import code_of
from app.groups.forms import PointForm
from app.groups.kept import Kept, kept_about
from app.groups.member_models import JoinRequest, Member
from app.groups.reference import NothingYet, in_hours, make_reference
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


def place(id: int) -> Member:
    """Their own place in a group, today or once."""
    return get_or_404(Member.visible_to(signed_in()).where(Member.id == id))


@bp.get("/<int:id>")
@is_theirs
def show(id):
    return group_page(place(id))


@bp.post("/<int:id>")
@is_theirs
def typing(id):
    """The same page in another language, with the ideas that are being typed."""
    return group_page(place(id))


def group_page(
    member: Member,
    status: int = 200,
    wrong: tuple[int, PointForm] | None = None,
    unsent: str = "",
):
    """The inside of the group for those who are in it; what is theirs for those who were.

    `wrong`: the meeting whose form has to be filled in again, and the form. `unsent`: words there
    is no place for any more.
    """
    page = render_template(
        "groups/mine/show.html",
        member=member,
        group=member.group,
        unsent=unsent,
        button_form=EmptyForm(formdata=None),
        **_inside(member, wrong),
        about=code_of(member.group),
        **_given(member),
    )
    return page, status


def _inside(member: Member, wrong: tuple[int, PointForm] | None) -> dict:
    """The group's meetings with what is said there, and what this one proposed; none for somebody
    who has left.
    """
    inside = members.is_in(member)
    coming = services.coming([member.group_id]) if inside else []
    past = services.past(member.group) if inside else []
    proposed = ideas.proposed_by([*coming, *past], member.young_person)
    sent = [point.id for some in proposed.values() for point in some]
    ahead = [one for one in coming if not one.called_off_on and not meetings.has_begun(one)]
    forms = {one.id: PointForm(prefix=f"m{one.id}") for one in ahead}
    return {
        "inside": inside,
        "coming": coming,
        "past": past,
        "points": services.group_points([*coming, *past]),
        "proposed": proposed,
        "readers": services.readers_of(points.SUBJECT, sent),
        "point_states": POINT_STATES,
        "forms": forms | dict([wrong] if wrong else []),
    }


def _given(member: Member) -> dict:
    """The time they gave to the group, and the thanks for it."""
    rows = hours.hours_of(member.young_person_id, [member.group_id])
    return {
        "hours": rows,
        "by_kind": hours.minutes_by_kind(rows),
        "in_hours": in_hours,
        "kinds": HOUR_KINDS,
        "given_as": GIVEN_AS,
        "thanks": members.thanks_for(member.young_person_id, member.group_id),
    }


@bp.get("/<int:id>/reference.pdf")
@is_theirs
def reference(id):
    member = place(id)
    try:
        content = make_reference(member)
    except MissingSigns:
        flash(_("We cannot print one of the signs in it yet. Please tell your worker."), "careful")
        return redirect(url_for(".show", id=member.id), 303)
    except NothingYet:
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
