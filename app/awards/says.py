"""The nominee's say: what may be shown of them. The default is nothing.

The nominee is asked, and under 13 their worker as well; only what everyone who is asked says yes to
is shown. Both can change their mind up to the day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.awards.models import Nominee, NomineeChoice
from app.core import audit
from app.core.alone import alone
from app.core.clock import today
from app.core.db import session
from app.people.models import YoungPerson

OLD_ENOUGH = 13
"""Years from which a young person alone decides what is shown of them."""


class TooLate(Exception):
    """The day is over."""


class SaidThemselves(Exception):
    """The young person answered with their own hand, and nobody writes over it."""


@dataclass(frozen=True)
class Shown:
    """What may be shown."""

    name: bool = False
    photo: bool = False
    how: str = "quietly"


def age_on(birth_month: date, day: date) -> int:
    """In whole years; in the month of a birthday still the lower, because the day is not known."""
    passed = (day.month, day.day) > (birth_month.month, 31)
    return day.year - birth_month.year - (not passed)


def who_is_asked(nominee: Nominee) -> tuple[str, ...]:
    """Codes of SAYERS; nobody for one who is not matched to a young person, which is private."""
    person = nominee.young_person
    if person is None:
        return ()
    grown = age_on(person.birth_month, today()) >= OLD_ENOUGH
    return ("nominee",) if grown else ("nominee", "worker")


def may_show(nominee: Nominee, choices: Iterable[NomineeChoice]) -> Shown:
    """What everyone who is asked has said yes to."""
    said = {choice.said_by: choice for choice in choices}
    asked = who_is_asked(nominee)
    if not asked or not all(sayer in said for sayer in asked):
        return Shown()
    counted = [said[sayer] for sayer in asked]
    aloud = all(choice.how == "read_out" for choice in counted)
    return Shown(
        name=all(choice.name for choice in counted),
        photo=all(choice.photo for choice in counted),
        how="read_out" if aloud else "quietly",
    )


def choices_of(nominee_ids: Iterable[int]) -> dict[int, list[NomineeChoice]]:
    """What was said about each of these nominees."""
    found: dict[int, list[NomineeChoice]] = {}
    rows = select(NomineeChoice).where(NomineeChoice.nominee_id.in_(list(nominee_ids)))
    for choice in session.scalars(rows):
        found.setdefault(choice.nominee_id, []).append(choice)
    return found


def can_change(nominee: Nominee) -> bool:
    """True up to the day itself."""
    day = nominee.round.event_on
    return day is None or today() <= day


def say(nominee: Nominee, said_by: str, shown: Shown, written_by: Account | None = None) -> None:
    """Keep what one of those asked says, in place of what they said before. Raises TooLate,
    and SaidThemselves.

    `written_by` is the worker who wrote it down: in place of what a worker wrote down before, never
    of what the nominee said under their own name.
    """
    if not can_change(nominee):
        raise TooLate
    alone(nominee)
    rows = select(NomineeChoice).where(
        NomineeChoice.nominee_id == nominee.id, NomineeChoice.said_by == said_by
    )
    choice = session.scalar(rows)
    if choice is not None and said_by == "nominee" and written_by and choice.own_hand:
        raise SaidThemselves
    choice = choice or NomineeChoice(nominee_id=nominee.id, said_by=said_by)
    choice.name, choice.photo, choice.how = shown.name, shown.photo, shown.how
    choice.said_on = today()
    choice.written_by_id = written_by.id if written_by else None
    choice.own_hand = written_by is None
    session.add(choice)
    session.flush()
    if written_by is not None:
        audit.record("said_for", "nominee", nominee.id, written_by, note=said_by)


def asked_of(account: Account) -> list[Nominee]:
    """This young person's own nominations, of which they were told."""
    mine = select(YoungPerson.id).where(YoungPerson.account_id == account.id)
    return _asked(mine)


def asked_with(account: Account) -> list[Nominee]:
    """Those of the young people this worker works with."""
    theirs = YoungPerson.visible_to(account).with_only_columns(YoungPerson.id)
    return _asked(theirs)


def _asked(people) -> list[Nominee]:
    rows = (
        select(Nominee)
        .where(Nominee.young_person_id.in_(people), Nominee.asked_on.is_not(None))
        .options(joinedload(Nominee.round), joinedload(Nominee.young_person))
        .order_by(Nominee.asked_on.desc(), Nominee.id)
    )
    return list(session.scalars(rows).unique())
