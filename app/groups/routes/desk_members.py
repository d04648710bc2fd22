"""For officers: one young person's place in a group: hours, what they get for them, thanks."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from app.core import audit
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.core.typesetting import MissingSigns
from app.groups import adding, hours, inspecting, members
from app.groups.desk_member_forms import (
    AddForm,
    AgreedForm,
    DaysForm,
    FindForm,
    ThanksForm,
)
from app.groups.joining import AlreadyIn
from app.groups.member_models import Hours, Member
from app.groups.models import Group
from app.groups.reference import NothingYet, in_hours, make_reference
from app.groups.routes.desk_inspectors import page_after_letting_in, page_after_new_days
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


@bp.post("/<int:id>/members/new/find")
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
    return redirect(page_after_letting_in(member), 303)


def one_member(id: int) -> Member:
    return get_or_404(Member.visible_to(signed_in()).where(Member.id == id))


@bp.get("/members/<int:id>")
@may_run
def show(id):
    return member_page(one_member(id))


def member_page(
    member: Member,
    status: int = 200,
    wrong: tuple[int, AgreedForm] | None = None,
    days_form: DaysForm | None = None,
):
    """`wrong`: the hours whose form has to be filled in again, and the form."""
    rows = hours.hours_of(member.young_person_id, [member.group_id])
    agreed = {one.id: _agreed_form(one) for one in rows if one.given_on is None}
    page = render_template(
        "groups/desk/member.html",
        member=member,
        hours=rows,
        by_kind=hours.minutes_by_kind(rows),
        in_hours=in_hours,
        kinds=HOUR_KINDS,
        given_as=GIVEN_AS,
        is_in=members.is_in(member),
        agreed_forms=agreed | dict([wrong] if wrong else []),
        thanks=members.thanks_for(member.young_person_id, member.group_id),
        days_form=days_form or DaysForm(formdata=None, obj=member, prefix="days"),
        button_form=EmptyForm(formdata=None),
    )
    return page, status


def _agreed_form(row: Hours) -> AgreedForm:
    return AgreedForm(formdata=None, data=agreed_data(row), prefix=f"h{row.id}")


def agreed_data(row: Hours) -> dict:
    """What was agreed, as AgreedForm shows it."""
    return {"given_as": row.given_as, "pounds": f"{row.pence / 100:.2f}" if row.pence else None}


@bp.post("/members/<int:id>/days")
@may_run
def set_days(id):
    member, form = one_member(id), DaysForm(prefix="days")
    if not form.validate_on_submit():
        return member_page(member, 422, days_form=form)
    try:
        members.set_days(member, form.from_on.data, form.to_on.data, signed_in())
    except members.Overlaps:
        flash(_("They were in the group before or after, on some of these days."), "careful")
        return member_page(member, 409, days_form=form)
    session.commit()
    flash(_("Kept."))
    return redirect(page_after_new_days(member), 303)


@bp.get("/members/<int:id>/reference.pdf")
@may_run
def reference(id):
    """For somebody who has no account to print it with."""
    member = one_member(id)
    try:
        content = make_reference(member)
    except MissingSigns:
        flash(_("We cannot print one of the signs in it. Write it in other letters."), "careful")
        return redirect(url_for(".show", id=member.id), 303)
    except NothingYet:
        return redirect(url_for(".show", id=member.id), 303)
    audit.record("reference_printed", "group_member", member.id, signed_in())
    session.commit()
    headers = {"Content-Disposition": 'inline; filename="reference.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)


@bp.get("/members/<int:id>/thanks")
@may_run
def words_of_thanks(id):
    member = one_member(id)
    thanks = members.thanks_for(member.young_person_id, member.group_id)
    data = {"words": thanks.words if thanks else ""}
    return _thanks_page(member, ThanksForm(formdata=None, data=data, prefix="thanks"))


def _thanks_page(member: Member, form: ThanksForm, status: int = 200):
    return render_template("groups/desk/thanks.html", member=member, form=form), status


@bp.post("/members/<int:id>/thanks")
@may_run
def thank(id):
    member, form = one_member(id), ThanksForm(prefix="thanks")
    if not form.validate_on_submit():
        return _thanks_page(member, form, 422)
    members.thank(member, form.words.data.strip(), signed_in())
    session.commit()
    flash(_("Kept. It stands on their reference."))
    return redirect(url_for(".show", id=member.id), 303)


@bp.post("/members/<int:id>/end")
@may_run
def end(id):
    member = one_member(id)
    if inspecting.may_end_with(member) and request.form.get("inspects") != "yes":
        inspecting.say(member, False, signed_in())
    members.leave(member, signed_in())
    session.commit()
    flash(_("They are not in the group any more. Their hours and thanks stay."))
    return redirect(url_for(".show", id=member.id), 303)
