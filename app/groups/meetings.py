"""Planning a group's meetings, calling one off, and the points of its agenda and notes."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, func, select

from app.accounts.models import Account
from app.core import audit
from app.core.clock import now, today
from app.core.db import session
from app.groups.joining import membership
from app.groups.models import Group, Meeting, Point
from app.people.models import YoungPerson
from app.safeguarding.cues import looks_english
from app.safeguarding.services import check_words

SUBJECT = "group_point"
MOST_PROPOSED = 10
"""Points one young person may have waiting for one meeting."""


class Over(Exception):
    """The meeting is over, or was called off."""


class NotYours(Exception):
    """They are not in the group."""


class Enough(Exception):
    """They have proposed as much for this meeting as anybody can read."""


class NotChecked(Exception):
    """Nobody has said that no one can be recognised in it."""


def run_by(account: Account) -> Select[tuple[Meeting]]:
    """The meetings this officer plans and writes the notes of."""
    groups = Group.run_by_account(account).with_only_columns(Group.id)
    return select(Meeting).where(Meeting.group_id.in_(groups))


def points_run_by(account: Account) -> Select[tuple[Point]]:
    """All of the points of these."""
    meetings = run_by(account).with_only_columns(Meeting.id)
    return select(Point).where(Point.meeting_id.in_(meetings))


def has_begun(meeting: Meeting) -> bool:
    """Whether anybody can have come to it."""
    return meeting.starts_at <= now() and meeting.called_off_on is None


def plan_meeting(
    group: Group, starts_at: datetime, ends_at: datetime, place: str, access: str, by: Account
) -> Meeting:
    """A meeting to come. Raises Over for one that would be in the past."""
    if ends_at <= now():
        raise Over
    meeting = Meeting(
        group_id=group.id, starts_at=starts_at, ends_at=ends_at, place=place, access=access
    )
    meeting.group = group
    session.add(meeting)
    session.flush()
    audit.record("meeting_planned", "group_meeting", meeting.id, by)
    return meeting


def move_meeting(
    meeting: Meeting, starts_at: datetime, ends_at: datetime, place: str, access: str, by: Account
) -> None:
    """It is at another time or place. Raises Over once it has begun or was called off."""
    if meeting.called_off_on is not None or meeting.starts_at <= now() or ends_at <= now():
        raise Over
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    meeting.place, meeting.access = place, access
    session.flush()
    audit.record("meeting_moved", "group_meeting", meeting.id, by)


def call_off(meeting: Meeting, because: str, by: Account) -> None:
    """It does not take place. Raises Over once it has ended; a second time changes nothing."""
    if meeting.called_off_on is not None:
        return
    if meeting.ends_at <= now():
        raise Over
    meeting.called_off_on, meeting.called_off_because = today(), because
    session.flush()
    audit.record("meeting_called_off", "group_meeting", meeting.id, by)


def propose(meeting: Meeting, person: YoungPerson, words: str, language: str) -> Point:
    """Somebody in the group would like to talk about this; the same again is the one there is.

    Raises NotYours, Over, Enough.
    """
    if membership(meeting.group, person) is None:
        raise NotYours
    if meeting.called_off_on is not None or meeting.starts_at <= now():
        raise Over
    theirs = proposed_by([meeting], person).get(meeting.id, [])
    same = next((one for one in theirs if one.words == words), None)
    if same is not None:
        return same
    if sum(one.state == "proposed" for one in theirs) >= MOST_PROPOSED:
        raise Enough
    point = _point(meeting, "agenda", words, language)
    point.proposed, point.proposed_by_id, point.state = True, person.account_id, "proposed"
    session.add(point)
    session.flush()
    check_words(SUBJECT, point.id, [(language, words)], person.council_code)
    return point


def proposed_by(coming: Iterable[Meeting], person: YoungPerson) -> dict[int, list[Point]]:
    """What this one proposed for these and what came of it, by the meeting's id, in one query."""
    ids = [meeting.id for meeting in coming]
    rows = select(Point).where(Point.meeting_id.in_(ids), Point.proposed_by_id == person.account_id)
    found: dict[int, list[Point]] = {}
    for point in session.scalars(rows.order_by(Point.number, Point.id)):
        found.setdefault(point.meeting_id, []).append(point)
    return found


def write_point(meeting: Meeting, kind: str, words: str, by: Account) -> Point:
    """An officer's own point of the agenda or the notes, for the group."""
    point = _point(meeting, kind, words, "en" if looks_english(words) else "und")
    session.add(point)
    session.flush()
    audit.record("point_written", SUBJECT, point.id, by, note=kind)
    return point


def _point(meeting: Meeting, kind: str, words: str, language: str) -> Point:
    last = session.scalar(select(func.max(Point.number)).where(Point.meeting_id == meeting.id))
    point = Point(
        meeting_id=meeting.id,
        number=(last or 0) + 1,
        kind=kind,
        language=language,
        written_on=today(),
    )
    point.words = words
    return point


def decide(point: Point, taken: bool, because: str, by: Account) -> None:
    """What was proposed is on the agenda, or is not this time, with a reason they read."""
    point.state = "taken" if taken else "not_taken"
    point.answer = because or None
    if not taken:
        point.audience, point.for_board = "group", False
    session.flush()
    audit.record(f"point_{point.state}", SUBJECT, point.id, by)


def show_to(point: Point, audience: str, for_board: bool, sure: bool, by: Account) -> None:
    """Who reads it: the group or everyone, and the board. Raises NotChecked unless the officer is
    `sure` that nobody can be recognised, where others than the group read it.
    """
    if point.state != "taken" or ((audience == "everyone" or for_board) and not sure):
        raise NotChecked
    point.checked_on, point.checked_by_id = (today(), by.id) if sure else (None, None)
    point.audience, point.for_board = audience, for_board
    session.flush()
    audit.record("point_shown", SUBJECT, point.id, by, note=f"{audience} {for_board}")
