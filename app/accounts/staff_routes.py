"""The administrators' desk: staff, their roles, and their open sessions."""

from flask import Blueprint, Response, flash, make_response, redirect, render_template, url_for
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts import services, sessions, staff
from app.accounts.models import Account, Council
from app.accounts.staff_forms import EMAIL_TAKEN, RolesForm, StaffForm, code_of
from app.accounts.texts import EVERY_COUNCIL, ROLES
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in

bp = Blueprint("staff", __name__, url_prefix="/staff")

may_manage = requires(Permission.STAFF_MANAGE)


@bp.get("/")
@may_manage
def index():
    accounts = session.scalars(staff.managed_by(signed_in()).order_by(Account.display_name)).all()
    return render_template(
        "accounts/staff_list.html", accounts=accounts, roles=ROLES, councils=_council_names()
    )


@bp.get("/new")
@may_manage
def new():
    return _new_page(StaffForm(_offered(), formdata=None))


@bp.post("/new")
@may_manage
def create():
    form = StaffForm(_offered())
    if not form.validate_on_submit():
        return _new_page(form, 422)
    email = services.plain_email(form.email.data)
    name, title = form.display_name.data.strip(), (form.job_title.data or "").strip()
    try:
        account = staff.add_staff(email, name, title, form.chosen, signed_in())
    except IntegrityError:
        # Two administrators at the same moment.
        session.rollback()
        form.email.errors = [EMAIL_TAKEN]
        return _new_page(form, 422)
    session.commit()
    flash(_("The account is there. A link to set a password is on its way by mail."))
    return redirect(url_for(".show", id=account.id), 303)


@bp.get("/<int:id>")
@may_manage
def show(id: int):
    return _page(_managed(id))


@bp.post("/<int:id>/roles")
@may_manage
def change_roles(id: int):
    account = _managed(id)
    form = RolesForm(_offered())
    if not form.validate_on_submit():
        return _page(account, form, 422)
    try:
        staff.change_roles(account, form.chosen, signed_in())
    except staff.NotYours:
        session.rollback()
        form.grants.errors = [_("You cannot take away your own right to manage staff.")]
        return _page(account, form, 422)
    session.commit()
    flash(_("The roles have been changed."))
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<int:id>/deactivate")
@may_manage
def deactivate(id: int):
    account = _managed(id)
    try:
        staff.deactivate(account, signed_in())
    except staff.NotYours:
        session.rollback()
        flash(_("You cannot close your own account."), "careful")
        return redirect(url_for(".show", id=id), 303)
    return _done(id, _("The account is closed and its sessions have ended."))


@bp.post("/<int:id>/activate")
@may_manage
def activate(id: int):
    staff.activate(_managed(id), signed_in())
    return _done(id, _("The account is open again."))


@bp.post("/<int:id>/sessions/end")
@may_manage
def end_sessions(id: int):
    staff.end_sessions(_managed(id), signed_in())
    return _done(id, _("All their sessions have ended."))


@bp.post("/<int:id>/invite")
@may_manage
def invite(id: int):
    staff.invite(_managed(id), signed_in())
    return _done(id, _("A new link is on its way by mail."))


def _managed(id: int) -> Account:
    return get_or_404(staff.managed_by(signed_in()).where(Account.id == id))


def _offered() -> list[staff.Grant]:
    return staff.grants_to_give(signed_in(), _council_names())


def _council_names() -> dict[str, str]:
    """The councils, by name, as code to name."""
    councils = session.scalars(select(Council).order_by(Council.name))
    return {council.code: council.name for council in councils}


def _done(id: int, words: str) -> Response:
    session.commit()
    flash(words)
    return redirect(url_for(".show", id=id), 303)


def _grid(form: RolesForm) -> dict:
    """What the table of roles and councils needs."""
    return {
        "form": form,
        "roles": ROLES,
        "offered": form.offered,
        "rows": list(dict.fromkeys(role for role, _place in form.offered.values())),
        "places": list(dict.fromkeys(place for _role, place in form.offered.values())),
        "councils": {**_council_names(), None: EVERY_COUNCIL},
        "code_of": code_of,
    }


def _new_page(form: StaffForm, status: int = 200) -> Response:
    return make_response(render_template("accounts/staff_new.html", **_grid(form)), status)


def _page(account: Account, form: RolesForm | None = None, status: int = 200) -> Response:
    if form is None:
        form = RolesForm(_offered(), formdata=None)
        form.grants.data = [code_of((g.role, g.council_code)) for g in account.grants]
    page = render_template(
        "accounts/staff_show.html",
        account=account,
        mine=account.id == signed_in().id,
        open_sessions=sessions.open_sessions(account),
        **_grid(form),
    )
    return make_response(page, status)
