"""In which councils a role counts: the one rule, asked of the database and of one place.

A role is granted for one council or, with none named, for all of them. Whatever depends on that
asks here, so that nobody has to remember what the empty code means.
"""

from sqlalchemy import ColumnElement, Select, String, and_, false, literal, or_, select, true

from app.accounts.models import Account, Council, RoleGrant
from app.core.db import session
from app.core.permissions import Permission, roles_with


def within(
    column: ColumnElement, account: Account, permission: Permission, or_unknown: bool = False
) -> ColumnElement[bool]:
    """True in a query for the rows whose council, the code in `column`, is one that this account
    has the permission for.

    A row of no known council belongs only to those who have it for every council; with
    `or_unknown` to all who have it for any. Never NULL: what is not within can be asked with `~`.
    """
    held = account.councils_for(permission)
    if None in held:
        return true()
    if not held:
        return false()
    in_theirs = and_(column.is_not(None), column.in_(sorted(held)))
    return or_(in_theirs, column.is_(None)) if or_unknown else in_theirs


def holds_for(account: Account, permission: Permission, council_code: str | None) -> bool:
    """True if this account has the permission for this council; for every one when it is None."""
    held = account.councils_for(permission)
    return None in held or council_code in held


def councils_in_order() -> list[Council]:
    """All of them, in the order in which people here name them: West, then North."""
    return list(session.scalars(select(Council).order_by(Council.name.desc())))


def councils_of(account: Account, permission: Permission) -> list[Council]:
    """The councils this account has the permission for, by name."""
    rows = select(Council).where(within(Council.code, account, permission))
    return list(session.scalars(rows.order_by(Council.name)))


def granted_for(council_code: ColumnElement) -> ColumnElement[bool]:
    """Whether a role grant counts in this council: in any, where it is not known which one it is.

    The same rule from the other side, for finding the people.
    """
    return or_(
        RoleGrant.council_code.is_(None),
        council_code.is_(None),
        RoleGrant.council_code == council_code,
    )


def staff_with(permission: Permission, council_code: str | None) -> Select[tuple[Account]]:
    """The active staff who have the permission for this council; for any, where it is None."""
    here = granted_for(literal(council_code, String))
    granted = Account.grants.any(RoleGrant.role.in_(roles_with(permission)) & here)
    return select(Account).where(Account.kind == "staff", Account.active, granted)
