"""The officers' desk for the Local Offer: whose lines somebody works on, and which want something.

A council's lines are for those who have the permission for that council. What holds everywhere is
every council's: whoever has it for any may write or approve; the second person is the safeguard.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, String, cast, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.accounts.councils import holds_for, within
from app.accounts.models import Account
from app.core.db import session
from app.core.permissions import Permission
from app.offer.checking import overdue
from app.offer.models import HEADINGS, Entitlement, Revision
from app.offer.showing import live

A_PAGE = 50
EVERYWHERE = "everywhere"
STATES = ("waiting", "unfinished", "needs_checking", "overdue", "not_shown", "mine")


@dataclass(frozen=True)
class Wanted:
    """Which lines somebody wants to see; "" is all. What makes no sense was left out."""

    council: str = ""
    """A council's code, or EVERYWHERE."""
    heading: str = ""
    state: str = ""
    """One of STATES."""
    page: int = 1

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Wanted":
        heading, state, page = (asked.get(name, "") for name in ("heading", "state", "page"))
        return cls(
            council=asked.get("council", "")[:20],
            heading=heading if heading in HEADINGS else "",
            state=state if state in STATES else "",
            page=int(page) if page.isascii() and page.isdecimal() and 0 < len(page) < 6 else 1,
        )

    def but(self, **values) -> dict[str, str | int]:
        """This with other values, as an address may hold it."""
        told = {**self.__dict__, **values}
        return {name: value for name, value in told.items() if value not in ("", 1)}


@dataclass(frozen=True)
class Page:
    """One page of the list."""

    lines: list[Entitlement]
    newest: dict[int, Revision]
    """The newest revision of each line, by the line's id."""
    total: int
    pages: int


def lines_for(account: Account, permission: Permission = Permission.OFFER_EDIT) -> Select:
    """The lines for which this account has the permission."""
    return select(Entitlement).where(
        within(Entitlement.council_code, account, permission, or_unknown=True)
    )


def allows(account: Account, permission: Permission, line: Entitlement) -> bool:
    """The same rule for one line."""
    if line.council_code is None:
        return account.may(permission)
    return holds_for(account, permission, line.council_code)


def list_page(account: Account, wanted: Wanted, day: date) -> Page:
    """The lines of theirs that are wanted, under their headings."""
    rows = _narrowed(lines_for(account), account, wanted, day)
    total = session.scalar(select(func.count()).select_from(rows.subquery()))
    rows = rows.options(joinedload(Entitlement.owner))
    ordered = rows.order_by(Entitlement.heading, Entitlement.slug)
    some = ordered.limit(A_PAGE).offset((wanted.page - 1) * A_PAGE)
    lines = list(session.scalars(some))
    return Page(lines, _newest_of(lines), total, max(1, -(-total // A_PAGE)))


def overdue_for(account: Account, day: date) -> list[tuple[Account | None, list[Entitlement]]]:
    """Their overdue lines by who has to check them."""
    mine = within(Entitlement.council_code, account, Permission.OFFER_EDIT, or_unknown=True)
    return overdue(day, live().where(mine))


def _narrowed(rows: Select, account: Account, wanted: Wanted, day: date) -> Select:
    if wanted.council == EVERYWHERE:
        rows = rows.where(Entitlement.council_code.is_(None))
    elif wanted.council:
        rows = rows.where(Entitlement.council_code == wanted.council)
    if wanted.heading:
        rows = rows.where(Entitlement.heading == wanted.heading)
    if wanted.state:
        rows = rows.where(_in_state(wanted.state, account, day))
    return rows


def _in_state(state: str, account: Account, day: date):
    shown = Entitlement.id.in_(live().with_only_columns(Entitlement.id))
    late = Entitlement.review_by < day
    to_verify = cast(Entitlement.content["verify"].as_string(), String).not_in(("[]", ""))
    never_or_late = or_(Entitlement.checked_on.is_(None), Entitlement.review_by.is_(None), late)
    return {
        "waiting": _newest_is("waiting"),
        "unfinished": _newest_is("draft", "returned"),
        "needs_checking": shown & or_(never_or_late, to_verify),
        "overdue": shown & late,
        "not_shown": ~shown,
        "mine": or_(
            Entitlement.owner_id == account.id,
            _newest_is("draft", "waiting", "returned", made_by_id=account.id),
        ),
    }[state]


def _newest_is(*states: str, **values):
    rows = exists().where(
        Revision.entitlement_id == Entitlement.id,
        Revision.number == _newest_number(Entitlement.id),
        Revision.state.in_(states),
    )
    for name, value in values.items():
        rows = rows.where(getattr(Revision, name) == value)
    return rows


def _newest_number(line_id):
    other = aliased(Revision)
    rows = select(func.max(other.number)).where(other.entitlement_id == line_id)
    return rows.scalar_subquery()


def _newest_of(lines: list[Entitlement]) -> dict[int, Revision]:
    rows = select(Revision).where(
        Revision.entitlement_id.in_([line.id for line in lines]),
        Revision.number == _newest_number(Revision.entitlement_id),
    )
    return {one.entitlement_id: one for one in session.scalars(rows)}
