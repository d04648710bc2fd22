"""The points of a meeting's agenda and notes: written, changed, taken out, and who reads them."""

from hashlib import sha256

from sqlalchemy import Select, func, select

from app.accounts.models import Account
from app.core import audit
from app.core.clock import today
from app.core.db import session
from app.groups.meetings import run_by
from app.groups.models import Meeting, Point
from app.safeguarding.cues import looks_english
from app.safeguarding.services import danger_in, raise_for
from app.safeguarding.words_before import has_open_alert, keep_before

SUBJECT = "group_point"
WORDS = "words"
"""What the duty desk calls the place in which the words of a point stand."""


class NotYours(Exception):
    """They are not in the group, or it is not theirs to change."""


class NotChecked(Exception):
    """Nobody has said that no one can be recognised in it."""


class Outdated(Exception):
    """Somebody else has written since; nothing was kept."""


class Gone(Exception):
    """Somebody else took it out meanwhile."""


class OnTheDesk(Exception):
    """The duty desk has it, and has not said yet what was done."""


def points_run_by(account: Account) -> Select[tuple[Point]]:
    """All of the points of these."""
    meetings = run_by(account).with_only_columns(Meeting.id)
    return select(Point).where(Point.meeting_id.in_(meetings))


def write_point(meeting: Meeting, kind: str, words: str, by: Account) -> Point:
    """An officer's own point of the agenda or the notes, for the group; the same again is the one
    there is.
    """
    rows = select(Point).where(Point.meeting_id == meeting.id, Point.proposed.is_(False))
    there = session.scalars(rows.where(Point.kind == kind))
    same = next((one for one in there if one.words == words), None)
    if same is not None:
        return same
    point = new_point(meeting, kind, words, _language_of(words))
    session.add(point)
    session.flush()
    _look_for_danger(point)
    audit.record("point_written", SUBJECT, point.id, by, note=kind)
    return point


def mark_of(point: Point) -> str:
    """Stands for the words there are, so that a change by somebody else is noticed."""
    return sha256(f"{point.kind} {point.words}".encode()).hexdigest()


def change_point(point: Point, kind: str, words: str, by: Account, seen: str | None = None) -> bool:
    """An officer's own point says something else. Others than the group do not read it before it is
    checked again: True if they did. What it said stays with an open alert. `seen` is the mark of
    the words they had before them: raises Outdated if others are there now, and Gone if nothing is.
    Raises NotYours.
    """
    _officers_own(point)
    if not still_there(point):
        raise Gone
    if seen is not None and seen != mark_of(point) and (kind, words) != (point.kind, point.words):
        raise Outdated
    others_read = point.audience == "everyone" or point.for_board
    hidden = others_read and words != point.words
    if words != point.words:
        keep_before(SUBJECT, point.id, {WORDS: point.words})
        point.audience, point.for_board = "group", False
        point.checked_on = point.checked_by_id = None
    point.kind, point.words, point.language = kind, words, _language_of(words)
    session.flush()
    _look_for_danger(point)
    audit.record("point_changed", SUBJECT, point.id, by, note=kind)
    return hidden


def take_out(point: Point, by: Account) -> None:
    """An officer's own point is gone for good, whoever of two was first. Raises NotYours, and
    OnTheDesk while an alert on it is open.
    """
    _officers_own(point)
    if not still_there(point):
        return
    if has_open_alert(SUBJECT, point.id):
        raise OnTheDesk
    audit.record("point_taken_out", SUBJECT, point.id, by, note=point.kind)
    session.delete(point)
    session.flush()


def still_there(point: Point) -> bool:
    """Nobody else changes it from now on; False if somebody took it out while we waited for them.

    The row alone is locked, without what a point is loaded with.
    """
    there = select(Point).where(Point.id == point.id).with_for_update(of=Point)
    return session.scalar(there, execution_options={"populate_existing": True}) is not None


def _officers_own(point: Point) -> None:
    """What a young person proposed is in their own words, which nobody else changes."""
    if point.proposed:
        raise NotYours


def _language_of(words: str) -> str:
    return "en" if looks_english(words) else "und"


def _look_for_danger(point: Point) -> None:
    """What was said in a meeting goes to the duty desk when it hints at danger. An officer wrote it
    and can read it, so that it is in another language is no alert.
    """
    found = danger_in([("en", point.words)])
    if found is not None and found.source == "cue":
        raise_for(found, SUBJECT, point.id, council_code=point.meeting.group.council_code)


def new_point(meeting: Meeting, kind: str, words: str, language: str) -> Point:
    """The next of this meeting, not kept yet."""
    last = session.scalar(select(func.max(Point.number)).where(Point.meeting_id == meeting.id))
    point = Point(
        number=(last or 0) + 1,
        kind=kind,
        language=language,
        written_on=today(),
    )
    point.meeting, point.words = meeting, words
    return point


def show_to(
    point: Point,
    audience: str,
    for_board: bool,
    sure: bool,
    by: Account,
    seen: str | None = None,
) -> None:
    """Who reads it: the group or everyone, and the board. `seen` is the mark of the words they had
    before them. Raises NotChecked unless the officer is `sure` that nobody can be recognised, where
    others than the group read it, Outdated if it says something else by now, and Gone.
    """
    if not still_there(point):
        raise Gone
    if seen is not None and seen != mark_of(point):
        raise Outdated
    if point.state != "taken" or ((audience == "everyone" or for_board) and not sure):
        raise NotChecked
    point.checked_on, point.checked_by_id = (today(), by.id) if sure else (None, None)
    point.audience, point.for_board = audience, for_board
    session.flush()
    audit.record("point_shown", SUBJECT, point.id, by, note=f"{audience} {for_board}")
