"""Two councils with their promises, an officer, and young people who say if they are kept."""

from datetime import date
from types import SimpleNamespace

import pytest

from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.factories import make_council, make_staff, make_young_person
from app.pledge.publishing import publish_what_ships
from tests.pledge.rating import rate

QUARTER = Period.parse("2026-Q2")
MAY = date(2026, 5, 6)


@pytest.fixture
def world(app, session, clock):
    """The promises that ship hold in both councils from the first of April. It is late July now,
    and the figures of the second quarter are owed.
    """
    west, north = make_council(), make_council("north", "North Northamptonshire")
    clock.set(2026, 4, 1, 9)
    publish_what_ships()
    session.commit()
    clock.set(2026, 7, 28, 9)
    world = SimpleNamespace(
        west=west,
        north=north,
        officer=make_staff(Role.PARTICIPATION_OFFICER, council=west, display_name="Priya Nair"),
        colleague=make_staff(Role.PARTICIPATION_OFFICER, council=west),
        northern=make_staff(Role.PARTICIPATION_OFFICER, council=north),
    )
    session.commit()
    return world


@pytest.fixture
def checks(world, session):
    """`checks(12, P2="kept")`: so many children of the west each send a check, in May."""

    def checks(children, band="11_15", on=MAY, named=True, council="west", **ratings):
        home = {"west": world.west, "north": world.north}[council]
        people = [make_young_person(home) if named else None for _ in range(children)]
        for young_person in people:
            rate(young_person, on, band=band, council=council, **ratings)
        session.commit()
        return people

    return checks
