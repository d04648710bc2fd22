"""One at a time: what two may change at once is read anew by the second."""

import pytest
from sqlalchemy import update

from app.accounts.models import Council
from app.core.alone import alone
from app.demo.factories import make_council


@pytest.fixture
def changed_meanwhile(app, session):
    """A council somebody else has given another name since it was looked at."""
    council = make_council()
    told = {"synchronize_session": False}
    session.execute(update(Council).values(name="Another name"), execution_options=told)
    return council


def test_what_may_be_changed_at_once_is_read_anew(changed_meanwhile, monkeypatch):
    monkeypatch.setattr(Council, "CHANGED_AT_ONCE", ("name",))
    alone(changed_meanwhile)
    assert changed_meanwhile.name == "Another name"


def test_everything_else_stays_as_it_was_looked_at(changed_meanwhile):
    before = changed_meanwhile.name
    alone(changed_meanwhile)
    assert changed_meanwhile.name == before != "Another name"
