"""A council with somebody on duty, and something said to raise alerts on."""

import pytest
from sqlalchemy import select

from app.core.jobs import Job
from app.core.permissions import Role
from app.demo.factories import make_council, make_staff
from app.safeguarding.subjects import SUBJECTS, Subject

WORDS = "canary words that only the desk may show"


@pytest.fixture
def west(app):
    return make_council("west", "West")


@pytest.fixture
def duty(west):
    return make_staff(Role.DUTY_WORKER, council=west, display_name="Sam Colley")


@pytest.fixture
def colleague(west):
    return make_staff(Role.DUTY_WORKER, council=west, display_name="Jo Bright")


@pytest.fixture
def said(monkeypatch):
    """Alerts on a `response` show these words."""
    found = {"response": lambda id: Subject("Sort out a problem", [("What?", [WORDS])], who="Sky")}
    for kind, find in found.items():
        monkeypatch.setitem(SUBJECTS, kind, find)


@pytest.fixture
def mails(session):
    """The mail that waits: (to, template) each, in no order."""

    def waiting() -> list[tuple[str, str]]:
        rows = session.scalars(select(Job).where(Job.kind == "mail"))
        return sorted((job.payload["to"], job.payload["template"]) for job in rows)

    return waiting
