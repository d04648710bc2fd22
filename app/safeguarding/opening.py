"""Break-glass: opening a young person's conversations for a stated reason and a short time.

It is on the trail, the second contact is told without a word of it, and the young person sees who
it was and why. If seeing it could put them at risk, it waits: a day for the asking, longer only
when somebody else than the reader says why and when that is looked at again.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from app.accounts.models import Account, Council
from app.core import audit
from app.core.addresses import public_address
from app.core.clock import moment_at, now, today
from app.core.db import session
from app.core.outbox import post
from app.core.permissions import Permission
from app.people.break_glass import LASTS, BreakGlass, BreakGlassExclusion, may_be_opened_by
from app.people.complaints import kept_from
from app.people.models import YoungPerson
from app.safeguarding.duty_people import not_about_them

WAITS = timedelta(hours=24)
"""How long it is not shown because the reader asked for that, if nobody decides."""
FURTHEST = timedelta(days=28)
"""By then somebody looks again whether it can be shown."""
FEWEST_LETTERS = 2
MOST_FOUND = 20


class OwnReading(Exception):
    """Nobody decides about what they read themselves."""


class NotADay(Exception):
    """Not a day after today, or too far off."""


def open_conversations(
    young_person: YoungPerson, by: Account, reason: str, why: str, could_harm: bool = False
) -> BreakGlass:
    """`by` may read this young person's conversations for an hour, but nothing that is about
    themselves. `could_harm`: the young person should not see that at once.
    """
    reading = BreakGlass(
        account_id=by.id,
        account_name=by.display_name,
        young_person_id=young_person.id,
        reason=reason,
        opened_at=now(),
        ends_at=now() + LASTS,
        shown_from=now() + (WAITS if could_harm else timedelta(0)),
        asked_to_wait=could_harm,
    )
    reading.why = why
    about = kept_from(young_person.id)
    reading.exclusions = [BreakGlassExclusion(account_id=one) for one in sorted(about)]
    session.add(reading)
    session.flush()
    audit.record("glass_broken", "young_person", young_person.id, by, note=reason)
    _tell(reading, young_person, by, about)
    return reading


def _tell(reading: BreakGlass, young_person: YoungPerson, by: Account, about: set[int]) -> None:
    """The council's second contact; never the reader alone, and nobody it is kept from."""
    council = session.get(Council, young_person.council_code)
    for email in not_about_them([council.second_contact_email], {*about, by.id}):
        post(
            email,
            "conversations_opened",
            name=by.display_name,
            url=public_address(f"/safeguarding/opened/{reading.id}"),
        )


def close_again(reading: BreakGlass, by: Account) -> None:
    """The reader has finished before the time is over."""
    if reading.is_open and reading.account_id == by.id:
        reading.ends_at = now()
        audit.record("glass_closed", "young_person", reading.young_person_id, by)


def hold_back(reading: BreakGlass, by: Account, why: str, until: date) -> None:
    """The young person sees it from the day `until` on, because until then it could harm them.

    Raises OwnReading or NotADay.
    """
    if not today() < until <= today() + FURTHEST:
        raise NotADay
    _decide(reading, by, why)
    reading.shown_from = moment_at(until, 0)
    audit.record("held_back", "young_person", reading.young_person_id, by, note=str(until))


def show_now(reading: BreakGlass, by: Account) -> None:
    """The young person sees it from now on. Raises OwnReading."""
    _decide(reading, by, None)
    reading.shown_from = min(reading.shown_from, now())
    audit.record("shown", "young_person", reading.young_person_id, by)


def may_decide(reading: BreakGlass, account: Account) -> bool:
    """True for somebody who oversees it, and did not open it themselves."""
    return reading.account_id != account.id and account.may(Permission.BREAK_GLASS_OVERSEE)


def _decide(reading: BreakGlass, by: Account, why: str | None) -> None:
    if reading.account_id == by.id:
        raise OwnReading
    reading.held_by_id = by.id
    reading.held_by_name = by.display_name
    reading.held_why = why


def find_by_name(name: str, account: Account) -> Sequence[YoungPerson]:
    """The young people whose name has these letters in it, whose conversations this account may
    open. Names are sealed, so that each is opened and looked at.
    """
    wanted = name.strip().casefold()
    if len(wanted) < FEWEST_LETTERS:
        return []
    people = session.scalars(may_be_opened_by(account)).all()
    found = [one for one in people if one.known_as and wanted in one.known_as.casefold()]
    return sorted(found, key=lambda one: (one.known_as, one.birth_month))[:MOST_FOUND]


def opened_by(account: Account) -> Sequence[BreakGlass]:
    """What this account opened or oversees, newest first."""
    rows = BreakGlass.visible_to(account).order_by(BreakGlass.opened_at.desc(), BreakGlass.id)
    return session.scalars(rows.limit(50)).unique().all()


def still_open_for(account: Account, young_person: YoungPerson) -> BreakGlass | None:
    """What they have open of this young person already, if they do."""
    rows = select(BreakGlass).where(
        BreakGlass.account_id == account.id,
        BreakGlass.young_person_id == young_person.id,
        BreakGlass.ends_at > now(),
    )
    return session.scalars(rows.limit(1)).first()
