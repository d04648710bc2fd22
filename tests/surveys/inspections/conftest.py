"""Two councils with a service each, inspectors, an officer, whoever answers, and a manager."""

from types import SimpleNamespace

import pytest

from app.core.permissions import Role
from app.demo.factories import make_council, make_staff, make_young_person
from app.demo.inspected import make_inspection, make_inspector, make_service


@pytest.fixture
def world(app, session, clock):
    """It is the middle of May, and the hub of the west is being inspected."""
    clock.set(2026, 5, 12, 10)
    west, north = make_council(), make_council("north", "North Northamptonshire")
    robin, wren = (
        make_inspector(make_young_person(west, name).account, "west") for name in ("robin", "wren")
    )
    puffin = make_inspector(make_young_person(north, "puffin").account, "north")
    officer = make_staff(Role.PARTICIPATION_OFFICER, council=west, display_name="Priya Nair")
    worker = make_staff(Role.WORKER, council=west, display_name="Leah Okafor")
    northern_worker = make_staff(Role.WORKER, council=north)
    manager = make_staff(Role.TEAM_MANAGER, council=west, display_name="Grace Obi")
    hub = make_service("west", "The Lighthouse Hub", "hub", worker)
    home = make_service("north", "Rose Cottage", "childrens_home", northern_worker)
    session.commit()
    inspection = make_inspection(hub, [robin, wren], worker, officer)
    session.commit()
    return SimpleNamespace(
        west=west, north=north, robin=robin, wren=wren, puffin=puffin, officer=officer,
        northern=make_staff(Role.PARTICIPATION_OFFICER, council=north), manager=manager,
        worker=worker, northern_worker=northern_worker, hub=hub, home=home,
        inspection=inspection, advice=inspection.recommendations[0],
        criterion=inspection.criteria[0],
    )  # fmt: skip
