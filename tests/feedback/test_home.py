"""The first page asks a young person what they want to say, and sends an adult to their work."""

import pytest

from app.core.permissions import Role
from app.demo.factories import make_staff, make_young_account


def test_anyone_is_invited_to_tell_us(client):
    page = client.get("/").text
    for way in ("/tell/", "/return/", "/help", "/sign-in"):
        assert f'href="{way}"' in page


def test_a_young_person_who_signed_in_finds_their_messages(signed_in_as):
    page = signed_in_as(make_young_account("Sami")).get("/").text
    assert 'href="/messages/"' in page
    assert 'action="/sign-out"' in page


@pytest.mark.parametrize(
    ("role", "desk"),
    [
        (Role.WORKER, "/feedback/"),
        (Role.PARTICIPATION_OFFICER, "/feedback/"),
        (Role.DUTY_WORKER, "/safeguarding/"),
        (Role.BOARD_MEMBER, "/reports/"),
    ],
)
def test_an_adult_goes_to_their_work(signed_in_as, role, desk):
    assert signed_in_as(make_staff(role)).get("/").location == desk


def test_an_adult_without_a_part_is_told_so(signed_in_as):
    answer = signed_in_as(make_staff()).get("/")
    assert answer.status_code == 200
    assert "Nothing waits for you here yet" in answer.text
