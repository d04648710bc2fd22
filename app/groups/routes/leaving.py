"""A young person leaves a group of theirs, after they are told what ends and what stays."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_wtf import FlaskForm

from app.core.db import session
from app.core.forms import EmptyForm
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.groups import inspecting, members
from app.groups.forms import StillInspectsForm
from app.groups.member_models import Member
from app.groups.routes.mine import place

bp = Blueprint("leaving_group", __name__, url_prefix="/groups/mine")
is_theirs = requires(Permission.OWN_MESSAGES)


@bp.get("/<int:id>/leave")
@is_theirs
def before_leaving(id):
    member = place(id)
    if not members.is_in(member):
        return redirect(url_for("my_groups.show", id=member.id), 303)
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
    member = place(id)
    form = _leaving_form(member)
    if not form.validate_on_submit():
        return _sure_page(member, form, 422)
    if "inspects" in form and form.inspects.data == "no":
        inspecting.say(member, False, signed_in())
    members.leave(member)
    session.commit()
    flash(_("You are not in this group any more. Your hours and thanks stay yours."))
    return redirect(url_for("my_groups.index"), 303)
