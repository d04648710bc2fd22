"""The groups' public pages, and the officers' desk on which they are written."""

import pytest
from sqlalchemy import select

from app.groups import meetings
from app.groups.models import Group
from app.groups.shipped import publish_shipped
from tests.groups.grouping import DESCRIBED, make_group
from tests.surveys.inspections.marked import seen_on
from tests.whole_app.test_pages import faults_of

SHIPPED = ("children-in-care-council", "care-leavers-council", "shooting-stars", "young-inspectors")


def test_four_groups_ship_and_each_says_to_check_with_a_worker(world, session, client):
    assert publish_shipped() == 4
    assert publish_shipped() == 0
    session.commit()
    index = client.get("/groups/").text
    for slug in SHIPPED:
        assert f"/groups/{slug}" in index
        page = client.get(f"/groups/{slug}").text
        assert "Check with your worker." in page and faults_of(page) == []


def test_what_an_officer_wrote_of_a_shipped_group_stays_and_needs_no_checking(
    world, session, client, signed_in_as
):
    publish_shipped()
    group = session.scalar(select(Group).where(Group.slug == "shooting-stars"))
    visitor = signed_in_as(world.everywhere)
    data = {**DESCRIBED, "title": "Shooting Stars", "food": "Pizza, and fruit."}
    assert visitor.post(f"/groups/desk/{group.id}/edit", data=data).status_code == 303
    publish_shipped()
    page = client.get("/groups/shooting-stars").text
    assert "Pizza, and fruit." in page and "Check with your worker." not in page


def test_the_page_is_for_everybody_in_their_language_with_english_marked_as_such(
    world, app, client, meeting
):
    app.config["SHOW_INCOMPLETE"] = True
    page = client.get(f"/groups/{world.group.slug}?lang=ar").text
    assert 'dir="rtl"' in page
    assert '<span lang="en" dir="ltr">You make a film together.</span>' in page
    assert faults_of(page) == []


def test_only_those_in_the_group_read_where_it_meets(world, client, member, meeting, signed_in_as):
    address = f"/groups/{world.group.slug}"
    for visitor in (client, signed_in_as(world.other.account), signed_in_as(world.officer)):
        page = visitor.get(address).text
        assert "Only those who are in the group see where it is." in page
        assert "The hall" not in page and "A ramp." not in page
    for path in (address, f"/groups/mine/{member.id}"):
        page = signed_in_as(world.child.account).get(path).text
        assert "The hall" in page and "A ramp." in page


def test_home_leads_to_the_groups(client):
    assert 'href="/groups/"' in client.get("/").text


def test_an_officer_adds_a_group(world, session, signed_in_as, client):
    visitor = signed_in_as(world.officer)
    data = {**DESCRIBED, "title": "Café & Co", "council": "west"}
    assert visitor.post("/groups/desk/new", data=data).status_code == 303
    group = session.scalar(select(Group).where(Group.title == "Café & Co"))
    assert (group.slug, group.council_code) == ("cafe-co", "west")
    assert "Café &amp; Co" in client.get("/groups/").text


@pytest.mark.parametrize("council", ["north", "", "nowhere"])
def test_for_another_council_or_the_trust_only_with_the_right_to(
    world, session, signed_in_as, council
):
    data = {**DESCRIBED, "title": "New", "council": council}
    assert signed_in_as(world.officer).post("/groups/desk/new", data=data).status_code == 422
    assert session.scalar(select(Group).where(Group.title == "New")) is None


@pytest.mark.parametrize("title", ["Desk", "Mine", "صحيفة", "!!!"])
def test_a_name_that_is_no_address_gets_one(world, session, client, title):
    group = make_group("west", world.officer, title=title)
    session.commit()
    assert group.slug not in ("desk", "mine")
    assert client.get(f"/groups/{group.slug}").status_code == 200


