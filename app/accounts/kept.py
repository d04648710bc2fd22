"""What somebody sent when they had been signed out: it goes through the door with them.

It is carried by the page alone, from the one that refuses it to the one that gives it back: never
in an address, a cookie or the database.
"""

from dataclasses import dataclass

from flask import request

from app.core.addresses import on_this_site
from app.core.errors import what_was_posted

AT = "kept_at"
WAYS_ON = "do"
BEFORE = "kept."
"""Before each name, so that none is taken for a field of the sign-in form."""


@dataclass(frozen=True)
class Kept:
    at: str
    """The path it was sent to."""
    posted: list[tuple[str, str]]

    @property
    def goes_on(self) -> bool:
        """True of one page of several, on which a button (called `do`) keeps it and goes on."""
        return any(name == WAYS_ON for name, _value in self.posted)


def refused() -> Kept | None:
    """What the request that is being refused brought; None if it brought nothing."""
    posted = what_was_posted()
    return Kept(request.full_path.rstrip("?"), posted) if posted else None


def brought_along() -> Kept | None:
    """What came with the sign-in form; None if nobody was in the middle of anything."""
    at = on_this_site(request.form.get(AT))
    posted = [
        (name.removeprefix(BEFORE), value)
        for name, value in request.form.items(multi=True)
        if name.startswith(BEFORE)
    ]
    return Kept(at, posted) if at and posted else None
