"""A group's meetings: planned, written down afterwards, put right, called off."""

from datetime import date, datetime

from sqlalchemy import Select, exists, select, update

from app.accounts.models import Account
from app.core import audit
from app.core.clock import LONDON, now, today
from app.core.db import session
from app.groups.member_models import Attendance, Hours
from app.groups.models import Group, Meeting


class Over(Exception):
    """The meeting is over, or was called off."""


class NotYet(Exception):
    """The meeting has not begun, or does not take place."""


class SomebodyCame(Exception):
    """It is written down who came, so it took place."""


def run_by(account: Account) -> Select[tuple[Meeting]]:
    """The meetings this officer plans and writes the notes of."""
    groups = Group.run_by_account(account).with_only_columns(Group.id)
    return select(Meeting).where(Meeting.group_id.in_(groups))


def visible_to(account: Account) -> Select[tuple[Meeting]]:
    """These, and the whole trust's: there too an officer says which of their own came."""
    groups = Group.visible_to(account).with_only_columns(Group.id)
    return select(Meeting).where(Meeting.group_id.in_(groups))


def is_run_by(meeting: Meeting, account: Account) -> bool:
    """Whether this officer plans it and writes its notes."""
    return session.scalar(run_by(account).where(Meeting.id == meeting.id)) is not None


def has_begun(meeting: Meeting) -> bool:
    """Whether anybody can have come to it."""
    return meeting.starts_at <= now() and meeting.called_off_on is None


def plan_meeting(
    group: Group, starts_at: datetime, ends_at: datetime, place: str, access: str, by: Account
) -> Meeting:
    """A meeting to come. Raises Over for one that would be in the past."""
    if ends_at <= now():
        raise Over
    meeting = _new(group, starts_at, ends_at, place, access)
    audit.record("meeting_planned", "group_meeting", meeting.id, by)
    return meeting


def write_down_meeting(
    group: Group, starts_at: datetime, ends_at: datetime, place: str, access: str, by: Account
) -> Meeting:
    """A meeting that has been, which nobody planned here. Raises NotYet for one to come."""
    if starts_at > now():
        raise NotYet
    meeting = _new(group, starts_at, ends_at, place, access)
    audit.record("meeting_written_down", "group_meeting", meeting.id, by)
    return meeting


def _new(group: Group, starts_at: datetime, ends_at: datetime, place: str, access: str) -> Meeting:
    """The one of this group that is there at these moments in this place, or a new one."""
    there = select(Meeting).where(
        Meeting.group_id == group.id,
        Meeting.starts_at == starts_at,
        Meeting.ends_at == ends_at,
        Meeting.place == place,
        Meeting.called_off_on.is_(None),
    )
    same = session.scalars(there).unique().first()
    if same is not None:
        return same
    meeting = Meeting(
        group_id=group.id, starts_at=starts_at, ends_at=ends_at, place=place, access=access
    )
    meeting.group = group
    session.add(meeting)
    session.flush()
    return meeting


def move_meeting(
    meeting: Meeting, starts_at: datetime, ends_at: datetime, place: str, access: str, by: Account
) -> None:
    """It is at another time or place. Raises Over once it has begun or was called off."""
    if meeting.called_off_on is not None or meeting.starts_at <= now() or ends_at <= now():
        raise Over
    _put(meeting, starts_at, ends_at, place, access)
    audit.record("meeting_moved", "group_meeting", meeting.id, by)


def correct_meeting(
    meeting: Meeting, starts_at: datetime, ends_at: datetime, place: str, access: str, by: Account
) -> None:
    """It has been, at another time or place than is written. Who came has its hours anew, but for
    those with something agreed for them, and those an officer has corrected. Raises NotYet.
    """
    if not has_begun(meeting) or starts_at > now():
        raise NotYet
    before = minutes_of(meeting)
    _put(meeting, starts_at, ends_at, place, access)
    session.execute(
        update(Hours)
        .where(
            Hours.meeting_id == meeting.id,
            Hours.given_as == "nothing",
            Hours.minutes == before,
        )
        .values(on_day=day_of(meeting), minutes=minutes_of(meeting))
    )
    audit.record("meeting_corrected", "group_meeting", meeting.id, by)


def _put(meeting: Meeting, starts_at: datetime, ends_at: datetime, place: str, access: str) -> None:
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    meeting.place, meeting.access = place, access
    session.flush()


def day_of(meeting: Meeting) -> date:
    """The day on which it begins, in Northamptonshire."""
    return meeting.starts_at.astimezone(LONDON).date()


def minutes_of(meeting: Meeting) -> int:
    """The hours of the meeting that who came has: at most a day."""
    return min(meeting.minutes, 24 * 60)


def call_off(meeting: Meeting, because: str, by: Account) -> None:
    """It does not take place, or did not. Raises SomebodyCame; a second time changes nothing."""
    if meeting.called_off_on is not None:
        return
    if somebody_came(meeting):
        raise SomebodyCame
    meeting.called_off_on, meeting.called_off_because = today(), because
    session.flush()
    audit.record("meeting_called_off", "group_meeting", meeting.id, by)


def somebody_came(meeting: Meeting) -> bool:
    """Whether anybody is written down as having come, of whichever council."""
    return session.scalar(select(exists().where(Attendance.meeting_id == meeting.id)))
