"""What is new in the groups stands on a young person's first page."""

from app.groups import hours, joining
from app.groups.about import code_of
from tests.whole_app.test_pages import faults_of


def test_who_was_let_in_reads_it_on_their_first_page_for_two_weeks(
    world, session, signed_in_as, clock
):
    request = joining.ask_to_join(world.group, world.child, "", "en")
    session.commit()
    visitor = signed_in_as(world.child.account)
    assert "Yes, welcome!" not in visitor.get("/").text
    joining.answer(request, world.officer, "welcome", "")
    session.commit()
    page = visitor.get("/").text
    member = joining.membership(world.group, world.child)
    assert "Yes, welcome!" in page and f'href="/groups/mine/{member.id}"' in page
    assert faults_of(page) == []
    assert "Yes, welcome!" not in signed_in_as(world.other.account).get("/").text
    clock.forward(days=14)
    assert "Yes, welcome!" not in visitor.get("/").text


def test_another_answer_is_on_their_first_page_too(world, session, signed_in_as):
    request = joining.ask_to_join(world.group, world.child, "", "en")
    joining.answer(request, world.officer, "not_this_one", "It is full of little ones.")
    session.commit()
    page = signed_in_as(world.child.account).get("/").text
    assert "Not this group" in page and "Film group" in page


def test_from_hours_that_are_wrong_a_way_leads_to_who_can_change_them(
    world, member, session, clock, signed_in_as
):
    hours.write_hours(member, "visit", member.from_on, 60, hours.Agreed(), world.officer)
    session.commit()
    visitor = signed_in_as(world.child.account)
    at = f"/tell/something_else/?about={code_of(world.group)}"
    page = visitor.get(f"/groups/mine/{member.id}").text
    assert f'href="{at}"' in page.replace("%2F", "/") and faults_of(page) == []
    told = visitor.get(at).text
    assert f'This is about: <a href="/groups/{world.group.slug}">Film group</a>' in told


def test_a_group_that_is_not_there_is_about_nothing(world, client):
    for name in ("0", "x", "9" * 30, "-1", "12"):
        page = client.get(f"/tell/something_else/?about=group/{name}")
        assert page.status_code == 200 and "This is about" not in page.text
