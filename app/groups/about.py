"""What a message is about when it was begun from a page of a group: `group/5`."""

from flask import url_for

from app.core.db import session
from app.core.i18n import gettext
from app.groups.models import Group
from surveys.abouts import ABOUTS, About

KIND = "group"


def register() -> None:
    """Let a response say that it was begun from a page of a group."""
    ABOUTS[KIND] = find


def code_of(group: Group) -> str:
    """What stands on the response, and in an address after `about=`."""
    return f"{KIND}/{group.id}"


def find(name: str) -> About | None:
    """The group with this id; None for one that is not there."""
    number = int(name) if name.isdecimal() else 0
    group = session.get(Group, number) if 0 < number < 2**63 else None
    if group is None:
        return None
    return About(title=gettext(group.title), address=url_for("groups.show", slug=group.slug))
