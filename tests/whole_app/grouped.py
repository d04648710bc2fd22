"""What a child has of the groups, in the world that every address is tried in."""

from dataclasses import dataclass
from datetime import timedelta

from app.accounts.models import Council
from app.core.clock import now, today
from app.core.permissions import Role
from app.demo.factories import make_staff
from app.groups import hours, ideas, joining, meetings, members, points
from app.groups.member_models import Hours, JoinRequest, Member
from app.groups.models import Group, Meeting, Point
from app.people.models import YoungPerson
from tests.groups.grouping import make_group


@dataclass
class Grouped:
    """A group of the child's council that the child is in, and one it asked to join."""

    group: Group
    request: JoinRequest
    member: Member
    meeting: Meeting
    """To come."""
    point: Point
    """Proposed by the child, and nobody has looked at it."""
    note: Point
    """Written by an officer, who may change it."""
    hours: Hours


def make_grouped(council: Council, person: YoungPerson) -> Grouped:
    officer = make_staff(Role.PARTICIPATION_OFFICER, council=council)
    group = make_group(council.code, officer, title=f"Group of {council.name}")
    other = make_group(council.code, officer, title=f"Another of {council.name}")
    member = joining.let_in(group, person)
    begins = now() + timedelta(days=7)
    meeting = meetings.plan_meeting(
        group, begins, begins + timedelta(hours=2), "The hall", "", officer
    )
    point = ideas.propose(meeting, person, "Talk about buses.", "en")
    note = points.write_point(meeting, "agenda", "Snacks.", officer)
    agreed = hours.Agreed("voucher", 1000)
    row = hours.write_hours(member, "visit", today(), 90, agreed, officer)
    members.thank(member, "Thank you for coming.", officer)
    request = joining.ask_to_join(other, person, "I like to draw.", "en")
    return Grouped(group, request, member, meeting, point, note, row)
