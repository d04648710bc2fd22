"""Signing in by one of two doors, and out."""

from collections.abc import Iterable

from flask import (
    Blueprint,
    Flask,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask import session as cookie
from werkzeug.exceptions import Unauthorized

from app.accounts import kept, names, services, sessions
from app.accounts.forms import NO_MATCH, NO_MATCH_STAFF, StaffSignInForm, YoungSignInForm
from app.accounts.models import Account
from app.accounts.passwords import verify
from app.accounts.showing import are_shown, asked_to_show
from app.core.addresses import on_this_site
from app.core.db import session
from app.core.errors import is_written
from app.core.exit import on_sign_out
from app.core.i18n import CHOSEN, is_for_staff
from app.core.permissions import Permission
from app.core.security import here_is, public
from app.core.throttle import too_often

bp = Blueprint("accounts", __name__)

TRIES_A_NAME = 10
A_WHILE = 15 * 60
"""Seconds in which one name may be tried TRIES_A_NAME times."""
TRIES_OVERALL = 300
"""A minute, for everybody together: a whole school may sign in at once, a guesser may not go on."""

FIRST_PAGES = (
    (Permission.OWN_MESSAGES, "/"),
    (Permission.ALERTS, "/safeguarding/"),
    (Permission.FEEDBACK_READ, "/feedback/"),
    (Permission.TRANSLATE, "/feedback/interpreting/"),
    (Permission.INTERVIEW, "/interviews/listening"),
    (Permission.REPORT_READ, "/reports/"),
    (Permission.STAFF_MANAGE, "/staff/"),
)
"""Where someone with this permission begins; the first that fits."""


def init_app(app: Flask) -> None:
    app.register_error_handler(401, _sign_in_again)


@bp.get("/sign-in")
@public
def sign_in():
    return _page(YoungSignInForm(formdata=None), StaffSignInForm(formdata=None))


@bp.post("/sign-in")
@public
def check_sign_in():
    door = _staff_door if request.form.get("door") == "staff" else _young_door
    return door()


@bp.post("/sign-out")
@public
def sign_out():
    """End this session here and on our side."""
    sessions.end_this_one()
    for forget in on_sign_out:
        forget()
    _forget()
    return redirect("/", 303)


def _young_door() -> Response:
    form = YoungSignInForm()
    shut = StaffSignInForm(formdata=None)
    if asked_to_show():
        return _page(form, shut)
    if not form.validate_on_submit():
        return _page(form, shut, 422)
    # Folded as the lookup folds it: the same name in other signs is the same try.
    if _tried_too_often("young", names.sign_in_name(form.name.data[: names.FAR_TOO_LONG])):
        return slowed()
    account = services.find_young_person(form.name.data)
    if not _knows(account, form.passphrase.data):
        form.passphrase.errors = [NO_MATCH]
        return _page(form, shut, 422)
    return start(account, own_phone=form.own_phone.data)


def _staff_door() -> Response:
    form = StaffSignInForm()
    shut = YoungSignInForm(formdata=None)
    if asked_to_show():
        return _page(shut, form)
    if not form.validate_on_submit():
        return _page(shut, form, 422)
    if _tried_too_often("staff", services.plain_email(form.email.data)):
        return slowed()
    account = services.find_staff(form.email.data)
    if not _knows(account, form.password.data):
        form.password.errors = [NO_MATCH_STAFF]
        return _page(shut, form, 422)
    return start(account)


def _tried_too_often(door: str, name: str) -> bool:
    one = too_often(f"sign-in-{door}", name[: names.FAR_TOO_LONG], TRIES_A_NAME, A_WHILE)
    return too_often("sign-in", "everyone", TRIES_OVERALL, 60) or one


def _knows(account: Account | None, password: str) -> bool:
    """True if this is the account's password and it may be used; as slow for nobody's account."""
    # Ends the lookup, which would otherwise keep SQLite's one writing lock while Argon2 works.
    session.commit()
    matches = verify(account.password_hash if account else None, password)
    return matches and account.active


def start(account: Account, own_phone: bool = False, then: str | None = None) -> Response:
    """Sign this account in, in a cookie that has nothing of before in it but the language, and
    what was begun and not sent. What was being sent when they had to sign in is given back.
    """
    token = sessions.open_session(account, own_phone)
    session.commit()
    _forget(but=(CHOSEN, *sessions.kept_when_signing_in))
    cookie[sessions.SESSION_KEY] = token
    if along := kept.brought_along():
        here_is(account)
        wrote = any(is_written(value) for _name, value in along.posted)
        return make_response(render_template("accounts/back_again.html", kept=along, wrote=wrote))
    return redirect(then or on_this_site(request.args.get("next")) or _first_page(account), 303)


def _forget(but: Iterable[str] = (CHOSEN,)) -> None:
    """Empty the cookie, so that a session fixed or left by somebody else is not carried on."""
    kept = {key: cookie[key] for key in but if cookie.get(key)}
    cookie.clear()
    cookie.update(kept)


def _first_page(account: Account) -> str:
    return next((page for wanted, page in FIRST_PAGES if account.may(wanted)), "/")


def slowed() -> Response:
    """The page for someone who has tried too often. It does not say whether the name exists."""
    page = render_template("accounts/slowed.html", minutes=A_WHILE // 60, kept=kept.brought_along())
    response = make_response(page, 429)
    response.headers["Retry-After"] = str(A_WHILE)
    return response


def _sign_in_again(_error: Unauthorized) -> Response:
    """The page for whoever sent something and is signed out: what was sent waits while they sign
    in.
    """
    along = kept.refused()
    return _page(YoungSignInForm(formdata=None), StaffSignInForm(formdata=None), 401, along)


def _page(
    young: YoungSignInForm,
    staff: StaffSignInForm,
    status: int = 200,
    along: kept.Kept | None = None,
) -> Response:
    then = on_this_site(request.args.get("next"))
    # In full: this page also stands in for one of another feature.
    action = url_for("accounts.check_sign_in", next=then)
    page = render_template(
        "accounts/sign_in.html",
        young=young,
        staff=staff,
        action=action,
        shown=are_shown(),
        kept=along or kept.brought_along(),
        again=status == 401,
        staff_door=request.values.get("door") == "staff" or is_for_staff(),
    )
    return make_response(page, status)
