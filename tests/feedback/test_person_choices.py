"""Whom somebody can pick: what each of them is, and what does not go together."""

import html
import re

import pytest
from sqlalchemy import select

from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff, make_young_person
from app.people.texts import PART_MEANINGS
from surveys.models import Answer
from surveys.texts import PEOPLE_MEANINGS

ABOUT = "/tell/sort_out_a_problem/about_worker"
READERS = "/tell/sort_out_a_problem/who_may_read"


@pytest.fixture
def fox(app):
    young_person = make_young_person(make_council("west", "West Northamptonshire"), "Fox")
    for part in ("social_worker", "reviewing_officer", "advocate"):
        assign(make_staff(Role.WORKER, display_name=f"The {part}"), young_person, part)
    return young_person


@pytest.fixture
def visitor(fox, signed_in_as):
    """Fox, sorting out a problem by name."""
    visitor = signed_in_as(fox.account)
    visitor.post("/tell/sort_out_a_problem/", data={"how": "by_name"})
    return visitor


@pytest.fixture
def stranger(fox, client):
    """Somebody sorting out a problem without a name."""
    client.post("/tell/sort_out_a_problem/", data={"how": "anonymous"})
    return client


def pick(visitor, page, *codes, do="next"):
    return visitor.post(page, data={"answer": list(codes), "do": do})


def kept(session):
    return [tuple(answer.choices) for answer in session.scalars(select(Answer))]


def ticked(page: str) -> set[str]:
    boxes = re.findall(r'<input type="checkbox"[^>]*>', page)
    return {re.search(r'value="(\w+)"', box)[1] for box in boxes if " checked" in box}


@pytest.mark.parametrize(
    ("page", "codes", "named"),
    [
        (ABOUT, ("social_worker", "nobody"), "No, it is not about them"),
        (ABOUT, ("participation", "nobody"), "No, it is not about them"),
        (READERS, ("west", "not_sure_which"), "I don’t know who looks after me"),
    ],
)
def test_what_contradicts_itself_is_shown_again_with_nothing_lost(
    stranger, session, page, codes, named
):
    answer = pick(stranger, page, *codes)
    assert answer.status_code == 422
    assert f"“{named}” can’t go with another answer" in html.unescape(answer.text)
    assert ticked(answer.text) == set(codes)
    assert kept(session) == []


@pytest.mark.parametrize(
    ("page", "codes"),
    [
        (ABOUT, ("social_worker", "someone_else")),
        (ABOUT, ("nobody",)),
        (READERS, ("not_sure_which",)),
    ],
)
def test_what_goes_together_is_kept(stranger, session, page, codes):
    assert pick(stranger, page, *codes).status_code == 302
    assert kept(session) == [codes]


def test_the_participation_team_may_read_what_is_about_nobody(visitor, session):
    assert pick(visitor, ABOUT, "nobody").status_code == 302
    assert pick(visitor, READERS, "participation").status_code == 302
    assert sorted(kept(session)) == [("nobody",), ("participation",)]


def test_the_not_safe_button_is_not_held_up_and_keeps_whom_it_is_about(visitor, session):
    assert pick(visitor, ABOUT, "social_worker", "nobody", do="not_safe").status_code == 302
    assert kept(session) == [("social_worker",)]


def test_each_part_says_what_it_is_under_its_name(visitor, stranger):
    own = html.unescape(visitor.get(READERS).text)
    for part in ("social_worker", "reviewing_officer", "advocate"):
        assert str(PART_MEANINGS[part]) in own
    assert str(PEOPLE_MEANINGS["participation"]) in own
    every = html.unescape(stranger.get(ABOUT).text)
    assert all(str(meaning) in every for meaning in PART_MEANINGS.values())
    assert str(PEOPLE_MEANINGS["participation"]) in html.unescape(stranger.get(READERS).text)


def test_a_councils_name_stands_apart_on_a_page_in_another_language(make_app):
    app = make_app(SHOW_INCOMPLETE=True)
    with app.app_context():
        make_council("south", "South Shire")
        client = app.test_client()
        client.get("/?lang=ar")
        client.post("/tell/sort_out_a_problem/", data={"how": "anonymous"})
        isolated = '<bdi lang="en">South Shire</bdi>'
        assert isolated in client.get(READERS).text
        assert isolated in client.get("/tell/not_safe/").text
        pick(client, READERS, "south")
        assert isolated in client.get("/tell/sort_out_a_problem/check").text


def test_a_councils_name_stands_as_it_is_on_an_english_page(stranger):
    page = stranger.get(READERS).text
    assert "The participation team for West Northamptonshire" in page
