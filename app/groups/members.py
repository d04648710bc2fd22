"""Who is in a group, who came, and the hours and thanks that belong to each of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, or_, select

from app.accounts.models import Account
from app.core import audit
from app.core.clock import LONDON, now, today
from app.core.db import session
from app.groups.member_models import HOUR_KINDS, Attendance, Hours, Member, Thanks
from app.groups.models import Group, Meeting
from app.people.models import YoungPerson


class NotYet(Exception):
    """The meeting has not begun, or does not take place."""


class AlreadyGiven(Exception):
    """Nothing was agreed, or it was given."""


@dataclass(frozen=True)
class Agreed:
    """What somebody gets for their time: a code of GIVEN_AS, and how much in pence."""

    given_as: str = "nothing"
    pence: int = 0


def members_of(group: Group, account: Account) -> list[Member]:
    """Those of this officer's councils, those who are in it today first."""
    rows = Member.visible_to(account).where(Member.group_id == group.id)
    order = (Member.to_on.is_not(None), Member.from_on, Member.id)
    return list(session.scalars(rows.order_by(*order)).unique())


def memberships(person: YoungPerson) -> list[Member]:
    """The groups this one is or was in, the last one joined first."""
    rows = select(Member).where(Member.young_person_id == person.id)
    return list(session.scalars(rows.order_by(Member.from_on.desc(), Member.id)).unique())


def is_in(member: Member) -> bool:
    """Whether they are in it today."""
    return member.from_on <= today() and (member.to_on is None or member.to_on > today())


def leave(member: Member, by: Account | None = None) -> None:
    """They are not in it from today on. Hours and thanks stay. `by` an officer, or themselves."""
    if member.to_on is None or member.to_on > today():
        member.to_on = max(member.from_on, today())
        session.flush()
        if by is not None:
            audit.record("member_left", "group_member", member.id, by)


def could_come(meeting: Meeting, account: Account) -> list[Member]:
    """Those of this officer's councils who were in the group on the day."""
    day = day_of(meeting)
    rows = Member.visible_to(account).where(
        Member.group_id == meeting.group_id,
        Member.from_on <= day,
        or_(Member.to_on.is_(None), Member.to_on >= day),
    )
    return list(session.scalars(rows.order_by(Member.from_on, Member.id)).unique())


def came_to(meeting: Meeting) -> set[int]:
    """The ids of the young people who came."""
    rows = select(Attendance.young_person_id).where(Attendance.meeting_id == meeting.id)
    return set(session.scalars(rows))


def record_attendance(meeting: Meeting, came: Collection[int], by: Account) -> None:
    """These young people came, and nobody else of those this officer sees; each gets the hours of
    the meeting. Hours with something agreed for them stay. Raises NotYet.
    """
    if meeting.called_off_on is not None or meeting.starts_at > now():
        raise NotYet
    seen = {member.young_person_id for member in could_come(meeting, by)}
    before, wanted = came_to(meeting) & seen, set(came) & seen
    _forget(meeting, before - wanted)
    kept = set(session.scalars(select(Hours.young_person_id).where(Hours.meeting_id == meeting.id)))
    for person_id in sorted(wanted - before):
        session.add(Attendance(meeting_id=meeting.id, young_person_id=person_id))
    for person_id in sorted(wanted - kept):
        session.add(_meeting_hours(meeting, person_id))
    session.flush()
    audit.record("attendance", "group_meeting", meeting.id, by, note=f"{len(wanted)}")


def _forget(meeting: Meeting, people: Collection[int]) -> None:
    """Take back that these came."""
    for model, only in ((Attendance, ()), (Hours, (Hours.given_as == "nothing",))):
        theirs = (model.meeting_id == meeting.id, model.young_person_id.in_(people))
        session.execute(delete(model).where(*theirs, *only))


def _meeting_hours(meeting: Meeting, person_id: int) -> Hours:
    return Hours(
        group_id=meeting.group_id,
        young_person_id=person_id,
        meeting_id=meeting.id,
        kind="meeting",
        on_day=day_of(meeting),
        minutes=min(meeting.minutes, 24 * 60),
    )


def day_of(meeting: Meeting) -> date:
    """The day on which it begins, in Northamptonshire."""
    return meeting.starts_at.astimezone(LONDON).date()


def write_hours(
    member: Member, kind: str, on_day: date, minutes: int, agreed: Agreed, by: Account
) -> Hours:
    """Time that was no meeting of the group."""
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
    audit.record("hours_written", "group_hours", row.id, by)
    return row


def agree(row: Hours, agreed: Agreed, by: Account) -> None:
    """Say what somebody gets for this time. Raises AlreadyGiven once they have it."""
    if row.given_on is not None:
        raise AlreadyGiven
    _agree(row, agreed)
    session.flush()
    audit.record("thanks_agreed", "group_hours", row.id, by, note=agreed.given_as)


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
    audit.record("thanks_given", "group_hours", row.id, by)


def hours_of(person_id: int, group_ids: Iterable[int]) -> list[Hours]:
    """Their time in these groups, newest first, whether they are in them or not."""
    rows = select(Hours).where(
        Hours.young_person_id == person_id, Hours.group_id.in_(list(group_ids))
    )
    return list(session.scalars(rows.order_by(Hours.on_day.desc(), Hours.id)))


def minutes_by_kind(rows: Iterable[Hours]) -> dict[str, int]:
    """Minutes, by the code of the kind, of those there are any of."""
    totals = dict.fromkeys(HOUR_KINDS, 0)
    for row in rows:
        totals[row.kind] += row.minutes
    return {kind: minutes for kind, minutes in totals.items() if minutes}


def thanks_for(person_id: int, group_id: int) -> Thanks | None:
    """The sentence an officer wrote."""
    rows = select(Thanks).where(Thanks.young_person_id == person_id, Thanks.group_id == group_id)
    return session.scalar(rows)


def thank(member: Member, words: str, by: Account) -> Thanks:
    """The sentence that stands on their reference for this group."""
    row = thanks_for(member.young_person_id, member.group_id) or Thanks(
        group_id=member.group_id, young_person_id=member.young_person_id
    )
    row.words = words
    row.written_on, row.written_by_name, row.job_title = today(), by.display_name, by.job_title
    session.add(row)
    session.flush()
    audit.record("thanks_written", "group_thanks", row.id, by)
    return row
