"""What somebody in a group would like to talk about: proposed, taken back, and answered."""

from collections.abc import Iterable

from sqlalchemy import select

from app.accounts.models import Account
from app.core import audit
from app.core.clock import now
from app.core.db import session
from app.groups.joining import membership
from app.groups.meetings import Over
from app.groups.models import Meeting, Point
from app.groups.points import SUBJECT, Gone, NotYours, OnTheDesk, new_point, still_there
from app.people.models import YoungPerson
from app.safeguarding.services import check_words
from app.safeguarding.words_before import has_open_alert

MOST_PROPOSED = 10
"""Points one young person may have waiting for one meeting."""


class Enough(Exception):
    """They have proposed as much for this meeting as anybody can read."""


class Answered(Exception):
    """An officer has said already whether it is on the agenda."""


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
    point = new_point(meeting, "agenda", words, language)
    point.proposed, point.proposed_by_id, point.state = True, person.account_id, "proposed"
    session.add(point)
    session.flush()
    check_words(SUBJECT, point.id, [(language, words)], person.council_code)
    return point


def proposed_by(those: Iterable[Meeting], person: YoungPerson) -> dict[int, list[Point]]:
    """What this one proposed for these and what came of it, by the meeting's id, in one query."""
    ids = [meeting.id for meeting in those]
    rows = select(Point).where(Point.meeting_id.in_(ids), Point.proposed_by_id == person.account_id)
    found: dict[int, list[Point]] = {}
    for point in session.scalars(rows.order_by(Point.number, Point.id)):
        found.setdefault(point.meeting_id, []).append(point)
    return found


def take_back(point: Point) -> None:
    """Whoever proposed it does not want to any more, and it is gone, whoever of two taps was first.
    Raises Answered, and OnTheDesk while an alert on it is open.
    """
    if not still_there(point):
        return
    if point.state != "proposed":
        raise Answered
    if has_open_alert(SUBJECT, point.id):
        raise OnTheDesk
    session.delete(point)
    session.flush()


def decide(point: Point, taken: bool, because: str, by: Account) -> None:
    """What was proposed is on the agenda, or is not this time, with a reason they read; that can be
    thought over. Raises NotYours for what nobody proposed, and Gone if it was taken back meanwhile.
    """
    if not point.proposed:
        raise NotYours
    if not still_there(point):
        raise Gone
    point.state = "taken" if taken else "not_taken"
    point.answer = because or None
    if not taken:
        point.audience, point.for_board = "group", False
    session.flush()
    audit.record(f"point_{point.state}", SUBJECT, point.id, by)
