"""A young person's own page: who works with me, my secret words, my language, my sessions."""

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
from flask import session as cookie

from app.accounts import services as accounts
from app.accounts import sessions
from app.accounts.forms import ChangePassphraseForm, LanguageForm
from app.accounts.models import Account
from app.accounts.password_rules import EXAMPLE
from app.accounts.routes import A_WHILE, TRIES_A_NAME, slowed
from app.accounts.showing import are_shown, asked_to_show
from app.core.db import session
from app.core.i18n import CHOSEN, CHOSEN_BY, _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.core.throttle import too_often
from app.people import join_codes, teams
from app.people.break_glass import openings_of
from app.people.texts import OPENED_BECAUSE, PART_MEANINGS, PARTS

bp = Blueprint("me", __name__, url_prefix="/me")

mine = requires(Permission.OWN_MESSAGES)


@bp.get("")
@mine
def show():
    return _page(_me())


@bp.get("/secret-words")
@mine
def passphrase():
    return _passphrase_page(ChangePassphraseForm(_me(), formdata=None))


@bp.post("/secret-words")
@mine
def keep_passphrase():
    account = _me()
    form = ChangePassphraseForm(account)
    if asked_to_show():
        return _passphrase_page(form)
    if too_often("change-password", str(account.id), TRIES_A_NAME, A_WHILE):
        return slowed()
    if not form.validate_on_submit():
        return _passphrase_page(form, 422)
    accounts.change_password(account, form.passphrase.data, keep=sessions.current_token())
    session.commit()
    flash(_("You have new secret words. Other phones have been signed out."))
    return redirect(url_for(".show"), 303)


@bp.post("/language")
@mine
def keep_language():
    account = _me()
    form = LanguageForm()
    if not form.validate_on_submit():
        return _page(account, form, 422)
    account.language = form.language.data
    session.commit()
    # What was picked before on this phone no longer stands in front of it.
    cookie.pop(CHOSEN, None)
    cookie.pop(CHOSEN_BY, None)
    return redirect(url_for(".show"), 303)


@bp.post("/sessions/end")
@mine
def end_other_sessions():
    sessions.end_all(_me(), but=sessions.current_token())
    session.commit()
    flash(_("All other phones and computers have been signed out."))
    return redirect(url_for(".show"), 303)


@bp.post("/sessions/<name>/end")
@mine
def end_session(name: str):
    sessions.end_named(_me(), name)
    session.commit()
    return redirect(url_for(".show"), 303)


def _me() -> Account:
    account = signed_in()
    return account if account.is_young_person else abort(404)


def _page(account: Account, form: LanguageForm | None = None, status: int = 200) -> Response:
    if form is None:
        form = LanguageForm(formdata=None)
        form.language.data = account.language
    record = teams.record_of(account)
    page = render_template(
        "people/me.html",
        account=account,
        form=form,
        team=teams.case_team(record) if record else [],
        opened=[one for one in openings_of(record.id) if one.is_shown] if record else [],
        disabled=record.disabled if record else None,
        opened_because=OPENED_BECAUSE,
        codes=join_codes.codes_used(record) if record else [],
        parts=PARTS,
        meanings=PART_MEANINGS,
        open_sessions=sessions.open_sessions(account),
        is_this_one=sessions.is_this_one,
        name_of=sessions.name_of,
    )
    return make_response(page, status)


def _passphrase_page(form: ChangePassphraseForm, status: int = 200) -> Response:
    page = render_template(
        "people/secret_words.html", form=form, shown=are_shown(), example=EXAMPLE
    )
    return make_response(page, status)
