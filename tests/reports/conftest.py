"""Two councils, an officer and a board member, and a quarter in which a lot was said."""

from datetime import date
from types import SimpleNamespace

import pytest

from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.factories import make_council, make_staff, make_young_person
from tests.reports.saying import say

QUARTER = Period.parse("2026-Q2")


@pytest.fixture
def world(app, session, clock):
    """It is the middle of July; the second quarter is over."""
    clock.set(2026, 7, 15, 9)
    west, north = make_council(), make_council("north", "North Northamptonshire")
    world = SimpleNamespace(
        west=west,
        north=north,
        officer=make_staff(Role.PARTICIPATION_OFFICER, council=west, display_name="Priya Nair"),
        northern=make_staff(Role.PARTICIPATION_OFFICER, council=north),
        member=make_staff(Role.BOARD_MEMBER, council=west),
        worker=make_staff(Role.WORKER),
    )
    session.commit()
    return world


@pytest.fixture
def talk(world, session):
    """`talk(12, "HOM_FOOD:good")`: so many children each say it once, in the second quarter."""

    def talk(children, *about, on=date(2026, 5, 6), **how):
        person = {k: how.pop(k) for k in ("care_status", "separated") if k in how}
        people = [make_young_person(world.west, **person) for _ in range(children)]
        for young_person in people:
            say(young_person, on, *about, **how)
        session.commit()
        return people

    return talk
