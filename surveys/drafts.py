"""The drafts this browser holds, in its own cookie: for each form, what finds the response.

That is a random token, the hash of a return number (come back to with it), or the id of a draft by
name. A response by name opens only for the young person whose it is; an anonymous one is shown
until nobody has used it for half an hour, because phones and tablets are shared.
"""

import secrets

from flask import request
from flask import session as cookie
from sqlalchemy import select

from app.accounts import sessions
from app.core.clock import now
from app.core.db import session
from app.core.security import signed_in
from surveys.models import Response
from surveys.services import definition_of, drafts_of, find_response

HELD = "drafts"
USED = "drafts_used"
"""Beside the drafts: for each form, the second since 1970 when it was last used."""
LEFT = "drafts_left"
"""Beside the drafts: the form that was left for help, and the address of the very page."""
A_MINUTE = 60
BY_NUMBER = "#"
BY_ID = "@"


def new_token() -> str:
    """Something no one can guess: 128 bits."""
    return secrets.token_urlsafe(16)


def hold(form_key: str, held: str) -> None:
    """From now on this browser is answering this form with what `held` finds."""
    cookie[HELD] = {**cookie.get(HELD, {}), form_key: held}
    _use(form_key)


def hold_by_number(response: Response) -> None:
    """Hold a draft that was opened by its return number."""
    hold(definition_of(response).key, BY_NUMBER + response.return_hash.hex())


def hold_by_id(response: Response) -> None:
    """Hold a draft by name; it is opened only for the young person whose it is."""
    hold(definition_of(response).key, f"{BY_ID}{response.id}")


def let_go(form_key: str) -> None:
    """This browser is no longer answering this form."""
    for kept in (HELD, USED):
        cookie[kept] = {
            key: value for key, value in cookie.get(kept, {}).items() if key != form_key
        }


def held_for(form_key: str) -> str | None:
    """The token (or hash of a number) held for this form."""
    return cookie.get(HELD, {}).get(form_key)


def draft_for(form_key: str, *, however_late: bool = True) -> Response | None:
    """What this browser is answering, sent or not; or what this young person began by name.

    What has lapsed is not shown any more. A page that is still open can be sent `however_late`:
    somebody who thought for an hour about one answer keeps those before it.
    """
    held = held_for(form_key)
    response = find_held(held) if held else None
    on_time = request.method != "POST" or not however_late
    if response is not None and on_time and _has_lapsed(form_key, response):
        let_go(form_key)
        response = None
    if response is not None:
        _use(form_key)
        return response
    account = signed_in()
    begun = drafts_of(account) if account and account.is_young_person else []
    return next((one for one in begun if definition_of(one).key == form_key), None)


def find_held(held: str) -> Response | None:
    """The response that `held` finds, if whoever is here may see it."""
    response = _whatever(held)
    return None if response is None or _is_somebody_elses(response) else response


def is_somebody_elses(form_key: str) -> bool:
    """True if what is held for this form is by name, and who is here is not (or no longer) them."""
    held = held_for(form_key)
    response = _whatever(held) if held else None
    return response is not None and _is_somebody_elses(response)


def _whatever(held: str) -> Response | None:
    if held.startswith(BY_ID):
        return _by_id(held)
    return _by_number(held) if held.startswith(BY_NUMBER) else find_response(held)


def _is_somebody_elses(response: Response) -> bool:
    if response.young_person_id is None:
        return False
    account = signed_in()
    return account is None or response.young_person.account_id != account.id


def _by_id(held: str) -> Response | None:
    rows = select(Response).where(
        Response.id == int(held.removeprefix(BY_ID)), Response.young_person_id.is_not(None)
    )
    return session.scalars(rows).unique().one_or_none()


def _by_number(held: str) -> Response | None:
    try:
        kept = bytes.fromhex(held.removeprefix(BY_NUMBER))
    except ValueError:
        return None
    rows = select(Response).where(Response.return_hash == kept)
    return session.scalars(rows).unique().one_or_none()


def unsent() -> list[Response]:
    """The anonymous drafts this browser holds and may still show."""
    found = [(key, find_held(held)) for key, held in cookie.get(HELD, {}).items()]
    return [
        one
        for key, one in found
        if one is not None and one.anonymous and one.sent_on is None and not _has_lapsed(key, one)
    ]


def leave(response: Response, address: str) -> None:
    """They go from this page of what they are answering to where there is help. `address` is made
    here, and never what somebody sent.
    """
    cookie[LEFT] = [definition_of(response).key, address]


def left_at() -> str | None:
    """The page they left for help, while what they were answering there can be gone on with."""
    form_key, address = cookie.get(LEFT, (None, None))
    response = draft_for(form_key) if form_key else None
    return address if response is not None and response.sent_on is None else None


def _use(form_key: str) -> None:
    # To the minute is close enough, and most answers then carry no cookie.
    used, second = cookie.get(USED, {}), int(now().timestamp())
    if second - used.get(form_key, 0) >= A_MINUTE:
        cookie[USED] = {**used, form_key: second}


def _has_lapsed(form_key: str, response: Response) -> bool:
    # A draft by name needs no clock of its own: it is shown while they are signed in.
    used = cookie.get(USED, {}).get(form_key, 0)
    return response.anonymous and sessions.is_idle_since(used)


sessions.kept_when_signing_in.extend((HELD, USED, LEFT))
