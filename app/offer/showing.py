"""Which lines are shown: those that somebody approved and nobody withdrew."""

from collections.abc import Iterable

from sqlalchemy import Select, exists, or_, select

from app.core.db import session
from app.offer.models import HEADINGS, Entitlement, Revision


def live(council: str | None = None) -> Select[tuple[Entitlement]]:
    """The lines that are shown; with a council, its own and those that hold everywhere."""
    approved = exists().where(
        Revision.entitlement_id == Entitlement.id, Revision.state == "approved"
    )
    rows = select(Entitlement).where(approved, Entitlement.withdrawn_on.is_(None))
    return rows if council is None else rows.where(holds_in(council))


def holds_in(council: str):
    """True in a query for the lines of this council and those that hold everywhere."""
    return or_(Entitlement.council_code.is_(None), Entitlement.council_code == council)


def live_lines(council: str | None = None) -> list[Entitlement]:
    """The lines that are shown, in the order of the statutory headings."""
    lines = session.scalars(live(council).order_by(Entitlement.slug))
    return sorted(lines, key=lambda line: HEADINGS.index(line.heading))


def find_line(slug: str) -> Entitlement | None:
    """The line with this name in its address, if it is shown."""
    # PostgreSQL takes no text with this sign in it, not even to look for.
    return None if "\0" in slug else session.scalar(live().where(Entitlement.slug == slug))


def by_codes(codes: Iterable[str]) -> list[Entitlement]:
    """The lines with these short names that are shown, each once and in this order."""
    return _in_order(Entitlement.code, codes)


def by_ids(ids: Iterable[int]) -> list[Entitlement]:
    """The same for ids, as `search.find` gives them."""
    return _in_order(Entitlement.id, ids)


def _in_order(column, values: Iterable) -> list[Entitlement]:
    wanted = list(dict.fromkeys(values))
    lines = {
        getattr(one, column.key): one for one in session.scalars(live().where(column.in_(wanted)))
    }
    return [lines[value] for value in wanted if value in lines]
