"""Who came, the hours and thanks that are theirs, the reference, and the board's chapter."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.core.clock import now
from app.core.reporting import Period, Quote, Table, settle
from app.demo.factories import make_young_person
from app.groups import hours, ideas, joining, meetings, members, points
from app.groups.chapter import chapters
from app.groups.member_models import Hours
from app.groups.reference import make_reference
from app.reports.services import FEATURES
from tests.whole_app.test_pages import faults_of

QUARTER = Period.parse("2026-Q1")


@pytest.fixture
def held(world, member, meeting, clock):
    """The meeting is over."""
    clock.set(2026, 3, 10, 9)
    return meeting


def all_hours(session):
    return session.scalars(select(Hours).order_by(Hours.on_day)).all()


def attend(visitor, meeting, *people, was=None):
    page = f"/groups/desk/meetings/{meeting.id}"
    was = (
        re.search(r'name="was"[^>]*value="([^"]*)"', visitor.get(page).text) if was is None else was
    )
    data = {"came": [person.id for person in people], "was": was[1] if was else ""}
    return visitor.post(f"{page}/attendance", data=data)


def test_who_came_has_the_hours_of_the_meeting(world, held, session, signed_in_as):
    visitor = signed_in_as(world.officer)
    assert attend(visitor, held, world.child).status_code == 303
    [row] = all_hours(session)
    assert (row.minutes, row.kind, row.on_day) == (120, "meeting", date(2026, 3, 9))
    assert attend(visitor, held, world.child).status_code == 303
    assert len(all_hours(session)) == 1


def test_it_is_put_right_but_what_was_agreed_stays(world, held, session, signed_in_as):
    visitor = signed_in_as(world.officer)
    attend(visitor, held, world.child)
    attend(visitor, held)
    assert all_hours(session) == [] and members.came_to(held) == set()
    attend(visitor, held, world.child)
    hours.agree(all_hours(session)[0], hours.Agreed("voucher", 1000), world.officer)
    attend(visitor, held)
    assert len(all_hours(session)) == 1


def test_who_another_officer_said_came_meanwhile_still_came(world, held, session, signed_in_as):
    joining.let_in(world.group, world.other)
    members.set_days(
        joining.membership(world.group, world.other), date(2026, 3, 1), None, world.officer
    )
    session.commit()
    first, second = signed_in_as(world.officer), signed_in_as(world.everywhere)
    nobody = ("", "")
    attend(first, held, world.child, was=nobody)
    attend(second, held, world.other, was=nobody)
    assert members.came_to(held) == {world.child.id, world.other.id}
    both = ("", f"{world.child.id} {world.other.id}")
    attend(first, held, world.child, was=both)
    attend(second, held, world.child, world.other, was=both)
    assert members.came_to(held) == {world.child.id}


def test_nobody_came_to_what_has_not_begun(world, member, meeting, session, signed_in_as):
    answer = attend(signed_in_as(world.officer), meeting, world.child)
    assert answer.status_code == 409 and all_hours(session) == []


def test_only_those_who_were_in_it_can_have_come(world, held, session, signed_in_as):
    assert attend(signed_in_as(world.officer), held, world.other).status_code == 422
    members.record_attendance(held, [world.other.id, world.child.id], world.officer)
    assert members.came_to(held) == {world.child.id}


def test_of_the_trusts_group_an_officer_records_their_own_councils_children(world, session, clock):
    for person in (world.child, world.northerner):
        joining.let_in(world.trust, person)
    begins = now() + timedelta(hours=1)
    meeting = meetings.plan_meeting(
        world.trust, begins, begins + timedelta(hours=1), "Here", "", world.everywhere
    )
    clock.forward(hours=3)
    both = [world.child.id, world.northerner.id]
    members.record_attendance(meeting, both, world.officer)
    assert members.came_to(meeting) == {world.child.id}
    members.record_attendance(meeting, both, world.everywhere)
    members.record_attendance(meeting, [], world.officer)
    assert members.came_to(meeting) == {world.northerner.id}


def test_an_officer_of_one_council_says_who_came_to_the_trusts_group_and_writes_nothing_there(
    world, session, clock, signed_in_as
):
    for person in (world.child, world.northerner):
        joining.let_in(world.trust, person)
    begins = now() + timedelta(hours=1)
    meeting = meetings.plan_meeting(
        world.trust, begins, begins + timedelta(hours=1), "Here", "", world.everywhere
    )
    points.write_point(meeting, "agenda", "We plan a party.", world.everywhere)
    proposed = ideas.propose(meeting, world.northerner, "I want to say something.", "en")
    session.commit()
    path = f"/groups/desk/meetings/{meeting.id}"
    assert "When it has begun" in signed_in_as(world.officer).get(path).text
    clock.forward(hours=3)
    visitor = signed_in_as(world.officer)
    assert path in visitor.get(f"/groups/desk/{world.trust.id}").text
    page = visitor.get(path).text
    assert "We plan a party." in page and proposed.words not in page and faults_of(page) == []
    assert "Zuri Bell" in page and "Wren" not in page
    assert attend(visitor, meeting, world.northerner).status_code == 422
    assert attend(visitor, meeting, world.child).status_code == 303
    assert members.came_to(meeting) == {world.child.id}
    for what in ("edit", "points", "call-off"):
        assert visitor.post(f"{path}/{what}").status_code == 404
    assert visitor.get(f"/groups/desk/{world.trust.id}/meetings").status_code == 200


@pytest.mark.postgresql
def test_the_whole_way_on_the_other_database(world, session, meeting, clock, signed_in_as):
    request = joining.ask_to_join(world.group, world.child, "Please.", "en")
    joining.answer(request, world.officer, "welcome", "")
    again = joining.ask_to_join(world.trust, world.child, "", "en")
    clock.set(2026, 3, 10, 9)
    assert joining.remind() == 1
    joining.withdraw(again)
    members.record_attendance(meeting, [world.child.id], world.officer)
    session.commit()
    member = joining.membership(world.group, world.child)
    members.set_days(member, date(2026, 1, 1), None, world.officer)
    end = meeting.ends_at + timedelta(hours=1)
    meetings.correct_meeting(meeting, meeting.starts_at, end, "There", "", world.officer)
    note = points.write_point(meeting, "note", "We laughed.", world.officer)
    points.change_point(note, "note", "We sang.", world.officer, points.mark_of(note))
    session.commit()
    assert [row.minutes for row in all_hours(session)] == [180]
    for person, path in (
        (world.child.account, "/groups/mine/kept"),
        (world.officer, f"/groups/desk/{world.group.id}/meetings"),
        (world.child.account, f"/groups/mine/{member.id}"),
        (world.officer, "/groups/desk/"),
        (world.officer, f"/groups/desk/meetings/{meeting.id}"),
    ):
        assert signed_in_as(person).get(path).status_code == 200
    assert rows_of(chapter(world.west)) == {
        "Film group": "not shown",
        "All who came to a group": "not shown",
    }


# Hours

WROTE = {"kind": "interview_panel", "on_day": "2026-03-01", "hours": "1.5"}


def test_an_officer_writes_hours_and_they_see_their_own(world, member, session, signed_in_as):
    visitor = signed_in_as(world.officer)
    sent = {**WROTE, "given_as": "voucher", "pounds": "12.50"}
    assert visitor.post(f"/groups/desk/members/{member.id}/hours", data=sent).status_code == 303
    [row] = all_hours(session)
    assert (row.minutes, row.pence, row.agreed_on) == (90, 1250, date(2026, 3, 2))
    assert visitor.post(f"/groups/desk/hours/{row.id}/give").status_code == 303
    page = signed_in_as(world.child.account).get(f"/groups/mine/{member.id}").text
    assert "Choosing new workers" in page and "£12.50" in page and "given to you on" in page
    session.refresh(row)
    assert row.given_on == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"hours": "0"}, "Write from 0.25 to 24 hours."),
        ({"hours": "25"}, "Write from 0.25 to 24 hours."),
        ({"hours": "NaN"}, "Write from 0.25 to 24 hours."),
        ({"hours": "many"}, "Write from 0.25 to 24 hours."),
        ({"hours": ""}, "Write how many hours, such as 1.5."),
        ({"hours": "1,000"}, "Write from 0.25 to 24 hours."),
        ({"hours": "2.55"}, "Write quarters of an hour, such as 1.25 or 1.5."),
        ({"given_as": "payment", "pounds": "ten"}, "Write an amount from 0 to 1,000."),
        ({"on_day": "2026-03-03"}, "That day has not come yet"),
        ({"on_day": "1066-10-14"}, "too long ago"),
        ({"kind": "sleeping"}, "Not a valid choice"),
        ({"given_as": "payment"}, "Write how much was agreed."),
        ({"given_as": "payment", "pounds": "-5"}, "Write an amount from 0 to 1,000."),
        ({"given_as": "payment", "pounds": "1e9"}, "Write an amount from 0 to 1,000."),
        ({"given_as": "payment", "pounds": "NaN"}, "Write an amount from 0 to 1,000."),
    ],
)
def test_hours_that_cannot_be_are_refused(world, member, session, signed_in_as, wrong, said):
    answer = signed_in_as(world.officer).post(
        f"/groups/desk/members/{member.id}/hours", data={**WROTE, **wrong}
    )
    assert answer.status_code == 422 and said in answer.text
    assert "Not a valid decimal" not in answer.text
    assert all(f'value="{typed}"' in answer.text for name, typed in wrong.items() if name != "kind")
    assert all_hours(session) == []


@pytest.mark.parametrize(("typed", "minutes"), [("1,5", 90), ("0,25", 15), ("2", 120)])
def test_a_comma_is_a_point_in_a_number_of_hours(
    world, member, session, signed_in_as, typed, minutes
):
    sent = {**WROTE, "hours": typed, "given_as": "payment", "pounds": "12,50"}
    signed_in_as(world.officer).post(f"/groups/desk/members/{member.id}/hours", data=sent)
    assert [(one.minutes, one.pence) for one in all_hours(session)] == [(minutes, 1250)]


def test_one_hour_is_one_hour(world, member, session, signed_in_as):
    hours.write_hours(member, "visit", date(2026, 3, 1), 60, hours.Agreed(), world.officer)
    hours.write_hours(member, "training", date(2026, 3, 1), 90, hours.Agreed(), world.officer)
    session.commit()
    for visitor, at in (
        (signed_in_as(world.child.account), f"/groups/mine/{member.id}"),
        (signed_in_as(world.officer), f"/groups/desk/members/{member.id}"),
    ):
        page = re.sub("<[^>]+>", "", visitor.get(at).text)
        assert "1 hour" in page and "1 hours" not in page and "1.5 hours" in page


def test_without_hours_and_thanks_no_empty_reference_is_printed(
    world, member, session, signed_in_as
):
    for visitor, at in (
        (signed_in_as(world.child.account), f"/groups/mine/{member.id}"),
        (signed_in_as(world.officer), f"/groups/desk/members/{member.id}"),
    ):
        assert "reference.pdf" not in visitor.get(at).text
        assert visitor.get(f"{at}/reference.pdf").location == at


def test_what_was_given_is_not_agreed_anew(world, member, session):
    row = hours.write_hours(
        member, "visit", date(2026, 3, 1), 60, hours.Agreed("payment", 500), world.officer
    )
    hours.give(row, world.officer)
    with pytest.raises(hours.AlreadyGiven):
        hours.give(row, world.officer)
    with pytest.raises(hours.AlreadyGiven):
        hours.agree(row, hours.Agreed(), world.officer)


def test_leaving_takes_no_hours_away(world, member, held, session, signed_in_as):
    members.record_attendance(held, [world.child.id], world.officer)
    members.thank(member, "Thank you, Zuri.", world.officer)
    visitor = signed_in_as(world.child.account)
    visitor.post(f"/groups/mine/{member.id}/leave")
    page = visitor.get(f"/groups/mine/{member.id}").text
    assert "Thank you, Zuri." in page and len(all_hours(session)) == 1
    assert not members.is_in(member)
    assert joining.ask_to_join(world.group, world.child, "", "en").state == "waiting"


def test_an_officer_of_the_north_sees_no_hours_of_the_west(world, member, session, signed_in_as):
    row = hours.write_hours(
        member, "visit", date(2026, 3, 1), 60, hours.Agreed("payment", 500), world.officer
    )
    visitor = signed_in_as(world.northern)
    assert visitor.get(f"/groups/desk/members/{member.id}").status_code == 404
    for path in (
        f"members/{member.id}/hours",
        f"members/{member.id}/thanks",
        f"hours/{row.id}/give",
    ):
        assert visitor.post(f"/groups/desk/{path}").status_code == 404


def test_the_desk_asks_as_much_for_many_hours_as_for_one(
    world, member, session, signed_in_as, statements
):
    def write(minutes=60):
        hours.write_hours(member, "visit", date(2026, 3, 1), minutes, hours.Agreed(), world.officer)
        session.commit()

    visitor, path = signed_in_as(world.officer), f"/groups/desk/members/{member.id}"
    write()
    one = statements.during(lambda: visitor.get(path))
    for more in range(5):
        write(more + 1)
    assert statements.during(lambda: visitor.get(path)) == one


# The reference


def text_of(pdf):
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_they_print_a_reference_with_the_officers_thanks(world, member, held, signed_in_as):
    members.record_attendance(held, [world.child.id], world.officer)
    hours.write_hours(member, "training", date(2026, 3, 1), 45, hours.Agreed(), world.officer)
    sent = {"thanks-words": "Zuri made everybody welcome."}
    signed_in_as(world.officer).post(f"/groups/desk/members/{member.id}/thanks", data=sent)
    answer = signed_in_as(world.child.account).get(f"/groups/mine/{member.id}/reference.pdf")
    assert answer.mimetype == "application/pdf"
    text = text_of(answer.data)
    for words in ("Zuri Bell", "Film group", "Zuri made everybody welcome.", "Priya Nair", "2.75"):
        assert words in text
    root = PdfReader(BytesIO(answer.data)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en"


def test_nobody_prints_somebody_elses(world, member, signed_in_as):
    path = f"/groups/mine/{member.id}/reference.pdf"
    for person in (world.other, world.northerner):
        assert signed_in_as(person.account).get(path).status_code == 404


@pytest.mark.parametrize("name", ["زينب محمد", "ሰላም ተስፋይ", "Zoë O’Brien"])
def test_a_name_is_printed_in_its_own_letters(world, session, name):
    person = make_young_person(world.west, known_as=name)
    member = joining.let_in(world.group, person)
    members.thank(member, "Thank you.", world.officer)
    assert make_reference(member).startswith(b"%PDF")


def test_a_name_with_a_sign_no_font_has_is_not_printed_with_a_hole(world, session, signed_in_as):
    person = make_young_person(world.west, "Ling", known_as="王 Ling")
    member = joining.let_in(world.group, person)
    members.thank(member, "Thank you.", world.officer)
    visitor = signed_in_as(person.account)
    answer = visitor.get(f"/groups/mine/{member.id}/reference.pdf")
    assert answer.status_code == 303
    assert "We cannot print one of the signs" in visitor.get(answer.location).text


# The chapter


def chapter(council, quarter=QUARTER):
    written, _shown = settle(chapters(quarter, council, {}))
    return written[0]


def rows_of(written):
    table = next((one for one in written.blocks if isinstance(one, Table)), None)
    return {row.label: row.cells[0].text for row in table.rows} if table else {}


def test_the_chapter_is_one_of_the_reports():
    assert chapters in FEATURES


def test_it_says_that_nobody_met(world):
    assert [block.text for block in chapter(world.west).blocks] == ["No group met this quarter."]


def test_it_counts_children_through_the_gate(world, held, session):
    people = [make_young_person(world.west) for _ in range(11)]
    for person in people:
        joining.let_in(world.group, person).from_on = date(2026, 3, 1)
    joining.let_in(world.trust, world.other).from_on = date(2026, 3, 1)
    session.flush()
    members.record_attendance(held, [person.id for person in people], world.officer)
    written = chapter(world.west)
    assert rows_of(written) == {"Film group": "10", "All who came to a group": "10"}
    assert rows_of(chapter(world.north)) == {}


def test_few_are_not_shown(world, held):
    members.record_attendance(held, [world.child.id], world.officer)
    assert set(rows_of(chapter(world.west)).values()) == {"not shown"}


def test_it_says_what_they_asked_for_and_only_what_is_for_the_board(world, held):
    for words, for_board in (("Later buses.", True), ("Our own jokes.", False)):
        point = points.write_point(held, "note", words, world.officer)
        points.show_to(point, "group", for_board, True, world.officer)
    quotes = [one for one in chapter(world.west).blocks if isinstance(one, Quote)]
    assert quotes == [Quote("Later buses.", "en")]
    assert not any(isinstance(one, Quote) for one in chapter(world.north).blocks)


def test_what_is_for_the_board_was_checked(world, held):
    point = points.write_point(held, "note", "Leah is late.", world.officer)
    with pytest.raises(points.NotChecked):
        points.show_to(point, "group", True, False, world.officer)


def test_a_meeting_that_was_called_off_is_not_held(world, meeting, session, clock):
    meetings.call_off(meeting, "Rain.", world.officer)
    clock.set(2026, 3, 10, 9)
    [figure] = chapter(world.west).blocks
    assert (figure.value, figure.note) == ("0", "1 was called off.")


def test_it_asks_as_much_for_many_groups_as_for_one(world, held, session, statements):
    one = statements.during(lambda: chapters(QUARTER, world.west, {}))
    for number in range(4):
        person = make_young_person(world.west)
        joining.let_in(world.group, person).from_on = date(2026, 3, 1)
        members.record_attendance(held, [person.id], world.officer)
        assert number < 4
    session.commit()
    assert statements.during(lambda: chapters(QUARTER, world.west, {})) == one
