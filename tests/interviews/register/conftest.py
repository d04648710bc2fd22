"""A council with a register, a child of it, and those who work with the child."""

from datetime import date

import pytest

from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff, make_young_person


@pytest.fixture
def west(app):
    return make_council("west", "West Northamptonshire")


@pytest.fixture
def sky(west):
    """A child without an account."""
    return make_young_person(west, known_as="Sky")


@pytest.fixture
def worker(west, sky):
    worker = make_staff(Role.WORKER, council=west, display_name="Amina Yusuf")
    assign(worker, sky, starts_on=date(2026, 1, 1))
    return worker


@pytest.fixture
def keeper(west):
    """Somebody who keeps the register of the council, and works with nobody in it."""
    return make_staff(Role.DUTY_WORKER, council=west, display_name="Sam Colley")
