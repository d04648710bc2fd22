"""Whether a line still holds: who looks at it, and by when it has to be looked at again."""

from datetime import date
from itertools import groupby

from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.core import audit
from app.core.clock import today
from app.core.db import session
from app.offer.models import Entitlement
from app.offer.records import Record
from app.offer.showing import live

NEW_TAX_YEAR = (4, 6)
"""6 April: money and benefits are set anew."""
NEW_SCHOOL_YEAR = (9, 1)
LATEST_REVIEW_YEARS = 2


class NotADayForReview(ValueError):
    """The next review has to be after today, and within two years."""


def needs_checking(line: Entitlement, day: date) -> bool:
    """True while the public line says so: something is still to be verified, nobody here has
    checked it, or the day by which it had to be looked at again is over.
    """
    overdue = line.review_by is None or line.review_by < day
    return bool(line.content.get("verify")) or line.checked_on is None or overdue


def usual_review_day(record: Record, day: date) -> date:
    """When a line like this is looked at next, if nobody says otherwise."""
    if record.heading == "education_and_training":
        return _next(NEW_SCHOOL_YEAR, day)
    if record.heading == "financial_literacy" or record.amount:
        return _next(NEW_TAX_YEAR, day)
    return _in_years(day, 1)


def last_review_day(day: date) -> date:
    """The latest day that can be named for the next review."""
    return _in_years(day, LATEST_REVIEW_YEARS)


def confirm_checked(line: Entitlement, account: Account, review_by: date) -> None:
    """A person has looked: it is still right. They look after it from now on.

    Raises NotADayForReview.
    """
    if not today() < review_by <= last_review_day(today()):
        raise NotADayForReview
    line.checked_on = today()
    line.review_by = review_by
    line.owner_id = account.id
    audit.record("checked", "entitlement", line.id, account)


def take_on(line: Entitlement, account: Account) -> None:
    """From now on this person has to check it."""
    line.owner_id = account.id
    session.flush()


def overdue(day: date, rows=None) -> list[tuple[Account | None, list[Entitlement]]]:
    """The lines whose review is overdue, by who has to check them, longest overdue first.

    `rows`: a select of the lines to look among; otherwise all that are shown. Lines that nobody
    looks after come first.
    """
    late = (live() if rows is None else rows).where(Entitlement.review_by < day)
    found = session.scalars(
        late.options(joinedload(Entitlement.owner)).order_by(
            Entitlement.review_by, Entitlement.slug
        )
    ).all()
    by_owner = sorted(found, key=_owner_key)
    return [(key[2], list(lines)) for key, lines in groupby(by_owner, key=_owner_key)]


def _owner_key(line: Entitlement) -> tuple:
    owner = line.owner
    return (owner.display_name if owner else "", owner.id if owner else 0, owner)


def _next(month_and_day: tuple[int, int], day: date) -> date:
    this_year = date(day.year, *month_and_day)
    return this_year if this_year > day else date(day.year + 1, *month_and_day)


def _in_years(day: date, years: int) -> date:
    """The same day some years on; 28 February where there is no 29th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + years, day=last)
