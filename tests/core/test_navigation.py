"""The head of a staff page says in which part of the app one is, on every page of that part."""

import re

import pytest

from app.core.permissions import Role
from app.demo.factories import make_council, make_staff
from app.interviews.listening import declare
from app.navigation import HOMES, STAFF_NAV

CURRENT = re.compile(r'<a href="[^"]*" aria-current="page">([^<]*)</a>')


@pytest.fixture
def west(session):
    return make_council("west")


@pytest.mark.parametrize(
    ("role", "page", "entry"),
    [
        (Role.DUTY_WORKER, "/interviews/", "Return interviews"),
        (Role.DUTY_WORKER, "/interviews/import", "Return interviews"),
        (Role.DUTY_WORKER, "/interviews/actions", "Return interviews"),
        (Role.DUTY_WORKER, "/safeguarding/handovers/", "Duty desk"),
        (Role.RETURN_INTERVIEWER, "/interviews/listening/me", "Listening"),
        (Role.RETURN_INTERVIEWER, "/interviews/actions", "Listening"),
        (Role.WORKER, "/interviews/listening/me", "Return interviews"),
        (Role.PARTICIPATION_OFFICER, "/reports/", "Reports"),
        (Role.PARTICIPATION_OFFICER, "/offer/desk", "Local Offer"),
    ],
)
def test_a_page_stands_under_one_entry(west, signed_in_as, role, page, entry):
    account = make_staff(role, council=west)
    declare(account, "Listening Ears", "other")
    answer = signed_in_as(account).get(page)
    assert answer.status_code == 200
    assert CURRENT.findall(answer.text) == [entry]


def test_every_home_is_an_entry_and_every_blueprint_is_one(app):
    entries = {entry for _permission, _words, entry in STAFF_NAV}
    assert set(HOMES) <= set(app.blueprints)
    assert {home for homes in HOMES.values() for home in homes} <= entries


def test_whoever_lacks_the_entry_of_a_page_stands_nowhere(west, signed_in_as):
    board = make_staff(Role.BOARD_MEMBER, council=west)
    assert CURRENT.findall(signed_in_as(board).get("/account/password").text) == []
