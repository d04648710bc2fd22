"""What these tests share: two councils, an officer, a child with a worker, and an open round."""

from datetime import date
from types import SimpleNamespace

import pytest

from app.awards.rounds import publish_round, start_round
from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff, make_young_person

OPENS, CLOSES, THE_DAY = date(2026, 3, 1), date(2026, 4, 30), date(2026, 7, 15)


@pytest.fixture
def world(app, session, clock):
    """It is early in March, and a round of the whole trust takes nominations until April ends."""
    clock.set(2026, 3, 2, 9)
    west, north = make_council(), make_council("north", "North Northamptonshire")
    officer = make_staff(Role.PARTICIPATION_OFFICER, display_name="Priya Nair")
    worker = make_staff(Role.WORKER, display_name="Leah Okafor")
    manager = make_staff(Role.TEAM_MANAGER, council=west)
    child = make_young_person(west, "Zuri", known_as="Zuri Bell", birth_month=date(2011, 5, 1))
    assign(worker, child)
    row = start_round("Awards 2026", None, OPENS, CLOSES, officer)
    row.event_on = THE_DAY
    publish_round(row, officer)
    session.commit()
    return SimpleNamespace(
        west=west, north=north, officer=officer, worker=worker, manager=manager, child=child,
        round=row,
    )  # fmt: skip


@pytest.fixture
def at(signed_in_as):
    """The same visitor for an account each time."""
    visitors = {}
    return lambda account: visitors.setdefault(account.id, signed_in_as(account))
