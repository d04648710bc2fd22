"""What these tests share: two councils, people of every kind, and a survey that is open."""

from datetime import date
from types import SimpleNamespace

import pytest

from app.accounts.models import RoleGrant
from app.core.permissions import Role
from app.demo.factories import (
    assign,
    make_council,
    make_open_survey,
    make_staff,
    make_young_person,
    survey_link,
)


@pytest.fixture
def world(app, session, clock):
    """Early in March; a survey in both councils for two ages, open until the end of the month."""
    clock.set(2026, 3, 2, 9)
    west, north = make_council(), make_council("north", "North Northamptonshire")
    officer = make_staff(Role.PARTICIPATION_OFFICER, council=west, display_name="Priya Nair")
    worker = make_staff(Role.WORKER, council=west, display_name="Leah Okafor")
    child = make_young_person(west, "zuri")
    assign(worker, child)
    inspector = make_young_person(west, "magpie").account
    inspector.grants = [RoleGrant(role=Role.YOUNG_INSPECTOR, council_code="west")]
    survey = make_open_survey(
        west, north, ages=("8_11", "11_17"), closes_on=date(2026, 3, 31), title="Home and food"
    )
    session.commit()
    return SimpleNamespace(
        west=west, north=north, officer=officer, worker=worker, child=child, survey=survey,
        inspector=inspector, link=survey_link(survey), interpreter=make_staff(Role.INTERPRETER),
    )  # fmt: skip
