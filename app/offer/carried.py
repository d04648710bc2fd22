"""What somebody typed, carried by the browser that sent it, so that Back and reload show what came
of it without asking to send anything again.

Neither words that were looked for nor answers stand in an address: addresses stay in histories and
logs. So the address of what came of them holds a number by chance, and they lie in a cookie,
sealed, which this app alone can open. Nothing is kept here. They are gone after a short while, on
leaving quickly, on signing out, and for whoever is signed in next.

The cookie is its own and not the session's: these forms are sent without a token, and a site that
makes somebody's browser send one can then change what it carries, and not who is signed in.
"""

import base64
import json
import secrets
from dataclasses import astuple, dataclass

from flask import Response, after_this_request, current_app, request

from app.core.clock import now
from app.core.crypto import CannotOpen, seal, unseal
from app.core.exit import on_exit, on_sign_out
from app.core.security import signed_in

COOKIE = "carried"
FOLDER = "/offer/"
"""The browser shows the cookie to these pages alone."""
A_SHORT_WHILE = 30 * 60
"""Seconds."""
MOST_BYTES = 2_000
"""Of all that is carried: a sealed cookie has to stay under 4 kB."""


@dataclass(frozen=True)
class Carried:
    kind: str
    """Which form it was typed into."""
    number: str
    """By chance; tells it from the others of this browser."""
    account: int
    """Who was signed in; 0 for nobody."""
    until: int
    """The second of the clock up to which it is carried."""
    typed: str


def carry(kind: str, typed: str) -> str:
    """Give this to the browser with the answer to this request; its number."""
    number, until = secrets.token_hex(4), _second() + A_SHORT_WHILE
    all_of_it = [Carried(kind, number, _account(), until, typed), *_carried()]
    while sum(map(_size, all_of_it)) > MOST_BYTES:
        all_of_it.pop()
    sealed = seal(json.dumps([astuple(one) for one in all_of_it], ensure_ascii=False), COOKIE)
    _set(base64.urlsafe_b64encode(sealed).decode(), A_SHORT_WHILE)
    return number


def carried(kind: str, number: str) -> str | None:
    """What this browser carries under this number; None if it does not, or not any more."""
    found = (one.typed for one in _carried() if (one.kind, one.number) == (kind, number))
    return next(found, None)


def forget() -> None:
    """Take all of it from the browser that sent this request."""
    _set("", 0)


def _carried() -> list[Carried]:
    """What came with this request and may still be shown, newest first."""
    try:
        sealed = base64.urlsafe_b64decode(request.cookies.get(COOKIE, ""))
        found = [Carried(*one) for one in json.loads(unseal(sealed, COOKIE))]
    except (CannotOpen, ValueError, IndexError):
        return []
    return [one for one in found if one.account == _account() and one.until > _second()]


def _size(one: Carried) -> int:
    return len(one.typed.encode("utf-8", "surrogatepass"))


def _account() -> int:
    account = signed_in()
    return account.id if account else 0


def _second() -> int:
    return int(now().timestamp())


def _set(value: str, seconds: int) -> None:
    secure = current_app.config["PRODUCTION"]

    @after_this_request
    def put(response: Response) -> Response:
        response.set_cookie(
            COOKIE,
            value,
            max_age=seconds,
            path=FOLDER,
            secure=secure,
            httponly=True,
            samesite="Lax",
        )
        return response


on_exit.append(forget)
on_sign_out.append(forget)
