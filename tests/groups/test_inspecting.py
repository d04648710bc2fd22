"""An officer makes a young person a Young Inspector; they are told; it ends with the group."""

import pytest
from sqlalchemy import select

from app.accounts import staff
from app.core.audit import AuditEntry
from app.core.permissions import Role
from app.demo.factories import make_staff
from app.groups import inspecting, joining, members
from tests.groups.grouping import make_group


@pytest.fixture
def inspectors(world, session):
    group = make_group("west", world.officer, title="Young Inspectors")
    session.commit()
    return group


@pytest.fixture
def place(world, inspectors, session):
    """The child is in the Young Inspectors' group."""
    member = joining.let_in(inspectors, world.child)
    session.commit()
    return member


@pytest.fixture
def inspector(world, place, session):
    """And inspects."""
    inspecting.say(place, True, world.officer)
    session.commit()
    return place


def answer(visitor, member, said="yes"):
    return visitor.post(f"/groups/desk/members/{member.id}/inspector", data={"inspects": said})


def roles(person, session) -> set[tuple]:
    session.refresh(person.account)
    return {(grant.role, grant.council_code) for grant in person.account.grants}


def trail(session) -> list[tuple]:
    rows = select(AuditEntry).where(AuditEntry.action.like("inspector_%"))
    return [(one.action, one.note, one.actor_name) for one in session.scalars(rows)]


GIVEN = (Role.YOUNG_INSPECTOR, "west")


def test_welcoming_somebody_to_the_young_inspectors_asks_whether_they_inspect(
    world, inspectors, session, signed_in_as
):
    request = joining.ask_to_join(inspectors, world.child, "", "en")
    session.commit()
    officer = signed_in_as(world.officer)
    sent = officer.post(f"/groups/desk/requests/{request.id}/answer", data={"state": "welcome"})
    member = joining.membership(inspectors, world.child)
    assert sent.location == f"/groups/desk/members/{member.id}/inspector"
    assert "Do they also write surveys and inspect?" in officer.get(sent.location).text
    assert GIVEN not in roles(world.child, session)
    assert answer(officer, member).status_code == 303
    assert GIVEN in roles(world.child, session)
    assert trail(session) == [("inspector_appointed", "west", "Priya Nair")]


def test_no_other_group_asks(world, session, signed_in_as):
    request = joining.ask_to_join(world.group, world.child, "", "en")
    session.commit()
    officer = signed_in_as(world.officer)
    sent = officer.post(f"/groups/desk/requests/{request.id}/answer", data={"state": "welcome"})
    assert sent.location == f"/groups/desk/{world.group.id}"


def test_somebody_let_in_by_hand_is_asked_about_too(world, inspectors, signed_in_as):
    data = {"name": "zuri", "person": world.child.id}
    sent = signed_in_as(world.officer).post(f"/groups/desk/{inspectors.id}/members/new", data=data)
    assert sent.location.endswith("/inspector")


def test_they_can_build_a_survey_and_inspect_and_their_first_page_says_so(
    world, place, signed_in_as
):
    child = signed_in_as(world.child.account)
    assert "You are a Young Inspector" not in child.get("/").text
    assert child.get("/surveys/build/").status_code == 404
    answer(signed_in_as(world.officer), place)
    page = child.get("/").text
    assert "You are a Young Inspector" in page and "/surveys/build/" in page
    assert child.get("/surveys/build/").status_code == child.get("/inspecting/").status_code == 200


def test_an_officer_ends_it_and_their_first_page_says_so(world, inspector, session, signed_in_as):
    answer(signed_in_as(world.officer), inspector, "no")
    assert GIVEN not in roles(world.child, session)
    assert trail(session)[-1] == ("inspector_ended", "west", "Priya Nair")
    child = signed_in_as(world.child.account)
    assert "You have not been a Young Inspector since" in child.get("/").text
    assert child.get("/inspecting/").status_code == 404


def test_that_it_ended_is_news_for_a_month(world, inspector, session, signed_in_as, clock):
    inspecting.say(inspector, False, world.officer)
    session.commit()
    clock.set(2026, 4, 15, 9)
    assert "You have not been" not in signed_in_as(world.child.account).get("/").text


