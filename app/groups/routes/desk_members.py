"""For officers: one young person's place in a group: hours, what they get for them, thanks."""

from flask import Blueprint, flash, redirect, render_template, url_for

from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.groups import adding, members
from app.groups.desk_member_forms import AddForm, AgreedForm, FindForm, HoursForm, ThanksForm
from app.groups.joining import AlreadyIn
from app.groups.member_models import Hours, Member
from app.groups.members import Agreed
from app.groups.models import Group
from app.groups.reference import in_hours
from app.groups.texts import GIVEN_AS, HOUR_KINDS

bp = Blueprint("group_members", __name__, url_prefix="/groups/desk")
may_run = requires(Permission.GROUP_RUN)


def _group(id: int) -> Group:
    return get_or_404(Group.visible_to(signed_in()).where(Group.id == id))


@bp.get("/<int:id>/members/new")
@may_run
def new(id):
    return _find_page(_group(id), FindForm(formdata=None))


def _find_page(group: Group, form: FindForm, people=None, add_form=None, status: int = 200):
    page = render_template(
        "groups/desk/add.html", group=group, form=form, people=people, add_form=add_form
    )
    return page, status


@bp.post("/<int:id>/members/find")
@may_run
def find(id):
    """Sent and not asked for, so that no name stands in an address."""
    group, form = _group(id), FindForm()
    if not form.validate_on_submit():
        return _find_page(group, form, status=422)
    people = adding.people_called(form.name.data, group, signed_in())
    return _find_page(group, form, people, AddForm(people, formdata=None))


@bp.post("/<int:id>/members/new")
@may_run
def create(id):
    group, form = _group(id), FindForm()
    people = adding.people_called(form.name.data or "", group, signed_in())
    add_form = AddForm(people)
    if not (form.validate_on_submit() and add_form.validate()):
        return _find_page(group, form, people, add_form, 422)
    person = next(one for one in people if one.id == add_form.person.data)
    try:
        member = adding.add_member(group, person, signed_in())
    except AlreadyIn:
        flash(_("They are in this group already."), "careful")
        return _find_page(group, form, people, add_form, 409)
    session.commit()
    return redirect(url_for(".show", id=member.id), 303)


def _one(id: int) -> Member:
    return get_or_404(Member.visible_to(signed_in()).where(Member.id == id))


@bp.get("/members/<int:id>")
@may_run
def show(id):
    return _page(_one(id))


def _page(member: Member, status: int = 200, wrong: tuple[int, AgreedForm] | None = None, **forms):
    hours = members.hours_of(member.young_person_id, [member.group_id])
    thanks = members.thanks_for(member.young_person_id, member.group_id)
    agreed = {one.id: _agreed_form(one) for one in hours if one.given_on is None}
    page = render_template(
        "groups/desk/member.html",
        member=member,
        hours=hours,
        by_kind=members.minutes_by_kind(hours),
        in_hours=in_hours,
        kinds=HOUR_KINDS,
        given_as=GIVEN_AS,
        is_in=members.is_in(member),
        agreed_forms=agreed | dict([wrong] if wrong else []),
        hours_form=forms.get("hours_form") or HoursForm(formdata=None),
        thanks_form=forms.get("thanks_form")
        or ThanksForm(
            formdata=None, data={"words": thanks.words if thanks else ""}, prefix="thanks"
        ),
        button_form=EmptyForm(formdata=None),
    )
    return page, status


def _agreed_form(row: Hours) -> AgreedForm:
    data = {"given_as": row.given_as, "pounds": row.pence / 100 if row.pence else None}
    return AgreedForm(formdata=None, data=data, prefix=f"h{row.id}")


@bp.post("/members/<int:id>/hours")
@may_run
def write_hours(id):
    member, form = _one(id), HoursForm()
    if not form.validate_on_submit():
        return _page(member, 422, hours_form=form)
    agreed = Agreed(form.given_as.data, form.pence())
    members.write_hours(
        member, form.kind.data, form.on_day.data, form.minutes(), agreed, signed_in()
    )
    session.commit()
    return redirect(url_for(".show", id=member.id), 303)


@bp.post("/members/<int:id>/thanks")
@may_run
def thank(id):
    member, form = _one(id), ThanksForm(prefix="thanks")
    if not form.validate_on_submit():
        return _page(member, 422, thanks_form=form)
    members.thank(member, form.words.data.strip(), signed_in())
    session.commit()
    flash(_("Kept. It stands on their reference."))
    return redirect(url_for(".show", id=member.id), 303)


@bp.post("/members/<int:id>/end")
@may_run
def end(id):
    member = _one(id)
    members.leave(member, signed_in())
    session.commit()
    flash(_("They are not in the group any more. Their hours and thanks stay."))
    return redirect(url_for(".show", id=member.id), 303)


def _hours(id: int) -> tuple[Hours, Member]:
    """The row, and the place in the group on whose page it stands."""
    row = get_or_404(Hours.visible_to(signed_in()).where(Hours.id == id))
    places = Member.visible_to(signed_in()).where(
        Member.group_id == row.group_id, Member.young_person_id == row.young_person_id
    )
    return row, session.scalars(places.order_by(Member.from_on.desc())).unique().first()


@bp.post("/hours/<int:id>/agree")
@may_run
def agree(id):
    row, member = _hours(id)
    form = AgreedForm(prefix=f"h{row.id}")
    if not form.validate_on_submit():
        return _page(member, 422, (row.id, form))
    try:
        members.agree(row, Agreed(form.given_as.data, form.pence()), signed_in())
    except members.AlreadyGiven:
        flash(_("They have it already."), "careful")
    session.commit()
    return redirect(url_for(".show", id=member.id), 303)


@bp.post("/hours/<int:id>/give")
@may_run
def give(id):
    row, member = _hours(id)
    try:
        members.give(row, signed_in())
    except members.AlreadyGiven:
        flash(_("Nothing was agreed, or they have it already."), "careful")
    session.commit()
    return redirect(url_for(".show", id=member.id), 303)
