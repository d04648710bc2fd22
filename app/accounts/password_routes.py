"""Staff set their first password from a link in their mail, and change it later."""

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    url_for,
)

from app.accounts import services, sessions
from app.accounts.forms import ChangePasswordForm, SetPasswordForm
from app.accounts.models import Account
from app.accounts.routes import A_WHILE, TRIES_A_NAME, slowed, start
from app.accounts.showing import are_shown, asked_to_show
from app.core.db import session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import public, requires, signed_in
from app.core.throttle import too_often

bp = Blueprint("passwords", __name__)

TRIES_A_LINK = 120
"""A minute, for everybody together."""

# Whoever has any part here, with whatever role, may change what they sign in with.
anyone_signed_in = requires(*Permission)


@bp.get("/set-password/<token>")
@public
def set_password(token: str):
    account = _invited(token)
    return _set_page(SetPasswordForm(account)) if account else _link_is_over()


@bp.post("/set-password/<token>")
@public
def keep_password(token: str):
    if too_often("set-password", "everyone", TRIES_A_LINK, 60):
        return slowed()
    account = _invited(token)
    if account is None:
        return _link_is_over()
    form = SetPasswordForm(account)
    if asked_to_show():
        return _set_page(form)
    if not form.validate_on_submit():
        return _set_page(form, 422)
    services.change_password(account, form.password.data)
    return start(account)


@bp.get("/account/password")
@anyone_signed_in
def change():
    return _change_page(ChangePasswordForm(_member_of_staff(), formdata=None))


@bp.post("/account/password")
@anyone_signed_in
def keep_change():
    account = _member_of_staff()
    form = ChangePasswordForm(account)
    if asked_to_show():
        return _change_page(form)
    if too_often("change-password", str(account.id), TRIES_A_NAME, A_WHILE):
        return slowed()
    if not form.validate_on_submit():
        return _change_page(form, 422)
    services.change_password(account, form.password.data, keep=sessions.current_token())
    session.commit()
    flash(_("Your password has been changed. Everywhere else you have been signed out."))
    return redirect(url_for(".change"), 303)


def _member_of_staff() -> Account:
    account = signed_in()
    return abort(404) if account.is_young_person else account


def _invited(token: str) -> Account | None:
    return services.account_for_link(token)


def _set_page(form: SetPasswordForm, status: int = 200) -> Response:
    page = render_template("accounts/set_password.html", form=form, shown=are_shown())
    return make_response(page, status)


def _change_page(form: ChangePasswordForm, status: int = 200) -> Response:
    page = render_template("accounts/change_password.html", form=form, shown=are_shown())
    return make_response(page, status)


def _link_is_over() -> Response:
    return make_response(render_template("accounts/link_is_over.html"), 410)
