"""All that the groups keep about one young person, for them to read and print: the right of access
of the UK GDPR, article 15. Nothing in it is about anybody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.core.db import session
from app.groups.hours import hours_of
from app.groups.joining import requests_of
from app.groups.member_models import Attendance, Hours, JoinRequest, Member, Thanks
from app.groups.members import memberships
from app.groups.models import Meeting, Point
from app.people.models import YoungPerson


@dataclass(frozen=True)
class Kept:
    """Each in the order in which it is told: what is newest first."""

    requests: Sequence[JoinRequest] = ()
    places: Sequence[Member] = ()
    came: Sequence[Meeting] = ()
    ideas: Sequence[Point] = ()
    hours: Sequence[Hours] = ()
    thanks: Sequence[Thanks] = ()

    @property
    def is_empty(self) -> bool:
        return not any((self.requests, self.places, self.came, self.ideas, self.hours, self.thanks))


def kept_about(person: YoungPerson) -> Kept:
    """All of it, in as many queries however much there is."""
    return Kept(
        requests=requests_of(person),
        places=memberships(person),
        came=_came(person),
        ideas=_ideas(person),
        hours=hours_of(person.id),
        thanks=_thanks(person),
    )


def _came(person: YoungPerson) -> list[Meeting]:
    rows = select(Meeting).join(Attendance, Attendance.meeting_id == Meeting.id)
    rows = rows.where(Attendance.young_person_id == person.id)
    return list(session.scalars(rows.order_by(Meeting.starts_at.desc())).unique())


def _ideas(person: YoungPerson) -> Sequence[Point]:
    if person.account_id is None:
        return []
    rows = select(Point).where(Point.proposed_by_id == person.account_id)
    return session.scalars(rows.order_by(Point.written_on.desc(), Point.id)).all()


def _thanks(person: YoungPerson) -> Sequence[Thanks]:
    rows = select(Thanks).where(Thanks.young_person_id == person.id)
    return session.scalars(rows.order_by(Thanks.written_on.desc(), Thanks.id)).all()
