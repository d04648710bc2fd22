"""What these tests share: two councils, an officer of each and one of both, and a group."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from app.core.clock import now
from app.core.permissions import Role
from app.demo.factories import make_council, make_staff, make_young_person
from app.groups import joining, meetings, points
from tests.groups.grouping import make_group


@pytest.fixture
def world(app, session, clock):
    """A Monday in March; the group of the west takes new people."""
    clock.set(2026, 3, 2, 9)
    west, north = make_council(), make_council("north", "North Northamptonshire")
    officer = make_staff(Role.PARTICIPATION_OFFICER, council=west, display_name="Priya Nair")
    everywhere = make_staff(Role.PARTICIPATION_OFFICER)
    world = SimpleNamespace(
        west=west,
        north=north,
        officer=officer,
        northern=make_staff(Role.PARTICIPATION_OFFICER, council=north),
        everywhere=everywhere,
        child=make_young_person(west, "Zuri", known_as="Zuri Bell"),
        other=make_young_person(west, "Robin"),
        northerner=make_young_person(north, "Wren"),
        group=make_group("west", officer),
        trust=make_group(None, everywhere, title="Everybody’s group"),
    )
    session.commit()
    return world


@pytest.fixture
def member(world, session):
    """The child is in the group."""
    member = joining.let_in(world.group, world.child)
    session.commit()
    return member


@pytest.fixture
def meeting(world, session):
    """In a week, for two hours."""
    begins = now() + timedelta(days=7)
    meeting = meetings.plan_meeting(
        world.group, begins, begins + timedelta(hours=2), "The hall", "A ramp.", world.officer
    )
    session.commit()
    return meeting


@pytest.fixture
def note(world, meeting):
    """What an officer wrote, for the group."""
    return points.write_point(meeting, "note", "We want later buses.", world.officer)
