"""The tablet in a child's hands: until the adult types their password, it shows this one talk.

Every page that faces the child hands it over. What else this account opens (the list of other
children, the notes) asks for the password first; what was typed meanwhile goes on with it.
"""

from flask import (
    Blueprint,
    Flask,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask import session as cookie
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import InputRequired

from app.accounts import kept
from app.accounts.passwords import verify
from app.core.addresses import on_this_site
from app.core.db import session
from app.core.i18n import _l
from app.core.i18n import gettext as _
from app.core.security import requires, signed_in
from app.core.throttle import too_often
from app.interviews.models import LISTENERS, ReturnInterview

bp = Blueprint("handed_over", __name__, url_prefix="/interviews/<int:id>/talk/adult")

HANDED = "handed_over"
"""In the cookie: the id of the interview whose child holds this tablet."""
FOR_THE_CHILD = {
    "conduct.before",
    "conduct.ask",
    "conduct.answer",
    "conduct.not_safe",
    "conduct.tell_duty",
    "after_talk.done",
    "after_talk.give_code",
}
BLUEPRINTS_FOR_THE_CHILD = {"tablet_words", "no_signal", "handed_over"}
FOR_EVERYBODY = {"assets.show", "exit.leave", "exit.open_again", "accounts.sign_out", "help.show"}
TRIES, A_WHILE = 10, 15 * 60


class PasswordForm(FlaskForm):
    password = PasswordField(_l("Your password"), [InputRequired(_l("Enter your password."))])


def init_app(app: Flask) -> None:
    app.before_request(_stay_with_the_child)


def hand_over(id: int) -> None:
    """From this answer on, this browser opens the child's pages of this talk and nothing else."""
    cookie[HANDED] = id


def _stay_with_the_child():
    """The page that asks for the password, in place of any page that is not the child's."""
    handed = cookie.get(HANDED)
    if handed is None or request.endpoint in FOR_EVERYBODY or signed_in() is None:
        return None
    if _is_for_the_child(handed):
        return None
    if request.method == "GET":
        return redirect(url_for("handed_over.show", id=handed, next=request.full_path.rstrip("?")))
    return _page(handed, PasswordForm(formdata=None), 401, kept.refused())


def _is_for_the_child(handed: int) -> bool:
    theirs = request.endpoint in FOR_THE_CHILD or request.blueprint in BLUEPRINTS_FOR_THE_CHILD
    return theirs and (request.view_args or {}).get("id") == handed


def _handed_over_here(id: int) -> None:
    """Not found, unless this browser was handed over for this talk, or it is theirs."""
    if cookie.get(HANDED) == id:
        return
    interview = session.get(ReturnInterview, id)
    if interview is None or not interview.is_heard_by(signed_in()):
        abort(404)


@bp.get("")
@requires(*LISTENERS)
def show(id):
    _handed_over_here(id)
    return _page(id, PasswordForm(formdata=None))


@bp.post("")
@requires(*LISTENERS)
def take_back(id):
    """Whoever listens has the tablet again, and goes on where they wanted to."""
    _handed_over_here(id)
    form, account = PasswordForm(), signed_in()
    if not form.validate_on_submit():
        return _page(id, form, 422)
    if too_often("tablet-back", str(account.id), TRIES, A_WHILE):
        form.password.errors = [_("Too many tries just now. Wait a few minutes and try again.")]
        return _page(id, form, 429)
    session.commit()  # Or SQLite's one lock would be kept while Argon2 works.
    if not verify(account.password_hash, form.password.data):
        form.password.errors = [_("That is not your password.")]
        return _page(id, form, 422)
    cookie.pop(HANDED, None)
    along = kept.brought_along()
    if along is not None:
        return render_template("talk/tablet/adult_again.html", kept=along)
    start = url_for("conduct.start", id=id)
    return redirect(on_this_site(request.form.get("next")) or start, 303)


def _page(id: int, form: PasswordForm, status: int = 200, along: kept.Kept | None = None):
    page = render_template(
        "talk/tablet/adult.html",
        id=id,
        form=form,
        kept=along or kept.brought_along(),
        next=on_this_site(request.values.get("next")) or "",
        name=signed_in().display_name,
    )
    return make_response(page, status)
