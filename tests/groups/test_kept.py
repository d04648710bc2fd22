"""A young person reads all that the groups keep about them, and nothing of anybody else's."""

from datetime import date

from app.demo.factories import make_young_person
from app.groups import hours, ideas, joining, members, points
from app.groups.kept import Kept, kept_about
from tests.whole_app.test_pages import faults_of

PAGE = "/groups/mine/kept"


def fill(world, person, meeting, mark):
    """Something of each kind, with `mark` in all that has words."""
    member = joining.membership(world.group, person) or joining.let_in(world.group, person)
    joining.ask_to_join(world.trust, person, f"{mark} wants to come.", "en")
    ideas.propose(meeting, person, f"{mark} has an idea.", "en")
    members.thank(member, f"Thank you, {mark}.", world.officer)
    agreed = hours.Agreed("voucher", 500)
    return hours.write_hours(member, "visit", date(2026, 3, 1), 75, agreed, world.officer)


def test_all_of_theirs_is_there_and_nothing_of_anybody_elses(
    world, member, meeting, session, signed_in_as, clock
):
    fill(world, world.child, meeting, "Zuri")
    fill(world, world.other, meeting, "Robin")
    note = points.write_point(meeting, "note", "We laughed.", world.officer)
    clock.set(2026, 3, 10, 9)
    members.record_attendance(meeting, [world.child.id, world.other.id], world.officer)
    members.leave(member, world.officer)
    session.commit()
    page = signed_in_as(world.child.account).get(PAGE).text
    for words in ("Zuri wants to come.", "Zuri has an idea.", "Thank you, Zuri."):
        assert words in page
    assert "Monday 9 March 2026" in page and "£5.00" in page and "1.25" in page
    assert "Robin" not in page and note.words not in page and faults_of(page) == []


def test_the_way_there_is_on_their_own_page(world, member, signed_in_as):
    assert f'href="{PAGE}"' in signed_in_as(world.child.account).get("/groups/mine/").text


def test_of_whom_nothing_is_kept_that_is_said(world, signed_in_as):
    page = signed_in_as(world.other.account).get(PAGE).text
    assert "You are in no group yet." in page and faults_of(page) == []
    assert kept_about(make_young_person(world.west)) == Kept([], [], [], [], [], [])


def test_it_asks_as_much_for_many_as_for_one(
    world, member, meeting, session, signed_in_as, statements
):
    fill(world, world.child, meeting, "Zuri")
    session.commit()
    visitor = signed_in_as(world.child.account)
    one = statements.during(lambda: visitor.get(PAGE))
    for number in range(4):
        ideas.propose(meeting, world.child, f"Idea {number}", "en")
        hours.write_hours(
            member, "visit", date(2026, 2, 1 + number), 60, hours.Agreed(), world.officer
        )
    session.commit()
    assert statements.during(lambda: visitor.get(PAGE)) == one
