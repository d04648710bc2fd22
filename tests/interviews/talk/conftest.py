"""A child who came back, who works with them, and somebody independent who listens."""

import pytest

from app.core.clock import now
from app.core.permissions import Role
from app.demo.factories import (
    assign,
    make_council,
    make_episode,
    make_return_interview,
    make_staff,
    make_young_person,
)


@pytest.fixture
def west(session):
    return make_council("west")


@pytest.fixture
def child(west):
    """Zuri, who has an account."""
    return make_young_person(west, "Zuri", home_type="foster_home")


@pytest.fixture
def worker(child, west):
    """Her social worker."""
    worker = make_staff(Role.WORKER, council=west, display_name="Leah Okafor")
    assign(worker, child)
    return worker


@pytest.fixture
def listener(west):
    return make_staff(Role.RETURN_INTERVIEWER, council=west, display_name="Noor Haddad")


@pytest.fixture
def offered(child, worker, clock):
    """Zuri came back yesterday, and nobody has asked her yet."""
    clock.forward(days=-1)
    returned_at = now()
    clock.forward(days=1)
    return make_return_interview(make_episode(child, returned_at=returned_at))


@pytest.fixture
def taken_on(offered, listener):
    """The same, and Noor listens: she has said how independent she is."""
    offered.interviewer_id, offered.interviewer_name = listener.id, listener.display_name
    offered.interviewer, offered.declared_at = listener, now()
    return offered
