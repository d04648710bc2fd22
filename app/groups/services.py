"""Groups as they are described, and what anybody may see of them."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.core import audit
from app.core.clock import now
from app.core.db import random_id, session
from app.core.snapshots import digest
from app.groups.models import Group, Meeting, Point
from app.people.models import YoungPerson

OURS = ("mine", "desk")
"""Names in our addresses that no group can have."""
WORDS = (
    "title",
    "what",
    "who_for",
    "age_from",
    "age_to",
    "meets",
    "what_it_is_like",
    "food",
    "getting_there",
    "access",
    "run_by",
    "joining",
)
"""What an officer writes of a group."""
IN_PLAIN_WORDS = ("what", "who_for", "meets", "what_it_is_like", "food", "getting_there", "access")
"""What of it is to be easy to read."""
PAST_SHOWN = 6
"""Meetings that are over, on a group's page."""
ON_A_PAGE = 30
"""Of all of them, on the desk."""


class Outdated(Exception):
    """Another officer has written since; nothing was kept."""


def groups_for(person: YoungPerson | None) -> list[Group]:
    """Those a young person may be in; for anybody else all there are. None that has ended."""
    rows = Group.open_to(person.council_code if person else None)
    return list(session.scalars(rows.where(Group.joining != "ended").order_by(Group.title)))


def add_group(council_code: str | None, words: Mapping, by: Account) -> Group:
    """A group an officer describes."""
    group = Group(slug=_slug(words["title"]), council_code=council_code)
    _write(group, words)
    session.add(group)
    session.flush()
    audit.record("group_added", "group", group.id, by)
    return group


def mark_of(group: Group) -> str:
    """Stands for all that is written of it, so that a change by somebody else is noticed."""
    return digest(_written(group))


def _written(group: Group) -> dict:
    return {name: getattr(group, name) for name in WORDS}


def change_group(group: Group, words: Mapping, by: Account, seen: str | None = None) -> None:
    """What an officer wrote of it holds: nobody is sent to their worker for it any more. `seen` is
    the mark of what they had before them: raises Outdated if something else is there now.
    """
    session.refresh(group, with_for_update=True)
    if seen is not None and seen != mark_of(group) and words != _written(group):
        raise Outdated
    _write(group, words)
    session.flush()
    audit.record("group_changed", "group", group.id, by)


def _write(group: Group, words: Mapping) -> None:
    for name in WORDS:
        setattr(group, name, words[name])
    group.verify = False


def _slug(title: str) -> str:
    """A name for its address that no other group has."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall("[a-z0-9]+", plain))[:50].strip("-")
    taken = session.scalar(select(Group.id).where(Group.slug == slug))
    if slug and slug not in OURS and taken is None:
        return slug
    return f"{slug or 'group'}-{random_id() % 10_000}"


def next_meetings(groups: Iterable[Group]) -> dict[int, Meeting]:
    """The next one of each that takes place, by the group's id, in one query."""
    found: dict[int, Meeting] = {}
    for meeting in coming([group.id for group in groups]):
        if meeting.called_off_on is None:
            found.setdefault(meeting.group_id, meeting)
    return found


def coming(group_ids: Collection[int]) -> list[Meeting]:
    """All that are not over yet, those that were called off too, the next one first."""
    rows = select(Meeting).where(Meeting.group_id.in_(group_ids), Meeting.ends_at > now())
    return list(session.scalars(rows.order_by(Meeting.starts_at, Meeting.id)).unique())


def past(group: Group) -> list[Meeting]:
    """The last few that took place, newest first."""
    rows = select(Meeting).where(
        Meeting.group_id == group.id, Meeting.ends_at <= now(), Meeting.called_off_on.is_(None)
    )
    newest = rows.order_by(Meeting.starts_at.desc(), Meeting.id).limit(PAST_SHOWN)
    return list(session.scalars(newest).unique())


def all_past(group: Group, page: int) -> dict:
    """A page of all that are over, those that were called off too, newest first: `meetings`, and
    whether there are `more`.
    """
    rows = select(Meeting).where(Meeting.group_id == group.id, Meeting.ends_at <= now())
    newest = rows.order_by(Meeting.starts_at.desc(), Meeting.id).offset((page - 1) * ON_A_PAGE)
    found = list(session.scalars(newest.limit(ON_A_PAGE + 1)).unique())
    return {"meetings": found[:ON_A_PAGE], "more": len(found) > ON_A_PAGE}


def public_points(meetings: Iterable[Meeting]) -> dict[int, list[Point]]:
    """What everybody may read of these, by the meeting's id: taken, and checked by an officer."""
    return _by_meeting(meetings, Point.audience == "everyone", Point.checked_on.is_not(None))


def group_points(meetings: Iterable[Meeting]) -> dict[int, list[Point]]:
    """What those who are in the group may read of these."""
    return _by_meeting(meetings)


def readers_of(subject: str, ids: Iterable[int]) -> dict[int, list[str]]:
    """Who has read each of these, by its id: names, the first reader first. In one query."""
    return {
        id: list(dict.fromkeys(one.actor_name for one in entries if one.action in audit.READING))
        for id, entries in audit.entries_about(subject, ids).items()
    }


def _by_meeting(meetings: Iterable[Meeting], *only) -> dict[int, list[Point]]:
    ids = [meeting.id for meeting in meetings]
    rows = (
        select(Point)
        .where(Point.meeting_id.in_(ids), Point.state == "taken", *only)
        .order_by(Point.number, Point.id)
        .options(joinedload(Point.meeting))
    )
    found: dict[int, list[Point]] = {}
    for point in session.scalars(rows):
        found.setdefault(point.meeting_id, []).append(point)
    return found
