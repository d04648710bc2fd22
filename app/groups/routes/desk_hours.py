"""For officers: one time a young person gave: what they get for it, and putting it right."""

from flask import Blueprint, flash, redirect, render_template, url_for

from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.groups import hours
from app.groups.desk_member_forms import AgreedForm, HoursForm, MeetingHoursForm
from app.groups.hours import Agreed
from app.groups.member_models import Hours, Member
from app.groups.reference import in_hours
from app.groups.routes.desk_members import agreed_data, member_page, one_member
from app.groups.texts import GIVEN_AS, HOUR_KINDS

bp = Blueprint("group_hours", __name__, url_prefix="/groups/desk")
may_run = requires(Permission.GROUP_RUN)


@bp.get("/members/<int:id>/hours")
@may_run
def new(id):
    return _new_page(one_member(id), HoursForm(formdata=None))


def _new_page(member: Member, form: HoursForm, status: int = 200):
    return render_template("groups/desk/hours_new.html", member=member, form=form), status


@bp.post("/members/<int:id>/hours")
@may_run
def write(id):
    member, form = one_member(id), HoursForm()
    if not form.validate_on_submit():
        return _new_page(member, form, 422)
    agreed = Agreed(form.given_as.data, form.pence())
    kind, day, minutes = form.kind.data, form.on_day.data, form.minutes()
    try:
        hours.write_hours(member, kind, day, minutes, agreed, signed_in())
    except hours.AlreadyWritten:
        flash(
            _("These hours are written down already. If it was twice, put the first one right."),
            "careful",
        )
        return _new_page(member, form, 409)
    session.commit()
    return _back_to(member)


def _back_to(member: Member):
    return redirect(url_for("group_members.show", id=member.id), 303)


def _row(id: int) -> tuple[Hours, Member]:
    """The row, and the place in the group on whose page it stands."""
    row = get_or_404(Hours.visible_to(signed_in()).where(Hours.id == id))
    places = Member.visible_to(signed_in()).where(
        Member.group_id == row.group_id, Member.young_person_id == row.young_person_id
    )
    return row, session.scalars(places.order_by(Member.from_on.desc())).unique().first()


@bp.get("/hours/<int:id>")
@may_run
def show(id):
    """On the page of the one who gave them."""
    return _back_to(_row(id)[1])


@bp.post("/hours/<int:id>/agree")
@may_run
def agree(id):
    row, member = _row(id)
    form = AgreedForm(prefix=f"h{row.id}")
    if not form.validate_on_submit():
        return member_page(member, 422, (row.id, form))
    try:
        hours.agree(row, Agreed(form.given_as.data, form.pence()), signed_in())
    except hours.AlreadyGiven:
        flash(_("They have it already."), "careful")
    session.commit()
    return _back_to(member)


@bp.post("/hours/<int:id>/give")
@may_run
def give(id):
    row, member = _row(id)
    try:
        hours.give(row, signed_in())
    except hours.AlreadyGiven:
        flash(_("Nothing was agreed, or they have it already."), "careful")
    session.commit()
    return _back_to(member)


@bp.get("/hours/<int:id>/edit")
@may_run
def edit(id):
    row, member = _row(id)
    data = {"kind": row.kind, "on_day": row.on_day, "hours": in_hours(row.minutes)}
    form = _form(row, formdata=None, data=data | agreed_data(row))
    return _form_page(row, member, form)


def _form(row: Hours, **values) -> HoursForm:
    """A meeting's hours stay a meeting's, on its day."""
    return (HoursForm if row.meeting_id is None else MeetingHoursForm)(**values)


def _form_page(row: Hours, member: Member, form: HoursForm, status: int = 200):
    page = render_template(
        "groups/desk/hours.html",
        row=row,
        member=member,
        form=form,
        in_hours=in_hours,
        kinds=HOUR_KINDS,
        given_as=GIVEN_AS,
        button_form=EmptyForm(formdata=None),
    )
    return page, status


@bp.post("/hours/<int:id>/edit")
@may_run
def correct(id):
    row, member = _row(id)
    form = _form(row)
    if not form.validate_on_submit():
        return _form_page(row, member, form, 422)
    kind, on_day = (form.kind.data, form.on_day.data) if form.kind else (row.kind, row.on_day)
    agreed = Agreed(form.given_as.data, form.pence())
    try:
        hours.correct(row, kind, on_day, form.minutes(), agreed, signed_in())
    except hours.AlreadyGiven:
        flash(_("They have it already. Say first that they do not."), "careful")
        return _form_page(row, member, form, 409)
    session.commit()
    flash(_("Kept. They see it on their page."))
    return _back_to(member)


@bp.post("/hours/<int:id>/not-given")
@may_run
def not_given(id):
    row, _member = _row(id)
    try:
        hours.not_given(row, signed_in())
    except hours.NotGiven:
        flash(_("They do not have it."), "careful")
    session.commit()
    return redirect(url_for(".edit", id=row.id), 303)


@bp.get("/hours/<int:id>/remove")
@may_run
def before_removing(id):
    row, member = _row(id)
    return _sure_page(row, member)


def _sure_page(row: Hours, member: Member, status: int = 200):
    page = render_template(
        "groups/desk/hours_remove.html",
        row=row,
        member=member,
        in_hours=in_hours,
        kinds=HOUR_KINDS,
        button_form=EmptyForm(formdata=None),
    )
    return page, status


@bp.post("/hours/<int:id>/remove")
@may_run
def remove(id):
    row, member = _row(id)
    try:
        hours.take_out(row, signed_in())
    except hours.AlreadyGiven:
        flash(_("They have it already. Say first that they do not."), "careful")
        return _sure_page(row, member, 409)
    except hours.OfAMeeting:
        flash(_("It goes when you say in the meeting that they did not come."), "careful")
        return _sure_page(row, member, 409)
    session.commit()
    flash(_("Taken out."))
    return _back_to(member)
