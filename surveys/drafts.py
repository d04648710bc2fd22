"""The drafts this browser holds, in its own cookie: for each form, what finds the response.

That is a random token, or (come back to by return number) the hash of that number. A response by
name opens only for the young person whose it is.
"""

import secrets

from flask import session as cookie
from sqlalchemy import select

from app.core.db import session
from app.core.security import signed_in
from surveys.models import Response
from surveys.services import drafts_of, find_response

HELD = "drafts"
BY_NUMBER = "#"


def new_token() -> str:
    """Something no one can guess: 128 bits."""
    return secrets.token_urlsafe(16)


def hold(form_key: str, held: str) -> None:
    """From now on this browser is answering this form with what `held` finds."""
    cookie[HELD] = {**cookie.get(HELD, {}), form_key: held}


def hold_by_number(response: Response) -> None:
    """Hold a draft that was opened by its return number."""
    hold(response.version.form.key, BY_NUMBER + response.return_hash.hex())


def let_go(form_key: str) -> None:
    """This browser is no longer answering this form."""
    cookie[HELD] = {key: held for key, held in cookie.get(HELD, {}).items() if key != form_key}


def held_for(form_key: str) -> str | None:
    """The token (or hash of a number) held for this form."""
    return cookie.get(HELD, {}).get(form_key)


def draft_for(form_key: str) -> Response | None:
    """What this browser is answering, sent or not; or what this young person began by name."""
    held = held_for(form_key)
    response = find_held(held) if held else None
    if response is not None:
        return response
    account = signed_in()
    begun = drafts_of(account) if account and account.is_young_person else []
    return next((one for one in begun if one.version.form.key == form_key), None)


def find_held(held: str) -> Response | None:
    """The response that `held` finds, if whoever is here may see it."""
    response = _by_number(held) if held.startswith(BY_NUMBER) else find_response(held)
    if response is None or response.young_person_id is None:
        return response
    account = signed_in()
    its_own = account is not None and response.young_person.account_id == account.id
    return response if its_own else None


def _by_number(held: str) -> Response | None:
    try:
        kept = bytes.fromhex(held.removeprefix(BY_NUMBER))
    except ValueError:
        return None
    rows = select(Response).where(Response.return_hash == kept)
    return session.scalars(rows).unique().one_or_none()


def unsent() -> list[Response]:
    """The anonymous drafts this browser holds."""
    found = [find_held(held) for held in cookie.get(HELD, {}).values()]
    return [one for one in found if one is not None and one.anonymous and one.sent_on is None]
