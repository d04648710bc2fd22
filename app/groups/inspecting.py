"""The group of the Young Inspectors: who is in it may also write surveys and inspect.

Being in the group gives nobody the right: an officer says so, here or on the young person's record,
and may say so of somebody who is in no group. Leaving any other group changes nothing. Whoever
leaves this one is asked whether they go on, for an officer may have given it by the other door.
"""

from sqlalchemy import select

from app.accounts import inspectors
from app.accounts.models import Account
from app.core.db import session
from app.groups.member_models import Member
from app.groups.models import Group

OF_INSPECTORS = "young-inspectors"
"""Stands in the address of every group of that name: the one that ships, and a council's own."""


def is_of_inspectors(group: Group) -> bool:
    """Whether this is the Young Inspectors' group."""
    return OF_INSPECTORS in group.slug


def inspects(member: Member) -> bool:
    """Whether this young person writes surveys and inspects in their council."""
    person = member.young_person
    return inspectors.is_inspector(person.account, person.council_code)


def is_to_be_asked(member: Member) -> bool:
    """Whether an officer who let them in is asked if they inspect."""
    return is_of_inspectors(member.group) and not inspects(member)


def say(member: Member, inspects: bool, by: Account) -> None:
    """Whether they write surveys and inspect. Raises NotTheirs; nothing without an account."""
    person = member.young_person
    if person.account is not None:
        change = inspectors.appoint if inspects else inspectors.end
        change(person.account, person.council_code, by)


def may_end_with(member: Member) -> bool:
    """Whether somebody has to say if they go on writing surveys and inspecting when they leave this
    group: it is the Young Inspectors', and they are in no other one of those.
    """
    if not (is_of_inspectors(member.group) and inspects(member)):
        return False
    rows = select(Member).where(
        Member.young_person_id == member.young_person_id,
        Member.id != member.id,
        Member.is_current(),
    )
    return not any(is_of_inspectors(one.group) for one in session.scalars(rows).unique())
