"""Two councils, three Young Inspectors of the west and one of the north, officers, and a draft."""

from datetime import date
from types import SimpleNamespace

import pytest

from app.core.permissions import Role
from app.demo.factories import make_council, make_inspector, make_staff, make_survey
from surveys.survey_models import Survey


@pytest.fixture
def world(app, session, clock):
    """It is early in March."""
    clock.set(2026, 3, 2, 9)
    west, north = make_council(), make_council("north", "North Northamptonshire")
    world = SimpleNamespace(
        west=west,
        north=north,
        ada=make_inspector(west, "Ada"),
        bo=make_inspector(west, "Bo"),
        cy=make_inspector(west, "Cy"),
        nan=make_inspector(north, "Nan"),
        officer=make_staff(Role.PARTICIPATION_OFFICER, council=west, display_name="Priya Nair"),
        northern=make_staff(Role.PARTICIPATION_OFFICER, council=north),
        everywhere=make_staff(Role.PARTICIPATION_OFFICER),
        today=date(2026, 3, 2),
    )
    world.survey = make_survey([west], world.ada)
    session.commit()
    return world


@pytest.fixture
def survey(world, session):
    """The draft as it is in the database now: `survey()`."""
    return lambda: session.get(Survey, world.survey.id, populate_existing=True)


@pytest.fixture
def ada(world, signed_in_as):
    return signed_in_as(world.ada)


@pytest.fixture
def bo(world, signed_in_as):
    return signed_in_as(world.bo)


@pytest.fixture
def officer(world, signed_in_as):
    return signed_in_as(world.officer)


@pytest.fixture
def address(world):
    """The address of a page of the draft: `address("/bank")`."""
    return lambda rest="": f"/surveys/build/{world.survey.id}{rest}"


@pytest.fixture
def on_its_way(world, ada, bo, officer, address, survey):
    """Bring the draft as far as this stage, each step by whoever takes it."""

    def on_its_way(stage):
        check = f"/surveys/check/{world.survey.id}"
        fine = {"seen": survey().revision, "fine": "yes", "note": ""}
        steps = [
            ("second_look", lambda: ada.post(address("/second-look"), data=fine)),
            ("safety_check", lambda: bo.post(address("/look"), data=fine)),
            ("ready", lambda: officer.post(check, data=fine)),
            ("open", lambda: ada.post(address("/open"), data=fine)),
            ("closed", lambda: ada.post(address("/close"), data=fine)),
        ]
        for after, take in steps:
            assert take().status_code == 303, after
            assert survey().stage == after
            if after == stage:
                return
        raise LookupError(stage)

    return on_its_way
