"""A shared tablet that forgets: while it is set up for a survey, an answer is the last thing it
knows, and so is what somebody began and walked away from.

It shows the survey, the help and “I don’t feel safe”, and nothing else, until the grown-up who set
it up types in the number they were shown then.
"""

import secrets
from hmac import compare_digest

from flask import Flask, Response, has_request_context, redirect, request, url_for
from flask import session as cookie
from werkzeug.local import LocalProxy

from app.core.crypto import keyed_hash
from app.core.db import session, will_write
from app.core.i18n import CHOSEN
from app.core.throttle import too_often
from surveys import drafts
from surveys.inviting.answering import forget
from surveys.inviting.finding import in_place_of, link_with

KIOSK = "kiosk"
"""In the cookie of a tablet that is set up: the link of its survey, a name by chance, and a keyed
hash of the number that ends it.
"""
ASKS_SECONDS = 900
"""After which a page asks whether somebody is still there: without a script it cannot know that
somebody is writing, and what is not sent is lost with the page, so it is long.
"""
TOUCHED_SECONDS = 180
"""The same from the last touch or key, in a browser with scripts; what was typed is kept then."""
STILL_THERE_SECONDS = 180
"""How long that question stands before everything is forgotten (WCAG 2.2.1 asks for 20 seconds)."""
MINUTES = {
    "touched": TOUCHED_SECONDS // 60,
    "wait": STILL_THERE_SECONDS // 60,
    "asks": ASKS_SECONDS // 60,
}
"""The same for whoever sets one up, in whole minutes."""
THANKS_SECONDS = 20
PAGES = "/surveys/kiosk/"
FORGETS_AT = "/surveys/kiosk/forget"
STILL_THERE_AT = "/surveys/kiosk/still-there"
BACK_AT = "/surveys/kiosk/back"
NOT_SAFE = "/tell/not_safe/"
OPEN = (PAGES, "/help", NOT_SAFE, "/tell/sent", "/assets/", "/healthz")
"""Besides the survey: where a way out of danger leads, and what pages are made of."""
TRIES, TRIES_SECONDS = 10, 600


def init_app(app: Flask) -> None:
    """Every page such a tablet shows, whatever part of the app it is of, asks whether somebody is
    still there when nobody touches it, and leads to no other. No script is needed; with one, every
    touch and every key begins the time anew.
    """
    app.before_request(_hold)
    app.after_request(_give_way)
    on_tablet = LocalProxy(lambda: has_request_context() and is_kiosk())
    app.jinja_env.globals.update(on_tablet=on_tablet, tablet_asks=tablet_asks)


def _hold():
    if not is_kiosk() or request.path.startswith(OPEN):
        return None
    link, here = (request.view_args or {}).get("link"), link_here()
    if link == here:
        return None
    if link and in_place_of(link) == here:
        # Sent on as it is: what somebody was writing when the link ended is kept.
        return redirect(request.full_path.rstrip("?").replace(link, here, 1), 307)
    return redirect(FORGETS_AT if request.path.startswith("/exit") else BACK_AT, 303)


def _give_way(response: Response) -> Response:
    if response.mimetype == "text/html" and is_kiosk():
        response.headers.setdefault("Refresh", f"{ASKS_SECONDS}; url={asks_at()}")
    return response


def asks_at(**kept: str) -> str:
    """Where somebody is asked whether they are still there, and comes back to this question: of the
    survey, or of “I don’t feel safe”. `kept` is given when all that was typed has been.
    """
    here = request.view_args or {}
    where = {name: here[name] for name in ("form", "ages", "question") if name in here}
    return url_for("survey_kiosk.still_there", **where, **kept)


def tablet_asks() -> tuple[int, str] | None:
    """After how many seconds without a touch a script asks, and where; None where none does: on the
    tablet's own pages, which have a time of their own.
    """
    return None if request.path.startswith(PAGES) else (TOUCHED_SECONDS, asks_at())


def is_kiosk() -> bool:
    return isinstance(cookie.get(KIOSK), list)


def link_here() -> str:
    """The link code of the survey this tablet is set up for. It follows a link that has ended to
    the one in its place.
    """
    held, *rest = cookie[KIOSK]
    if instead := in_place_of(held):
        cookie[KIOSK] = [instead, *rest]
    return instead or held


def council_here() -> str | None:
    """The code of the council whose survey this tablet shows; None of any other browser."""
    link = link_with(link_here()) if is_kiosk() else None
    return link.council_code if link else None


def set_up(link_code: str) -> str:
    """From now on this browser is a shared tablet, and nobody is signed in on it. The number that
    ends it.
    """
    name, number = secrets.token_urlsafe(8), f"{secrets.randbelow(10_000):04d}"
    cookie.clear()
    cookie[KIOSK] = [link_code, name, _hash(name, number)]
    return number


def forget_everything(*, but_the_language: bool = False) -> None:
    """Nothing that was typed here is held any more, nor the language; drafts are thrown away. A
    language chosen on this very page is that of whoever is here now, and so is the one they are
    thanked in.
    """
    for response in drafts.unsent():
        forget(response)
    session.flush()
    kept = {key: cookie[key] for key in (KIOSK, CHOSEN) if key in cookie}
    if "lang" not in request.args and not but_the_language:
        kept.pop(CHOSEN, None)
    cookie.clear()
    cookie.update(kept)


def end(number: str) -> bool:
    """It is an ordinary tablet again, if this is the number; False if not, or after many tries."""
    _link, name, right = cookie[KIOSK]
    if too_often("kiosk-end", name, TRIES, TRIES_SECONDS):
        return False
    if not compare_digest(_hash(name, number.strip()), right):
        return False
    will_write()
    forget_everything()
    session.commit()
    cookie.clear()
    return True


def _hash(name: str, number: str) -> str:
    return keyed_hash("kiosk-end", f"{name}\0{number}").hex()
