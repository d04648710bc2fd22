"""Leaving quickly: nothing of this site is left on the screen, behind Back or after a reload.

What it cannot do is said where the button is explained: the phone's list of visited pages still
has our address in it, with titles that say nothing.
"""

from collections.abc import Callable

from flask import Blueprint, Flask, current_app, redirect, render_template, request, session
from flask_login import logout_user

from app.core.i18n import current_language, speaking
from app.core.languages import ENGLISH, find
from app.core.security import csrf, public

bp = Blueprint("exit", __name__, url_prefix="/exit")

COOKIE = "away"
A_SHORT_WHILE = 10 * 60
"""Seconds for which pages stay closed after leaving."""

on_exit: list[Callable[[], object]] = []
"""What else ends when someone leaves: the sign-in kept on our side adds itself here."""

on_sign_out: list[Callable[[], object]] = []
"""What goes from the browser when somebody signs out, besides the sign-in itself."""

OPEN_WHILE_AWAY = {"exit.leave", "exit.open_again", "assets.show", "healthz"}


# Without a token: a page kept from before must still be able to leave, and the worst another site
# could do with this door is to sign someone out.
@bp.route("", methods=["GET", "POST"])
@csrf.exempt
@public
def leave():
    """Forget who this is, close the pages, and go somewhere harmless.

    Only the language is kept, so that the closed page can be read by whoever comes back.
    """
    language = str(current_language())
    _end_everything()
    response = redirect(current_app.config["EXIT_URL"], 303)
    response.set_cookie(COOKIE, language, max_age=A_SHORT_WHILE, **_cookie_rules())
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@bp.get("/open")
@public
def open_again():
    """Come back: the cookie goes, and so does anything signed in that was left behind."""
    _end_everything()
    language = find(request.cookies.get(COOKIE)) or ENGLISH
    response = redirect("/" if language == ENGLISH else f"/?lang={language}", 303)
    response.delete_cookie(COOKIE, **_cookie_rules())
    return response


def _end_everything() -> None:
    for end in on_exit:
        try:
            end()
        except Exception as problem:  # leaving must work when the database does not
            current_app.logger.error("on leaving: %s", type(problem).__name__)
    logout_user()
    session.clear()


def _cookie_rules() -> dict:
    # The script reads it, to hide a page that the browser kept alive behind Back.
    return {"httponly": False, "samesite": "Lax", "secure": current_app.config["PRODUCTION"]}


def _stay_closed():
    """While someone is away, every page answers that it is closed. What was sent still arrives."""
    if request.method not in ("GET", "HEAD") or COOKIE not in request.cookies:
        return None
    if request.endpoint in OPEN_WHILE_AWAY:
        return None
    with speaking(request.cookies[COOKIE]):
        return render_template("errors/closed.html")


def init_app(app: Flask) -> None:
    app.before_request(_stay_closed)