def test_two_groups_of_one_name_have_two_addresses(world):
    assert make_group("west", world.officer).slug != world.group.slug


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Give it a name."),
        ({"title": "a" * 121}, "Use at most 120 characters."),
        ({"title": "100% us"}, "Write “percent” for the sign."),
        ({"what": " "}, "Say what it is."),
        ({"age_from": "15", "age_to": "9"}, "The ages are the wrong way round."),
        ({"age_to": "99"}, "Write an age from 0 to 25."),
        ({"run_by": "Jo, 07700 900123"}, "Leave out the phone number"),
        ({"joining": "maybe"}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(world, session, signed_in_as, wrong, said):
    data = {**DESCRIBED, "food": "Sandwiches for all.", **wrong}
    answer = signed_in_as(world.officer).post(f"/groups/desk/{world.group.id}/edit", data=data)
    assert answer.status_code == 422
    assert said in answer.text and "Sandwiches for all." in answer.text
    session.refresh(world.group)
    assert world.group.title == DESCRIBED["title"]


def test_a_hostile_name_is_a_name(world, session, client, signed_in_as):
    data = {**DESCRIBED, "title": "<script>alert(1)</script>"}
    signed_in_as(world.officer).post(f"/groups/desk/{world.group.id}/edit", data=data)
    assert "<script>alert" not in client.get("/groups/").text


def test_an_officer_of_the_north_does_not_see_the_desk_of_a_group_of_the_west(world, signed_in_as):
    visitor = signed_in_as(world.northern)
    assert visitor.get(f"/groups/desk/{world.group.id}").status_code == 404
    assert visitor.get(f"/groups/desk/{world.group.id}/edit").status_code == 404
    assert f"/groups/desk/{world.group.id}" not in visitor.get("/groups/desk/").text


def test_a_group_that_has_ended_is_not_on_the_list(world, session, client):
    world.group.joining = "ended"
    assert f"/groups/{world.group.slug}" not in client.get("/groups/").text


def test_the_list_asks_as_much_for_many_as_for_one(world, session, client, statements):
    one = statements.during(lambda: client.get("/groups/"))
    for number in range(6):
        make_group("west", world.officer, title=f"Group {number}")
    session.commit()
    assert statements.during(lambda: client.get("/groups/")) == one


def test_every_page_of_the_desk_is_a_valid_page(world, session, member, meeting, signed_in_as):
    visitor = signed_in_as(world.officer)
    for path in (
        "/groups/desk/",
        "/groups/desk/new",
        f"/groups/desk/{world.group.id}",
        f"/groups/desk/{world.group.id}/edit",
        f"/groups/desk/{world.group.id}/meetings/new",
        f"/groups/desk/meetings/{meeting.id}",
        f"/groups/desk/meetings/{meeting.id}/edit",
        f"/groups/desk/members/{member.id}",
    ):
        page = visitor.get(path)
        assert page.status_code == 200 and faults_of(page.text) == [], path


def test_of_two_officers_who_describe_a_group_the_later_sees_both(world, session, signed_in_as):
    path, other = f"/groups/desk/{world.group.id}/edit", signed_in_as(world.everywhere)
    officer = signed_in_as(world.officer)
    seen = seen_on(officer, path)
    assert other.post(path, data={**DESCRIBED, "food": "Pizza."}).status_code == 303
    late = {**DESCRIBED, **seen, "food": "Soup.", "joining": "full"}
    answer = officer.post(path, data=late)
    assert answer.status_code == 409 and world.group.food == "Pizza."
    assert "Soup." in answer.text and "Pizza." in answer.text
    assert "New people are welcome" in answer.text and faults_of(answer.text) == []
    assert officer.post(path, data={**late, **seen_on(officer, path)}).status_code == 303
    assert (world.group.food, world.group.joining) == ("Soup.", "full")
    # The same sent twice is no quarrel.
    assert officer.post(path, data=late).status_code == 303


def test_in_another_language_council_commas_and_english_words_are_as_everywhere(
    world, member, meeting, note, app, session, signed_in_as
):
    app.config["SHOW_INCOMPLETE"] = True
    visitor = signed_in_as(world.child.account)
    for path in ("/groups/", f"/groups/{world.group.slug}"):
        page = visitor.get(f"{path}?lang=ar").text
        assert "غرب نورثهامبتونشير" in page, path
    inside = visitor.get(f"/groups/mine/{member.id}").text
    assert '2026، <bdi dir="ltr">' in inside and '2026, <bdi dir="ltr">' not in inside
    in_english = '<span dir="auto" lang="en">{}</span> <small>('
    for words in (meeting.place, meeting.access, note.words):
        assert in_english.format(words) in inside
    meetings.call_off(meeting, "The hall is shut.", world.officer)
    session.commit()
    assert in_english.format("The hall is shut.") in visitor.get(f"/groups/mine/{member.id}").text
    english = visitor.get(f"/groups/mine/{member.id}?lang=en").text
    assert "<small>(" not in english and '2026, <bdi dir="ltr">' in english
