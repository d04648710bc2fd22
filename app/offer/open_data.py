"""The offer for other programs: a page of services, one service, all of them as a file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.accounts.models import Council
from app.core.addresses import public_address
from app.core.clock import today
from app.core.db import session
from app.core.languages import ENGLISH
from app.offer import search, showing
from app.offer.hsds import Setting, service, service_id, service_in_list
from app.offer.models import Entitlement, Revision

MOST_FOUND = 100
"""Services that a search for words finds, best first."""


@dataclass(frozen=True)
class Asked:
    """Which services, and which page of them."""

    page: int
    per_page: int
    search: str = ""
    council: str | None = None
    """Its code: its own lines, and those that hold everywhere."""


def page_of_services(asked: Asked) -> dict[str, Any]:
    """A page as the format has it. One past the last is empty."""
    total, lines = _found(asked) if asked.search.strip() else _all(asked)
    return _page(asked.page, asked.per_page, total, _told(lines, service_in_list))


def find_service(number: str) -> dict[str, Any] | None:
    """The service with this id, in full, if its line is shown."""
    slugs = session.scalars(showing.live().with_only_columns(Entitlement.slug))
    slug = next((one for one in slugs if service_id(one) == number), None)
    line = None if slug is None else showing.find_line(slug)
    return None if line is None else _told([line], service)[0]


def as_hsds(lines: Sequence[Entitlement]) -> bytes:
    """These lines in full, in UTF-8, on one page. What the format cannot hold is left out."""
    told = _told(lines, service)
    whole = _page(1, len(told) or 1, len(told), told)
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def council_codes() -> list[str]:
    """Those by which services can be asked for."""
    return list(session.scalars(select(Council.code).order_by(Council.code)))


def _all(asked: Asked) -> tuple[int, Sequence[Entitlement]]:
    rows = showing.live(asked.council)
    total = session.scalar(rows.with_only_columns(func.count())) or 0
    ordered = rows.order_by(Entitlement.slug).limit(asked.per_page)
    return total, session.scalars(ordered.offset((asked.page - 1) * asked.per_page)).all()


def _found(asked: Asked) -> tuple[int, Sequence[Entitlement]]:
    ids = search.find(asked.search, ENGLISH, council=asked.council, limit=MOST_FOUND)
    lines = showing.by_ids(ids)
    first = (asked.page - 1) * asked.per_page
    return len(lines), lines[first : first + asked.per_page]


def _told(lines: Sequence[Entitlement], how) -> list[dict[str, Any]]:
    setting = Setting(
        day=today(),
        pages=public_address("/offer/"),
        councils={code: name for code, name in session.execute(select(Council.code, Council.name))},
        modified=_modified([line.id for line in lines]),
    )
    return [how(line, setting) for line in lines]


def _modified(ids: Sequence[int]) -> dict[int, datetime]:
    """When what these lines say was approved, by their ids."""
    rows = select(Revision.entitlement_id, Revision.approved_at, Revision.made_at).where(
        Revision.state == "approved", Revision.entitlement_id.in_(ids)
    )
    return {line: approved or made for line, approved, made in session.execute(rows)}


def _page(number: int, size: int, total: int, contents: list[dict[str, Any]]) -> dict[str, Any]:
    pages = -(-total // size)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }
