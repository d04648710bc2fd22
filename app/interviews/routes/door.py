"""Who may open a child's own pages: the child, signed in, or whoever has the code of the door.

A door opens one interview, in one browser, until nobody has used it for half an hour: phones are
shared. What was said is behind it only when whoever listened gave the code.
"""

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask import session as cookie

from app.accounts import kept
from app.accounts.sessions import is_idle_since
from app.core.clock import now
from app.core.db import get_or_404, session
from app.core.security import signed_in
from app.interviews import talking
from app.interviews.models import ReturnInterview
from app.interviews.talk_forms import CodeForm

DOOR = "talk"


def hold(interview: ReturnInterview) -> None:
    """From this second on this browser has the door to this interview open."""
    cookie[DOOR] = [interview.id, interview.door_hash.hex(), int(now().timestamp())]


def let_go() -> None:
    """This browser no longer opens it without the code."""
    cookie.pop(DOOR, None)


def mine(id: int) -> ReturnInterview:
    """The interview with this id, if it is for whoever is here to open; otherwise not found, or
    for somebody who is not signed in, the page that asks for the code.

    What is sent from a page that was left open is taken however late; reading on needs the code.
    """
    account = signed_in()
    if account is not None:
        if not account.is_young_person:
            abort(404)
        return get_or_404(talking.own(account).where(ReturnInterview.id == id))
    interview = held()
    if interview is None or interview.id != id:
        abort(_ask_for_the_code())
    if not _has_lapsed():
        hold(interview)
    return interview


def _ask_for_the_code() -> Response:
    if request.method != "POST":
        return redirect(url_for("talk.index"))
    return code_page(CodeForm(formdata=None), 401, kept.refused())


def code_page(
    form: CodeForm, status: int = 200, along: kept.Kept | None = None, **facts
) -> Response:
    """The page that asks for the code; what was sent without one waits on it."""
    page = render_template(
        "talk/door.html", form=form, kept=along or kept.brought_along(), again=along, **facts
    )
    return make_response(page, status)


def held() -> ReturnInterview | None:
    """The interview whose door this browser has open, if it may still be used."""
    held_id, hashed, _used = cookie.get(DOOR) or (None, "", 0)
    if held_id is None or (request.method != "POST" and _has_lapsed()):
        return None
    interview = session.get(ReturnInterview, held_id)
    if interview is None or (interview.door_hash or b"").hex() != hashed:
        return None
    return interview if interview.door_until > now() else None


def _has_lapsed() -> bool:
    return is_idle_since(cookie[DOOR][2])


def is_by_door() -> bool:
    """True if whoever is here came by a code, and may be on somebody else's phone."""
    return signed_in() is None


def given_by(interview: ReturnInterview) -> int | None:
    """The account that gave the code whoever is here came by; None for a child who is signed in."""
    return interview.door_by_id if is_by_door() else None


def opens_words(interview: ReturnInterview) -> bool:
    """True if what was said may be shown here."""
    return not is_by_door() or (
        interview.words_door_hash is not None and interview.words_door_hash == interview.door_hash
    )
