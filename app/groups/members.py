"""Who is in a group, who came, and the hours and thanks that belong to each of them."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import and_, delete, func, or_, select

from app.accounts.models import Account
from app.core import audit
from app.core.clock import today
from app.core.db import session
from app.groups.meetings import NotYet, day_of, has_begun, minutes_of
from app.groups.member_models import Attendance, Hours, Member, Thanks
from app.groups.models import Group, Meeting
from app.people.models import YoungPerson


class Overlaps(Exception):
    """They were in the group in another row on some of these days."""


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


def set_days(member: Member, from_on: date, to_on: date | None, by: Account) -> None:
    """They were in it from this day, to this day or until now. Raises Overlaps."""
    end, far = to_on or date.max, func.coalesce(Member.to_on, date.max)
    others = select(Member.id).where(
        Member.group_id == member.group_id,
        Member.young_person_id == member.young_person_id,
        Member.id != member.id,
        Member.from_on < end,
        far > from_on,
    )
    if session.scalar(others.limit(1)) is not None:
        raise Overlaps
    was = f"{member.from_on} {member.to_on or ''}"
    member.from_on, member.to_on = from_on, to_on
    session.flush()
    audit.record("member_days", "group_member", member.id, by, note=was)


def could_come(meeting: Meeting, account: Account) -> list[Member]:
    """Those of this officer's councils who were in the group on the day, and who came in any case;
    each of them once.
    """
    day = day_of(meeting)
    on_the_day = and_(Member.from_on <= day, or_(Member.to_on.is_(None), Member.to_on >= day))
    rows = Member.visible_to(account).where(
        Member.group_id == meeting.group_id,
        or_(on_the_day, Member.young_person_id.in_(came_to(meeting))),
    )
    found = session.scalars(rows.order_by(Member.from_on, Member.id)).unique()
    return list({one.young_person_id: one for one in found}.values())


def came_to(meeting: Meeting) -> set[int]:
    """The ids of the young people who came."""
    rows = select(Attendance.young_person_id).where(Attendance.meeting_id == meeting.id)
    return set(session.scalars(rows))


def record_attendance(
    meeting: Meeting, came: Collection[int], by: Account, was: Collection[int] | None = None
) -> None:
    """These young people came, and nobody else of those this officer sees; each gets the hours of
    the meeting. Hours with something agreed for them stay. `was`: whom they had before them as
    having come; what another officer wrote of others since then stays. Raises NotYet.
    """
    if not has_begun(meeting):
        raise NotYet
    session.execute(select(Meeting.id).where(Meeting.id == meeting.id).with_for_update())
    seen = {member.young_person_id for member in could_come(meeting, by)}
    before, wanted = came_to(meeting) & seen, set(came) & seen
    if was is not None:
        wanted = before - (set(was) - wanted) | wanted - set(was)
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
        minutes=minutes_of(meeting),
    )


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