@pytest.mark.parametrize(("keeps", "inspects"), [({}, False), ({"inspects": "yes"}, True)])
def test_who_left_the_group_inspects_on_only_when_the_officer_says_so(
    world, inspector, session, signed_in_as, keeps, inspects
):
    officer = signed_in_as(world.officer)
    page = officer.get(f"/groups/desk/members/{inspector.id}").text
    assert "They go on writing surveys and inspecting" in page
    officer.post(f"/groups/desk/members/{inspector.id}/end", data=keeps)
    assert (GIVEN in roles(world.child, session)) == inspects


def test_leaving_by_themselves_they_are_asked_first_whether_they_go_on(
    world, inspector, session, signed_in_as
):
    child, at = signed_in_as(world.child.account), f"/groups/mine/{inspector.id}/leave"
    asked = "Do you still want to write surveys and inspect?"
    assert asked in child.get(at).text
    unsaid = child.post(at)
    assert unsaid.status_code == 422 and asked in unsaid.text
    assert members.is_in(inspector) and GIVEN in roles(world.child, session)
    assert child.post(at, data={"inspects": "no"}).status_code == 303
    assert GIVEN not in roles(world.child, session)
    # Only adults leave footprints, and nobody is told what they did themselves.
    assert [action for action, _place, _who in trail(session)] == ["inspector_appointed"]
    assert "You have not been" not in child.get("/").text


def test_who_says_that_they_go_on_inspects_outside_the_group(
    world, inspector, session, signed_in_as
):
    child = signed_in_as(world.child.account)
    child.post(f"/groups/mine/{inspector.id}/leave", data={"inspects": "yes"})
    assert not members.is_in(inspector) and GIVEN in roles(world.child, session)


def test_leaving_the_children_in_care_council_says_that_they_inspect_as_before(
    world, inspector, member, session, signed_in_as
):
    child, at = signed_in_as(world.child.account), f"/groups/mine/{member.id}/leave"
    page = child.get(at).text
    assert "You are still a Young Inspector" in page and 'name="inspects"' not in page
    assert child.post(at).status_code == 303
    assert not members.is_in(member) and GIVEN in roles(world.child, session)


def test_an_officer_who_dates_their_leaving_is_asked_too(world, inspector, signed_in_as):
    officer, at = signed_in_as(world.officer), f"/groups/desk/members/{inspector.id}"
    first = inspector.from_on.isoformat()
    sent = officer.post(f"{at}/days", data={"days-from_on": first, "days-to_on": first})
    assert sent.location == f"{at}/inspector"


def test_leaving_another_group_or_one_of_two_asks_nothing(world, inspector, member, session):
    other = make_group(None, world.everywhere, title="Young Inspectors of the trust")
    second = joining.let_in(other, world.child)
    assert not inspecting.may_end_with(member)
    assert not inspecting.may_end_with(inspector)
    members.leave(second)
    assert inspecting.may_end_with(inspector)


def test_without_an_account_there_is_nothing_to_give(world, place, session, signed_in_as):
    world.child.account_id = None
    session.commit()
    officer = signed_in_as(world.officer)
    page = officer.get(f"/groups/desk/members/{place.id}/inspector").text
    assert "They have no account yet" in page
    assert answer(officer, place).status_code == 303
    assert trail(session) == []


def test_an_unanswered_question_is_asked_again(world, place, session, signed_in_as):
    sent = answer(signed_in_as(world.officer), place, "perhaps")
    assert sent.status_code == 422 and GIVEN not in roles(world.child, session)


def test_nobody_says_so_for_another_council(world, place, session, signed_in_as):
    assert answer(signed_in_as(world.northern), place).status_code == 404
    worker = make_staff(Role.WORKER, council=world.west)
    session.commit()
    assert answer(signed_in_as(worker), place).status_code == 404
    assert GIVEN not in roles(world.child, session)


def test_said_twice_it_is_given_once(world, place, session, signed_in_as):
    officer = signed_in_as(world.officer)
    answer(officer, place)
    answer(officer, place)
    assert len(trail(session)) == 1


def test_an_account_that_is_closed_inspects_no_more(world, inspector, session):
    staff.deactivate(world.child.account, make_staff(Role.ADMINISTRATOR))
    staff.activate(world.child.account, world.officer)
    assert GIVEN not in roles(world.child, session)
