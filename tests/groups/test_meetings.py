"""When a group meets, what is on its agenda, and who reads the notes."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.core.clock import now
from app.groups import hours, ideas, joining, meetings, members, points
from app.groups.member_models import Hours
from app.groups.models import Meeting
from tests.whole_app.test_pages import faults_of

PLAN = {"day": "2026-03-09", "begins": "17:00", "ends": "18:30", "place": "The hall"}
WORDS = "Can we talk about the bus pass?"


def plan(visitor, world, **other):
    return visitor.post(f"/groups/desk/{world.group.id}/meetings/new", data={**PLAN, **other})


def planned(session):
    return session.scalars(select(Meeting)).unique().all()


def test_an_officer_plans_a_meeting_that_everybody_reads(world, session, signed_in_as, client):
    assert plan(signed_in_as(world.officer), world, access="A ramp.").status_code == 303
    page = client.get(f"/groups/{world.group.slug}").text
    assert "Monday 9 March 2026" in page
    assert "Monday 9 March 2026" in client.get("/groups/").text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "2026-03-01"}, "That day is over"),
        ({"day": "2026-03-02", "begins": "08:00"}, "That time is over."),
        ({"ends": "16:00"}, "It ends before it begins."),
        ({"ends": "17:00"}, "It ends before it begins."),
        ({"day": "9999-12-31"}, "more than two years away"),
        ({"day": "soon"}, "Not a valid date value"),
        ({"begins": "25:00"}, "Write a time such as 17:30."),
        ({"begins": "٠٩:٠٠"}, "Write a time such as 17:30."),
        ({"ends": ""}, "Give the time."),
        ({"place": ""}, "Say where."),
        ({"day": "2026-03-29", "begins": "01:30"}, "The clocks change then."),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_and_nothing_is_lost(
    world, session, signed_in_as, wrong, said
):
    answer = plan(signed_in_as(world.officer), world, access="Ring the bell.", **wrong)
    assert answer.status_code == 422
    assert said in answer.text and "Ring the bell." in answer.text
    assert planned(session) == []


def test_the_database_too_refuses_an_end_before_the_beginning(world, session):
    row = Meeting(group_id=world.group.id, starts_at=now(), ends_at=now(), place="x")
    session.add(row)
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_meeting_is_moved_until_it_begins(world, meeting, session, signed_in_as, clock):
    visitor = signed_in_as(world.officer)
    moved = {**PLAN, "place": "The library"}
    assert visitor.post(f"/groups/desk/meetings/{meeting.id}/edit", data=moved).status_code == 303
    session.refresh(meeting)
    assert meeting.place == "The library"
    clock.set(2026, 3, 9, 17, 30)
    moved["day"] = "2026-03-20"
    visitor = signed_in_as(world.officer)
    assert visitor.post(f"/groups/desk/meetings/{meeting.id}/edit", data=moved).status_code == 422
    begins = now() + timedelta(days=1)
    with pytest.raises(meetings.Over):
        meetings.move_meeting(
            meeting, begins, begins + timedelta(hours=1), "There", "", world.officer
        )


def test_a_meeting_that_is_called_off_says_so(world, meeting, session, signed_in_as, client):
    visitor = signed_in_as(world.officer)
    path = f"/groups/desk/meetings/{meeting.id}/call-off"
    assert visitor.post(path).status_code == 422
    assert visitor.post(path, data={"off-because": "The hall is flooded."}).status_code == 303
    page = client.get(f"/groups/{world.group.slug}").text
    assert "This meeting was called off." in page and "The hall is flooded." in page
    assert "Next time" not in client.get("/groups/").text


def test_what_is_over_did_not_take_place_only_while_nobody_is_said_to_have_come(
    world, member, meeting, session, signed_in_as, clock
):
    clock.forward(days=8)
    members.record_attendance(meeting, [world.child.id], world.officer)
    session.commit()
    visitor, page = signed_in_as(world.officer), f"/groups/desk/meetings/{meeting.id}"
    sent = {"off-because": "The hall was locked."}
    assert "It did not take place" not in visitor.get(page).text
    assert visitor.post(f"{page}/call-off", data=sent).status_code == 409
    members.record_attendance(meeting, [], world.officer)
    session.commit()
    assert "It did not take place" in visitor.get(page).text
    assert visitor.post(f"{page}/call-off", data=sent).status_code == 303
    assert "Called off" in visitor.get(f"/groups/desk/{world.group.id}/meetings").text


# What nobody planned here

HELD = {"day": "2026-02-20", "begins": "17:00", "ends": "18:30", "place": "The hall"}


def write_down(visitor, world, **other):
    return visitor.post(f"/groups/desk/{world.group.id}/meetings/held", data={**HELD, **other})


def test_a_meeting_that_has_been_is_written_down_with_who_came(
    world, member, session, signed_in_as
):
    member.from_on = date(2026, 1, 1)
    session.commit()
    visitor = signed_in_as(world.officer)
    sent = write_down(visitor, world)
    assert sent.status_code == 303
    page = visitor.get(sent.location).text
    assert "Zuri Bell" in page and faults_of(page) == []
    [meeting] = planned(session)
    came = {"came": [world.child.id]}
    visitor.post(f"/groups/desk/meetings/{meeting.id}/attendance", data=came)
    [row] = session.scalars(select(Hours))
    assert (row.minutes, row.on_day) == (90, date(2026, 2, 20))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "2026-03-03"}, "That day has not come yet"),
        ({"day": "2026-03-02", "begins": "17:00"}, "That time has not come yet."),
        ({"day": "2006-02-20"}, "more than two years ago"),
        ({"ends": "16:00"}, "It ends before it begins."),
        ({"day": "2025-10-26", "begins": "01:30"}, "The clocks change then."),
    ],
)
def test_what_cannot_have_been_is_refused_and_nothing_is_lost(
    world, session, signed_in_as, wrong, said
):
    answer = write_down(signed_in_as(world.officer), world, access="Ring the bell.", **wrong)
    assert answer.status_code == 422
    assert said in answer.text and "Ring the bell." in answer.text
    assert planned(session) == []


def test_what_is_sent_twice_is_one_meeting(world, session, signed_in_as):
    visitor = signed_in_as(world.officer)
    assert write_down(visitor, world).location == write_down(visitor, world).location
    assert plan(visitor, world).location == plan(visitor, world).location
    assert len(planned(session)) == 2


def test_an_officer_is_told_why_nobody_can_be_ticked(world, member, session, signed_in_as):
    visitor = signed_in_as(world.officer)
    page = visitor.get(write_down(visitor, world).location).text
    assert "Nobody of your councils was in the group on that day." in page


def test_who_came_has_the_hours_of_a_meeting_that_is_put_right(
    world, member, meeting, session, signed_in_as, clock
):
    joining.let_in(world.group, world.other)
    clock.set(2026, 3, 10, 9)
    both = [world.child.id, world.other.id]
    members.record_attendance(meeting, both, world.officer)
    rows = {one.young_person_id: one for one in session.scalars(select(Hours))}
    hours.agree(rows[world.other.id], hours.Agreed("voucher", 500), world.officer)
    session.commit()
    visitor, path = signed_in_as(world.officer), f"/groups/desk/meetings/{meeting.id}/edit"
    assert "has the hours anew" in visitor.get(path).text
    right = {**HELD, "day": "2026-03-08", "begins": "10:00", "ends": "15:00"}
    assert visitor.post(path, data=right).status_code == 303
    found = {
        one.young_person_id: (one.minutes, one.on_day) for one in session.scalars(select(Hours))
    }
    assert found == {
        world.child.id: (300, date(2026, 3, 8)),
        world.other.id: (120, date(2026, 3, 9)),
    }
    assert {one.young_person_id for one in members.could_come(meeting, world.officer)} == set(both)


def test_all_that_have_been_are_found_again(world, session, signed_in_as):
    for days in range(1, 33):
        begins = now() - timedelta(days=days)
        meetings.write_down_meeting(
            world.group, begins, begins + timedelta(hours=1), f"Room {days}", "", world.officer
        )
    session.commit()
    visitor, path = signed_in_as(world.officer), f"/groups/desk/{world.group.id}/meetings"
    first, second = visitor.get(path).text, visitor.get(f"{path}?page=2").text
    assert "Room 30" in first and "Room 31" not in first and "page=2" in first
    assert "Room 32" in second and faults_of(second) == []
    assert signed_in_as(world.northern).get(path).status_code == 404


def test_another_councils_officer_plans_nothing_here(world, meeting, session, signed_in_as):
    visitor = signed_in_as(world.northern)
    assert plan(visitor, world).status_code == 404
    for what in ("", "/edit"):
        assert visitor.get(f"/groups/desk/meetings/{meeting.id}{what}").status_code == 404
    assert visitor.post(f"/groups/desk/meetings/{meeting.id}/call-off").status_code == 404
    assert visitor.post(f"/groups/desk/meetings/{meeting.id}/points").status_code == 404


# Many of them


def test_the_page_asks_as_much_for_many_meetings_as_for_one(
    world, member, meeting, note, session, client, statements
):
    path = f"/groups/{world.group.slug}"
    one = statements.during(lambda: client.get(path))
    for days in range(8, 14):
        begins = now() + timedelta(days=days)
        other = meetings.plan_meeting(
            world.group, begins, begins + timedelta(hours=1), "There", "", world.officer
        )
        points.write_point(other, "agenda", "Snacks.", world.officer)
    session.commit()
    assert statements.during(lambda: client.get(path)) == one


def test_the_inside_too_asks_as_much_for_many_meetings_as_for_one(
    world, member, meeting, session, signed_in_as, statements
):
    visitor, path = signed_in_as(world.child.account), f"/groups/mine/{member.id}"
    ideas.propose(meeting, world.child, WORDS, "en")
    one = statements.during(lambda: visitor.get(path))
    for days in range(8, 14):
        begins = now() + timedelta(days=days)
        other = meetings.plan_meeting(
            world.group, begins, begins + timedelta(hours=1), "There", "", world.officer
        )
        ideas.propose(other, world.child, f"{WORDS} {days}", "en")
    session.commit()
    assert statements.during(lambda: visitor.get(path)) == one
