"""Letting in somebody who asked their worker: looked for by name among those of the councils."""

from sqlalchemy import select

from app.accounts.councils import within
from app.accounts.models import Account
from app.accounts.names import sign_in_name
from app.core import audit
from app.core.clock import today
from app.core.db import session
from app.core.permissions import Permission
from app.groups.joining import AlreadyIn, let_in, membership, open_request
from app.groups.member_models import Member
from app.groups.models import Group
from app.people.models import YoungPerson

SHORTEST = 2
"""Letters of a name that can be looked for."""
MOST = 20
"""People shown for one name; more, and it has to be written out further."""


def people_called(name: str, group: Group, account: Account) -> list[YoungPerson]:
    """Those of this officer's councils who may be in the group and whose name has this in it, by
    name. Names are sealed, so they are all opened and looked through.
    """
    sought = sign_in_name(name)
    if len(sought) < SHORTEST:
        return []
    rows = select(YoungPerson).where(
        within(YoungPerson.council_code, account, Permission.GROUP_RUN)
    )
    if group.council_code is not None:
        rows = rows.where(YoungPerson.council_code == group.council_code)
    people = session.scalars(rows).unique()
    found = [one for one in people if sought in sign_in_name(one.known_as or "")]
    return sorted(found, key=lambda one: one.known_as)[:MOST]


def add_member(group: Group, person: YoungPerson, by: Account) -> Member:
    """An officer lets somebody in; what they asked in the app is answered with it. Raises
    AlreadyIn.
    """
    if membership(group, person) is not None:
        raise AlreadyIn
    request = open_request(group, person)
    if request is not None:
        request.answered_on, request.answered_by_name = today(), by.display_name
        request.state = "welcome"
    member = let_in(group, person)
    audit.record("member_added", "group_member", member.id, by)
    return member
