"""Young Inspectors: who of the young people may write surveys and inspect, in which council.

It is one role more on a young person's account, given and taken by those who may
(INSPECTORS_APPOINT) for the council the young person is of. Both stand on the trail.
"""

from datetime import date, timedelta

from app.accounts.councils import holds_for
from app.accounts.models import Account, RoleGrant
from app.core import audit
from app.core.clock import LONDON, today
from app.core.db import session
from app.core.permissions import Permission, Role

APPOINTED, ENDED = "inspector_appointed", "inspector_ended"
TOLD_FOR = timedelta(days=30)
"""So long somebody's first page says that it ended."""


class NotTheirs(Exception):
    """`by` may not say who inspects in this council, or it is no young person's account."""


def may_appoint(account: Account, council_code: str) -> bool:
    """Whether this account says who inspects in this council."""
    return holds_for(account, Permission.INSPECTORS_APPOINT, council_code)


def is_inspector(account: Account | None, council_code: str) -> bool:
    """Whether somebody writes surveys and inspects in this council; nobody does without an
    account.
    """
    return account is not None and bool(_grants(account, council_code))


def appoint(account: Account, council_code: str, by: Account) -> None:
    """They write surveys and inspect there from their next click. Twice is once. Raises
    NotTheirs.
    """
    if not account.is_young_person or not may_appoint(by, council_code):
        raise NotTheirs
    if is_inspector(account, council_code):
        return
    account.grants.append(RoleGrant(role=Role.YOUNG_INSPECTOR, council_code=council_code))
    session.flush()
    audit.record(APPOINTED, "account", account.id, by, note=council_code)


def end(account: Account, council_code: str, by: Account) -> None:
    """They do neither any more. `by` somebody who may appoint, or themselves: only adults leave
    footprints on the trail. Raises NotTheirs.
    """
    if by.id != account.id and not may_appoint(by, council_code):
        raise NotTheirs
    held = _grants(account, council_code)
    for grant in held:
        account.grants.remove(grant)
    session.flush()
    if held and by.id != account.id:
        audit.record(ENDED, "account", account.id, by, note=council_code)


def ended_on(account: Account) -> date | None:
    """The day an adult ended it, while that is news; None for who inspects, or ended it
    themselves.
    """
    if Role.YOUNG_INSPECTOR in account.roles:
        return None
    about = audit.entries_about("account", [account.id]).get(account.id, [])
    last = next((one for one in reversed(about) if one.action in (APPOINTED, ENDED)), None)
    if last is None or last.action != ENDED:
        return None
    day = last.at.astimezone(LONDON).date()
    return day if today() - day < TOLD_FOR else None


def _grants(account: Account, council_code: str) -> list[RoleGrant]:
    """The role for this council, or for every council."""
    return [
        grant
        for grant in account.grants
        if grant.role == Role.YOUNG_INSPECTOR and grant.council_code in (council_code, None)
    ]
