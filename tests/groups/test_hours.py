"""Hours and what was agreed for them, put right by an officer; leaving, and days in the group."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.clock import now
from app.core.permissions import Role
from app.demo.factories import assign, make_staff
from app.groups import hours, joining, meetings, members
from app.groups.member_models import Hours
from tests.whole_app.test_pages import faults_of

RIGHT = {"kind": "training", "on_day": "2026-02-28", "hours": "2.5", "given_as": "nothing"}


@pytest.fixture
def row(world, member, session):
    """A visit of an hour, with five pounds agreed for it."""
    agreed = hours.Agreed("payment", 500)
    row = hours.write_hours(member, "visit", date(2026, 3, 1), 60, agreed, world.officer)
    session.commit()
    return row


def put_right(visitor, row, **other):
    return visitor.post(f"/groups/desk/hours/{row.id}/edit", data={**RIGHT, **other})


def test_an_officer_puts_hours_right_and_what_it_was_is_on_the_trail(
    world, member, row, session, signed_in_as, clock
):
    clock.set(2026, 3, 3, 9)
    visitor = signed_in_as(world.officer)
    page = visitor.get(f"/groups/desk/hours/{row.id}/edit").text
    assert 'value="5.00"' in page and faults_of(page) == []
    sent = put_right(visitor, row, given_as="voucher", pounds="7.50")
    assert sent.status_code == 303
    assert (row.kind, row.minutes, row.on_day) == ("training", 150, date(2026, 2, 28))
    assert (row.given_as, row.pence, row.agreed_on) == ("voucher", 750, date(2026, 3, 3))
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "hours_corrected")).one()
    assert entry.note == "visit 2026-03-01 60 payment 500"
    inside = signed_in_as(world.child.account).get(f"/groups/mine/{member.id}").text
    assert "£7.50" in inside and "£5.00" not in inside


def test_the_day_of_what_was_agreed_stays_when_only_the_hours_were_wrong(
    world, row, signed_in_as, clock
):
    clock.set(2026, 3, 3, 9)
    put_right(signed_in_as(world.officer), row, given_as="payment", pounds="5")
    assert (row.minutes, row.agreed_on) == (150, date(2026, 3, 2))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"hours": "sNaN"}, "Write from 0.25 to 24 hours"),
        ({"given_as": "voucher", "pounds": "sNaN"}, "Write an amount from 0"),
        ({"hours": ""}, "Write how many hours"),
        ({"hours": "1e9"}, "Write from 0.25 to 24 hours."),
        ({"hours": "NaN"}, "Write from 0.25 to 24 hours."),
        ({"on_day": "2026-03-09"}, "That day has not come yet"),
        ({"given_as": "payment"}, "Write how much was agreed."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_lost(world, row, signed_in_as, wrong, said):
    answer = put_right(signed_in_as(world.officer), row, **wrong)
    assert answer.status_code == 422 and said in answer.text
    assert (row.kind, row.minutes) == ("visit", 60)


def test_what_they_have_is_not_changed_before_that_is_said_to_be_a_slip(world, row, signed_in_as):
    visitor = signed_in_as(world.officer)
    visitor.post(f"/groups/desk/hours/{row.id}/give")
    assert put_right(visitor, row).status_code == 409
    assert visitor.post(f"/groups/desk/hours/{row.id}/remove").status_code == 409
    assert row.minutes == 60
    assert "Was that a slip?" in visitor.get(f"/groups/desk/hours/{row.id}/edit").text
    visitor.post(f"/groups/desk/hours/{row.id}/not-given")
    assert row.given_on is None
    assert put_right(visitor, row).status_code == 303
    with pytest.raises(hours.NotGiven):
        hours.not_given(row, world.officer)


def test_what_is_sent_twice_is_written_once_and_nothing_is_lost(
    world, member, row, session, signed_in_as
):
    sent = {"kind": "visit", "on_day": "2026-03-01", "hours": "1", "given_as": "nothing"}
    visitor = signed_in_as(world.officer)
    answer = visitor.post(f"/groups/desk/members/{member.id}/hours", data=sent)
    assert answer.status_code == 409 and "written down already" in answer.text
    assert 'value="2026-03-01"' in answer.text
    assert len(session.scalars(select(Hours)).all()) == 1


def test_hours_are_taken_out_after_being_asked(world, row, session, signed_in_as):
    visitor, path = signed_in_as(world.officer), f"/groups/desk/hours/{row.id}/remove"
    page = visitor.get(path).text
    assert "Take this out?" in page and faults_of(page) == []
    assert visitor.post(path).status_code == 303
    assert session.scalars(select(Hours)).all() == []


def test_the_hours_of_a_meeting_stay_a_meetings_and_go_with_who_came(
    world, member, meeting, session, signed_in_as, clock
):
    clock.set(2026, 3, 10, 9)
    members.record_attendance(meeting, [world.child.id], world.officer)
    session.commit()
    row, visitor = session.scalars(select(Hours)).one(), signed_in_as(world.officer)
    assert put_right(visitor, row).status_code == 303
    assert (row.kind, row.on_day, row.minutes) == ("meeting", date(2026, 3, 9), 150)
    assert visitor.post(f"/groups/desk/hours/{row.id}/remove").status_code == 409
    begins = meeting.starts_at
    end = begins + timedelta(hours=3)
    meetings.correct_meeting(meeting, begins, end, "The hall", "", world.officer)
    session.refresh(row)
    assert row.minutes == 150  # what an officer put right by hand stays


def test_hours_are_theirs_and_the_officers_only(world, member, row, signed_in_as):
    worker = make_staff(Role.WORKER, council=world.west)
    assign(worker, world.child, "social_worker")
    joining.let_in(world.group, world.other)
    for account in (worker, world.northern, world.other.account):
        visitor = signed_in_as(account)
        for path in (f"mine/{member.id}", f"desk/members/{member.id}", f"desk/hours/{row.id}/edit"):
            assert visitor.get(f"/groups/{path}").status_code == 404
        for what in ("edit", "remove", "not-given", "give", "agree"):
            assert visitor.post(f"/groups/desk/hours/{row.id}/{what}").status_code == 404


# Their days in the group


def set_days(visitor, member, from_on, to_on=""):
    data = {"days-from_on": from_on, "days-to_on": to_on}
    return visitor.post(f"/groups/desk/members/{member.id}/days", data=data)


def test_an_officer_says_since_when_somebody_is_in_the_group(world, member, signed_in_as):
    visitor = signed_in_as(world.officer)
    assert set_days(visitor, member, "2025-09-01").status_code == 303
    assert (member.from_on, member.to_on) == (date(2025, 9, 1), None)
    page = visitor.get(f"/groups/desk/members/{member.id}").text
    assert "1 September 2025" in page and faults_of(page) == []


def test_that_they_left_can_be_a_slip(world, member, signed_in_as):
    visitor = signed_in_as(world.officer)
    visitor.post(f"/groups/desk/members/{member.id}/end")
    assert not members.is_in(member)
    set_days(visitor, member, "2026-03-02")
    assert members.is_in(member)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("",), "Give the day."),
        (("2026-04-01",), "That day has not come yet"),
        (("1900-01-01",), "too long ago"),
        (("2026-02-02", "2026-02-01"), "They left before they came."),
    ],
)
def test_days_that_cannot_be_are_refused(world, member, signed_in_as, days, said):
    answer = set_days(signed_in_as(world.officer), member, *days)
    assert answer.status_code == 422 and said in answer.text
    assert member.from_on == date(2026, 3, 2)


def test_nobody_is_in_a_group_twice_at_once(world, member, session, signed_in_as, clock):
    members.leave(member)
    clock.set(2026, 3, 20, 9)
    again = joining.let_in(world.group, world.child)
    session.commit()
    visitor = signed_in_as(world.officer)
    assert set_days(visitor, member, "2026-03-01").status_code == 409
    assert set_days(visitor, again, "2026-03-01").status_code == 409
    assert set_days(visitor, again, "2026-03-10").status_code == 303


def test_another_councils_officer_sets_no_days(world, member, signed_in_as):
    assert set_days(signed_in_as(world.northern), member, "2025-01-01").status_code == 404


# Leaving, and the reference


def test_nobody_leaves_by_a_slip(world, member, signed_in_as):
    visitor, path = signed_in_as(world.child.account), f"/groups/mine/{member.id}/leave"
    inside = visitor.get(f"/groups/mine/{member.id}").text
    assert f'action="{path}"' not in inside and f'href="{path}"' in inside
    page = visitor.get(path).text
    assert "Do you want to leave" in page and faults_of(page) == [] and members.is_in(member)
    assert visitor.post(path).status_code == 303
    assert not members.is_in(member)
    assert visitor.get(path).location == f"/groups/mine/{member.id}"


def test_nobody_leaves_for_somebody_else(world, member, signed_in_as):
    visitor, path = signed_in_as(world.other.account), f"/groups/mine/{member.id}/leave"
    assert (visitor.get(path).status_code, visitor.post(path).status_code) == (404, 404)
    assert members.is_in(member)


def test_an_officer_prints_the_reference_of_somebody_without_an_account(
    world, member, row, session, signed_in_as
):
    path = f"/groups/desk/members/{member.id}/reference.pdf"
    answer = signed_in_as(world.officer).get(path)
    assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF")
    assert signed_in_as(world.northern).get(path).status_code == 404
    assert session.scalar(
        select(AuditEntry.actor_id).where(AuditEntry.action == "reference_printed")
    ) == (world.officer.id)


def test_nothing_of_theirs_stays_when_a_young_person_goes(world, member, row, session, meeting):
    joining.ask_to_join(world.trust, world.child, "Please.", "en")
    members.thank(member, "Thank you.", world.officer)
    session.commit()
    assert meeting.starts_at > now()
    session.delete(world.child)
    session.commit()
    assert session.scalars(select(Hours)).all() == []
