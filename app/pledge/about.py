"""What a message is about when it was begun from a promise's page: `pledge/west:P2`."""

from flask import url_for

from app.core.clock import today
from app.core.i18n import gettext
from app.pledge.services import pledge_on, text_of
from surveys.abouts import ABOUTS, About

KIND = "pledge"


def register() -> None:
    """Let a response say that it was begun from a page of the pledge."""
    ABOUTS[KIND] = find


def code_of(council_code: str, key: str) -> str:
    """What stands on the response, and in an address after `about=`."""
    return f"{KIND}/{council_code}:{key}"


def find(name: str) -> About | None:
    """The promise called `west:P2` here; None for one that does not hold today."""
    council_code, _colon, key = name.partition(":")
    pledge = pledge_on(council_code, today())
    promise = text_of(pledge).promise(key) if pledge else None
    if promise is None:
        return None
    address = url_for("pledge.promise", council=council_code, key=key)
    return About(title=gettext(promise.title), address=address)
