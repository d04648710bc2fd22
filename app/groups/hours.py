"""The time a young person gave to a group, what was agreed for it, and whether they have it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.accounts.models import Account
from app.core import audit
from app.core.clock import today
from app.core.db import session
from app.groups.member_models import HOUR_KINDS, Hours, Member

SUBJECT = "group_hours"


class AlreadyWritten(Exception):
    """As much time of that kind on that day is written down already."""


class NotGiven(Exception):
    """They do not have it."""


class OfAMeeting(Exception):
    """Who came to a meeting has its hours."""


class AlreadyGiven(Exception):
    """Nothing was agreed, or it was given."""


@dataclass(frozen=True)
class Agreed:
    """What somebody gets for their time: a code of GIVEN_AS, and how much in pence."""

    given_as: str = "nothing"
    pence: int = 0


def write_hours(
    member: Member, kind: str, on_day: date, minutes: int, agreed: Agreed, by: Account
) -> Hours:
    """Time that was no meeting of the group. Raises AlreadyWritten for the same once more."""
    same = select(Hours.id).where(
        Hours.group_id == member.group_id,
        Hours.young_person_id == member.young_person_id,
        Hours.kind == kind,
        Hours.on_day == on_day,
        Hours.minutes == minutes,
        Hours.meeting_id.is_(None),
    )
    if session.scalar(same.limit(1)) is not None:
        raise AlreadyWritten
    row = Hours(
        group_id=member.group_id,
        young_person_id=member.young_person_id,
        kind=kind,
        on_day=on_day,
        minutes=minutes,
    )
    _agree(row, agreed)
    session.add(row)
    session.flush()
    audit.record("hours_written", SUBJECT, row.id, by)
    return row


def correct(row: Hours, kind: str, on_day: date, minutes: int, agreed: Agreed, by: Account) -> None:
    """It was something else, on another day or longer. A meeting stays one, on its day. What it was
    stands on the trail. Raises AlreadyGiven once they have what was agreed for it.
    """
    if row.given_on is not None:
        raise AlreadyGiven
    was = f"{row.kind} {row.on_day} {row.minutes} {row.given_as} {row.pence}"
    if row.meeting_id is None:
        row.kind, row.on_day = kind, on_day
    row.minutes = minutes
    if (row.given_as, row.pence) != (agreed.given_as, agreed.pence):
        _agree(row, agreed)
    session.flush()
    audit.record("hours_corrected", SUBJECT, row.id, by, note=was)


def take_out(row: Hours, by: Account) -> None:
    """They are gone for good. Raises AlreadyGiven, and OfAMeeting: those go with who came."""
    if row.given_on is not None:
        raise AlreadyGiven
    if row.meeting_id is not None:
        raise OfAMeeting
    was = f"{row.kind} {row.on_day} {row.minutes} {row.given_as} {row.pence}"
    audit.record("hours_taken_out", SUBJECT, row.id, by, note=was)
    session.delete(row)
    session.flush()


def agree(row: Hours, agreed: Agreed, by: Account) -> None:
    """Say what somebody gets for this time. Raises AlreadyGiven once they have it."""
    if row.given_on is not None:
        raise AlreadyGiven
    _agree(row, agreed)
    session.flush()
    audit.record("thanks_agreed", SUBJECT, row.id, by, note=agreed.given_as)


def _agree(row: Hours, agreed: Agreed) -> None:
    nothing = agreed.given_as == "nothing"
    row.given_as, row.pence = agreed.given_as, 0 if nothing else agreed.pence
    row.agreed_on = None if nothing else today()


def give(row: Hours, by: Account) -> None:
    """The payment or the voucher reached them today. Raises AlreadyGiven."""
    if row.given_as == "nothing" or row.given_on is not None:
        raise AlreadyGiven
    row.given_on = today()
    session.flush()
    audit.record("thanks_given", SUBJECT, row.id, by)


def not_given(row: Hours, by: Account) -> None:
    """It was a slip: they do not have it. Raises NotGiven."""
    if row.given_on is None:
        raise NotGiven
    was, row.given_on = row.given_on, None
    session.flush()
    audit.record("thanks_not_given", SUBJECT, row.id, by, note=f"{was}")


def hours_of(person_id: int, group_ids: Iterable[int] | None = None) -> list[Hours]:
    """Their time in these groups, or in all, newest first, whether they are in them or not."""
    rows = select(Hours).where(Hours.young_person_id == person_id)
    if group_ids is not None:
        rows = rows.where(Hours.group_id.in_(list(group_ids)))
    return list(session.scalars(rows.order_by(Hours.on_day.desc(), Hours.id)))


def minutes_by_kind(rows: Iterable[Hours]) -> dict[str, int]:
    """Minutes, by the code of the kind, of those there are any of."""
    totals = dict.fromkeys(HOUR_KINDS, 0)
    for row in rows:
        totals[row.kind] += row.minutes
    return {kind: minutes for kind, minutes in totals.items() if minutes}
