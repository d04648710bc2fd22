"""The words of a search, carried by the browser that sent them, so that Back and reload show what
was found without asking to send anything again.

Words stand in no address: addresses stay in histories and logs. So the address of what was found
holds a number by chance, and the words lie in a cookie, sealed, which this app alone can open.
Nothing is kept here. They are gone after a short while, on leaving quickly, and for whoever is
signed in next.

The cookie is its own and not the session's: a search is sent without a token, and a site that makes
somebody's browser send one can then change what was looked for, and not who is signed in.
"""

import base64
import json
import secrets
from dataclasses import astuple, dataclass

from flask import Response, after_this_request, current_app, request

from app.core.clock import now
from app.core.crypto import CannotOpen, seal, unseal
from app.core.exit import on_exit
from app.core.security import signed_in

COOKIE = "looked_for"
FOLDER = "/offer/"
"""The browser shows the cookie to these pages alone."""
A_SHORT_WHILE = 30 * 60
"""Seconds."""
MOST_BYTES = 2_000
"""Of the words of all searches that are carried: a sealed cookie has to stay under 4 kB."""


@dataclass(frozen=True)
class Search:
    number: str
    """By chance; tells this search from the others of this browser."""
    account: int
    """Who was signed in; 0 for nobody."""
    until: int
    """The second of the clock up to which it is carried."""
    words: str


def carry(words: str) -> str:
    """Give these words to the browser with the answer to this request; their number."""
    search = Search(secrets.token_hex(4), _account(), _second() + A_SHORT_WHILE, words)
    carried = [search, *_carried()]
    while sum(map(_size, carried)) > MOST_BYTES:
        carried.pop()
    sealed = seal(json.dumps([astuple(one) for one in carried], ensure_ascii=False), COOKIE)
    _set(base64.urlsafe_b64encode(sealed).decode(), A_SHORT_WHILE)
    return search.number


def words_of(number: str) -> str | None:
    """The words this browser carries under this number; None if it does not any more."""
    return next((one.words for one in _carried() if one.number == number), None)


def forget() -> None:
    """Take every word from the browser that sent this request."""
    _set("", 0)


def _carried() -> list[Search]:
    """What came with this request and may still be shown, newest first."""
    try:
        sealed = base64.urlsafe_b64decode(request.cookies.get(COOKIE, ""))
        found = [Search(*one) for one in json.loads(unseal(sealed, COOKIE))]
    except (CannotOpen, ValueError, IndexError):
        return []
    return [one for one in found if one.account == _account() and one.until > _second()]


def _size(search: Search) -> int:
    return len(search.words.encode("utf-8", "surrogatepass"))


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
