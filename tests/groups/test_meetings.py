"""When a group meets, what is on its agenda, and who reads the notes."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.core import audit
from app.core.clock import now
from app.groups import joining, meetings
from app.groups.models import Meeting, Point
from app.safeguarding.models import Alert
from app.safeguarding.subjects import subject_of
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
    assert visitor.post(f"/groups/desk/meetings/{meeting.id}/edit", data=moved).status_code == 409


def test_a_meeting_that_is_called_off_says_so(world, meeting, session, signed_in_as, client):
    visitor = signed_in_as(world.officer)
    path = f"/groups/desk/meetings/{meeting.id}/call-off"
    assert visitor.post(path).status_code == 422
    assert visitor.post(path, data={"off-because": "The hall is flooded."}).status_code == 303
    page = client.get(f"/groups/{world.group.slug}").text
    assert "This meeting was called off." in page and "The hall is flooded." in page
    assert "Next time" not in client.get("/groups/").text


def test_what_is_over_is_not_called_off(world, meeting, clock):
    clock.forward(days=8)
    with pytest.raises(meetings.Over):
        meetings.call_off(meeting, "Too late.", world.officer)


def test_another_councils_officer_plans_nothing_here(world, meeting, session, signed_in_as):
    visitor = signed_in_as(world.northern)
    assert plan(visitor, world).status_code == 404
    for what in ("", "/edit"):
        assert visitor.get(f"/groups/desk/meetings/{meeting.id}{what}").status_code == 404
    assert visitor.post(f"/groups/desk/meetings/{meeting.id}/call-off").status_code == 404
    assert visitor.post(f"/groups/desk/meetings/{meeting.id}/points").status_code == 404


# Points


def propose(visitor, meeting, words=WORDS):
    return visitor.post(
        f"/groups/mine/meetings/{meeting.id}/points", data={f"m{meeting.id}-words": words}
    )


def points(session):
    return session.scalars(select(Point)).all()


def test_somebody_in_the_group_proposes_a_point_and_an_officer_takes_it(
    world, member, meeting, session, signed_in_as, client
):
    visitor, officer = signed_in_as(world.child.account), signed_in_as(world.officer)
    assert propose(visitor, meeting).status_code == 303
    [point] = points(session)
    assert "Somebody will look at it" in visitor.get(f"/groups/mine/{member.id}").text
    assert WORDS in officer.get(f"/groups/desk/meetings/{meeting.id}").text
    assert [entry.actor_id for entry in audit.readings([(meetings.SUBJECT, point.id)])] == [
        world.officer.id
    ]
    taken = {f"p{point.id}-taken": "yes"}
    assert officer.post(f"/groups/desk/points/{point.id}/decide", data=taken).status_code == 303
    page = visitor.get(f"/groups/mine/{member.id}").text
    assert "It is on the list" in page and faults_of(page) == []
    assert WORDS not in client.get(f"/groups/{world.group.slug}").text


def test_not_this_time_comes_with_a_reason(world, member, meeting, session, signed_in_as):
    point = meetings.propose(meeting, world.child, WORDS, "en")
    officer, path = signed_in_as(world.officer), f"/groups/desk/points/{point.id}/decide"
    name = f"p{point.id}"
    assert officer.post(path, data={f"{name}-taken": "no"}).status_code == 422
    officer.post(path, data={f"{name}-taken": "no", f"{name}-because": "In May."})
    assert "In May." in signed_in_as(world.child.account).get(f"/groups/mine/{member.id}").text


def test_proposing_twice_is_proposing_once(world, member, meeting, session, signed_in_as):
    visitor = signed_in_as(world.child.account)
    for _again in range(2):
        assert propose(visitor, meeting).status_code == 303
    assert len(points(session)) == 1


def test_nobody_else_proposes_anything(world, member, meeting, session, signed_in_as):
    for person in (world.other, world.northerner):
        assert propose(signed_in_as(person.account), meeting).status_code == 404
    assert points(session) == []


@pytest.mark.parametrize("words", ["", "   ", "a" * 601])
def test_a_point_needs_words_and_not_too_many(world, member, meeting, session, signed_in_as, words):
    answer = propose(signed_in_as(world.child.account), meeting, words)
    assert answer.status_code == 422 and words.strip() in answer.text
    assert points(session) == []


def test_there_is_an_end_to_proposing(world, member, meeting, session, signed_in_as):
    for number in range(meetings.MOST_PROPOSED):
        meetings.propose(meeting, world.child, f"Point {number}", "en")
    answer = propose(signed_in_as(world.child.account), meeting)
    assert answer.status_code == 409 and WORDS in answer.text


def test_nothing_is_proposed_for_what_has_begun_or_was_called_off(
    world, member, meeting, session, signed_in_as, clock
):
    meetings.call_off(meeting, "Rain.", world.officer)
    answer = propose(signed_in_as(world.child.account), meeting)
    assert answer.status_code == 409 and WORDS in answer.text


def test_a_worry_in_a_point_goes_to_the_duty_desk(world, member, meeting, session):
    point = meetings.propose(meeting, world.child, "My carer hits me.", "en")
    [alert] = session.scalars(select(Alert))
    assert (alert.subject_kind, alert.subject_id) == (meetings.SUBJECT, point.id)
    subject = subject_of(alert.subject_kind, alert.subject_id)
    assert subject.young_person_id == world.child.id


# Notes


@pytest.fixture
def note(world, meeting):
    return meetings.write_point(meeting, "note", "We want later buses.", world.officer)


def test_a_note_is_for_the_group_until_an_officer_has_checked_it(
    world, member, meeting, note, session, signed_in_as, client, clock
):
    clock.forward(days=8)
    visitor, officer = signed_in_as(world.child.account), signed_in_as(world.officer)
    public = f"/groups/{world.group.slug}"
    assert note.words in visitor.get(f"/groups/mine/{member.id}").text
    assert note.words not in client.get(public).text
    name, path = f"p{note.id}", f"/groups/desk/points/{note.id}/show"
    everyone = {f"{name}-audience": "everyone"}
    assert officer.post(path, data=everyone).status_code == 422
    assert note.words not in client.get(public).text
    assert officer.post(path, data={**everyone, f"{name}-sure": "y"}).status_code == 303
    page = client.get(public).text
    assert note.words in page and faults_of(page) == []


def test_the_database_shows_nothing_to_everyone_without_a_check(note, session):
    note.audience = "everyone"
    with pytest.raises(IntegrityError):
        session.flush()


def test_who_left_the_group_does_not_read_its_notes_any_more(
    world, member, meeting, note, session, signed_in_as, clock
):
    clock.forward(days=8)
    visitor = signed_in_as(world.child.account)
    visitor.post(f"/groups/mine/{member.id}/leave")
    page = visitor.get(f"/groups/mine/{member.id}")
    assert page.status_code == 200 and note.words not in page.text


def test_nobody_else_reads_the_inside_of_a_group(world, member, note, session, signed_in_as):
    for person in (world.other, world.northerner):
        assert signed_in_as(person.account).get(f"/groups/mine/{member.id}").status_code == 404


def test_a_proposed_point_is_not_shown_before_it_is_taken(
    world, member, meeting, session, signed_in_as
):
    point = meetings.propose(meeting, world.child, WORDS, "en")
    joining.let_in(world.group, world.other)
    name = f"p{point.id}"
    sent = {f"{name}-audience": "everyone", f"{name}-sure": "y"}
    officer = signed_in_as(world.officer)
    assert officer.post(f"/groups/desk/points/{point.id}/show", data=sent).status_code == 409
    with pytest.raises(meetings.NotChecked):
        meetings.show_to(point, "everyone", False, True, world.officer)


def test_words_are_sealed(note):
    assert note.words.encode() not in note.words_sealed


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "\u202eevil \x07", "=1+1 %(x)s"])
def test_hostile_words_are_words(world, member, meeting, session, signed_in_as, client, words):
    point = meetings.write_point(meeting, "agenda", words, world.officer)
    meetings.show_to(point, "everyone", False, True, world.officer)
    session.commit()
    for page in (
        client.get(f"/groups/{world.group.slug}"),
        signed_in_as(world.officer).get(f"/groups/desk/meetings/{meeting.id}"),
    ):
        assert page.status_code == 200 and "<script>alert" not in page.text


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
        meetings.write_point(other, "agenda", "Snacks.", world.officer)
    session.commit()
    assert statements.during(lambda: client.get(path)) == one


def test_the_inside_too_asks_as_much_for_many_meetings_as_for_one(
    world, member, meeting, session, signed_in_as, statements
):
    visitor, path = signed_in_as(world.child.account), f"/groups/mine/{member.id}"
    meetings.propose(meeting, world.child, WORDS, "en")
    one = statements.during(lambda: visitor.get(path))
    for days in range(8, 14):
        begins = now() + timedelta(days=days)
        other = meetings.plan_meeting(
            world.group, begins, begins + timedelta(hours=1), "There", "", world.officer
        )
        meetings.propose(other, world.child, f"{WORDS} {days}", "en")
    session.commit()
    assert statements.during(lambda: visitor.get(path)) == one
