"""A shared tablet that forgets: while it is set up for a survey, an answer is the last thing it
knows, and so is what somebody began and walked away from.
"""

from flask import Flask, Response
from flask import session as cookie

from app.core.db import session
from surveys import drafts
from surveys.inviting.answering import forget

KIOSK = "kiosk"
"""In the cookie of a tablet that is set up: the link of its survey."""
IDLE_SECONDS = 180
THANKS_SECONDS = 20
FORGETS_AT = "/surveys/kiosk/forget"


def init_app(app: Flask) -> None:
    """Every page such a tablet shows, whatever part of the app it is of, gives way when nobody
    touches it. No script is needed.
    """
    app.after_request(_give_way)


def _give_way(response: Response) -> Response:
    if response.mimetype == "text/html" and is_kiosk():
        response.headers.setdefault("Refresh", f"{IDLE_SECONDS}; url={FORGETS_AT}")
    return response


def is_kiosk() -> bool:
    return KIOSK in cookie


def link_here() -> str | None:
    """The link code of the survey this tablet is set up for."""
    return cookie.get(KIOSK)


def set_up(link_code: str) -> None:
    """From now on this browser is a shared tablet, and nobody is signed in on it."""
    cookie.clear()
    cookie[KIOSK] = link_code


def forget_everything() -> None:
    """Nothing that was typed here is held any more, nor the language; drafts are thrown away."""
    for response in drafts.unsent():
        forget(response)
    session.flush()
    set_up(cookie[KIOSK])


def end() -> None:
    """It is an ordinary tablet again."""
    cookie.clear()
