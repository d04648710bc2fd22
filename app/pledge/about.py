"""What a message is about when it was begun from a promise's page: `pledge/west:P2`."""

from flask import url_for

from app.core.beginnings import KNOWN, Known
from app.core.clock import today
from app.core.i18n import gettext
from app.pledge.promises import Promise
from app.pledge.services import pledge_on, text_of
from surveys.abouts import ABOUTS, About

KIND = "pledge"


def register() -> None:
    """Let a response say that it was begun from a page of the pledge."""
    ABOUTS[KIND] = find
    KNOWN[KIND] = known


def code_of(council_code: str, key: str) -> str:
    """What stands on the response, and in an address after `about=`."""
    return f"{KIND}/{council_code}:{key}"


def known(name: str) -> Known | None:
    """Whose promise `west:P2` is and what it is about, so that a form need not ask."""
    council_code, promise = _promise(name)
    return Known(council_code, tuple(promise.sub_themes)) if promise else None


def _promise(name: str) -> tuple[str, Promise | None]:
    council_code, _colon, key = name.partition(":")
    pledge = pledge_on(council_code, today())
    return council_code, text_of(pledge).promise(key) if pledge else None


def find(name: str) -> About | None:
    """The promise called `west:P2` here; None for one that does not hold today."""
    council_code, promise = _promise(name)
    if promise is None:
        return None
    key = promise.key
    address = url_for("pledge.promise", council=council_code, key=key)
    return About(title=gettext(promise.title), address=address)
