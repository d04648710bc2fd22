"""Joining: a young person turns the code their worker gave them into an account of their own."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from sqlalchemy.exc import IntegrityError

from app.accounts.password_rules import EXAMPLE
from app.accounts.routes import slowed, start
from app.accounts.showing import are_shown, asked_to_show
from app.core.db import session
from app.core.i18n import current_language
from app.core.security import public
from app.core.throttle import too_often
from app.people import join_codes, services
from app.people.join_forms import NAME_TAKEN, WRONG_CODE, CodeForm, JoinForm
from app.people.texts import PARTS

bp = Blueprint("join", __name__, url_prefix="/join")

TRIES_OVERALL = 240
"""A minute, for everybody together: a group can join at once, nobody can try all the codes."""
TRIES_A_CODE = 30
A_WHILE = 15 * 60


@bp.get("")
@public
def ask():
    return _ask_page(CodeForm(formdata=None))


@bp.post("")
@public
def check():
    form = CodeForm()
    if not form.validate_on_submit():
        return _ask_page(form, 422)
    code = join_codes.plain(form.code.data)
    if not code:
        form.code.errors = [WRONG_CODE]
        return _ask_page(form, 422)
    return redirect(url_for(".show", code=join_codes.grouped(code)), 303)


@bp.get("/<code>")
@public
def show(code: str):
    if _tried_too_often(code):
        return slowed()
    form = JoinForm(formdata=None)
    form.language.data = str(current_language())
    return _join_page(code, form)


@bp.post("/<code>")
@public
def create(code: str):
    if _tried_too_often(code):
        return slowed()
    form = JoinForm()
    if asked_to_show():
        return _join_page(code, form)
    if not form.validate_on_submit():
        return _join_page(code, form, 422)
    try:
        account = services.join(code, form.name.data, form.passphrase.data, form.language.data)
    except (services.NameTaken, IntegrityError):
        session.rollback()
        form.name.errors = [NAME_TAKEN]
        return _join_page(code, form, 422)
    except (join_codes.WrongCode, join_codes.LapsedCode):
        session.rollback()
        return _join_page(code, form, 422)
    return start(account, then=url_for("me.show", joined="yes"))


def _tried_too_often(code: str) -> bool:
    one = too_often("join-code", join_codes.plain(code) or "none", TRIES_A_CODE, A_WHILE)
    return too_often("join", "everyone", TRIES_OVERALL, 60) or (
        one and bool(join_codes.plain(code))
    )


def _ask_page(form: CodeForm, status: int = 200) -> Response:
    return make_response(render_template("people/join_ask.html", form=form), status)


def _join_page(code: str, form: JoinForm, status: int = 200) -> Response:
    """The form for a code that works; otherwise a page that says so as far as may be said."""
    try:
        found = join_codes.look_up_code(code)
    except join_codes.LapsedCode:
        return make_response(render_template("people/join_lapsed.html"), 410)
    except join_codes.UsedCode:
        return make_response(render_template("people/join_used.html"), 410)
    except join_codes.WrongCode:
        asked = CodeForm(formdata=None)
        asked.code.data = code
        asked.code.errors = [WRONG_CODE]
        return _ask_page(asked, 404)
    giver, part = join_codes.giver_of(found)
    page = render_template(
        "people/join.html",
        form=form,
        giver=giver,
        part=PARTS.get(part),
        again=found.young_person.account_id is not None,
        shown=are_shown(),
        address=request.path,
        example=EXAMPLE,
    )
    return make_response(page, status)
