"""For officers: whether somebody in a group also writes surveys and inspects."""

from flask import Blueprint, Flask, abort, flash, redirect, render_template, url_for

from app.accounts.inspectors import NotTheirs
from app.accounts.inspectors_form import InspectsForm
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.groups import inspecting
from app.groups.member_models import Member
from app.groups.members import is_in

bp = Blueprint("group_inspectors", __name__, url_prefix="/groups/desk")
may_run = requires(Permission.GROUP_RUN)


def init_app(app: Flask) -> None:
    """The pages of a group ask these of somebody who is in it."""
    app.context_processor(
        lambda: {
            "group_inspects": inspecting.inspects,
            "inspecting_may_end_with": inspecting.may_end_with,
        }
    )


def page_after_letting_in(member: Member) -> str:
    """Where an officer goes on: to the question, where it is asked."""
    if inspecting.is_to_be_asked(member):
        return url_for("group_inspectors.ask", id=member.id)
    return url_for("group_members.show", id=member.id)


def page_after_new_days(member: Member) -> str:
    """Where an officer goes on who put their days right: to the question, for who left so."""
    if not is_in(member) and inspecting.may_end_with(member):
        return url_for("group_inspectors.ask", id=member.id)
    return url_for("group_members.show", id=member.id)


def _one(id: int) -> Member:
    return get_or_404(Member.visible_to(signed_in()).where(Member.id == id))


def _page(member: Member, form: InspectsForm, status: int = 200):
    return render_template("groups/desk/inspects.html", member=member, form=form), status


@bp.get("/members/<int:id>/inspector")
@may_run
def ask(id):
    member = _one(id)
    said = {"inspects": "yes"} if inspecting.inspects(member) else {}
    return _page(member, InspectsForm(formdata=None, data=said))


@bp.post("/members/<int:id>/inspector")
@may_run
def say(id):
    member, form = _one(id), InspectsForm()
    if not form.validate_on_submit():
        return _page(member, form, 422)
    before, wanted = inspecting.inspects(member), form.inspects.data == "yes"
    try:
        inspecting.say(member, wanted, signed_in())
    except NotTheirs:
        abort(404)
    session.commit()
    if inspecting.inspects(member) != before:
        flash(_("Kept. Their first page tells them."))
    return redirect(url_for("group_members.show", id=member.id), 303)
