"""What one shift tells the next: read first, said so, and seen when nobody has."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.clock import moment_at
from app.core.permissions import Role
from app.demo.factories import make_council, make_shift, make_staff
from app.safeguarding.duty_models import Handover, HandoverAlert
from app.safeguarding.handovers import write
from app.safeguarding.services import keep_from, raise_alert, record_outcome

NOTE = "Rang the carer of the boy in Kettering; ring again at six."
NEW = "/safeguarding/handovers/new"


def raised(number: int = 1, **values):
    facts = {"level": "red", "source": "button", "council_code": "west", **values}
    return raise_alert("response", number, **facts)


@pytest.fixture
def note(duty, west):
    return write(duty, "west", NOTE)


@pytest.fixture
def next_desk(colleague, signed_in_as):
    """Whoever comes on, at the desk."""
    return signed_in_as(colleague)


def test_it_is_written_sealed_with_who_and_when(session, duty, west, signed_in_as, clock):
    sent = {"council": "west", "words": NOTE}
    assert signed_in_as(duty).post(NEW, data=sent).location == "/safeguarding/"
    note = session.scalars(select(Handover)).one()
    assert (note.words, note.written_by_name, note.written_at) == (NOTE, "Sam Colley", clock())
    assert NOTE.encode() not in note.words_sealed


@pytest.mark.parametrize("values", [{"words": ""}, {"words": " \n"}, {"council": "south"}])
def test_an_empty_one_or_for_nowhere_is_asked_about(session, duty, west, signed_in_as, values):
    sent = {"council": "west", "words": NOTE, **values}
    answer = signed_in_as(duty).post(NEW, data=sent)
    assert answer.status_code == 422
    assert "words" in values or NOTE in answer.text
    assert session.scalars(select(Handover)).all() == []


def test_the_next_sees_first_that_it_waits_and_says_that_they_have_read_it(
    session, note, next_desk, colleague
):
    page = next_desk.get("/safeguarding/").text
    assert page.index("Read it first") < page.index("No alert is open.")
    there = f"/safeguarding/handovers/{note.id}"
    assert NOTE in next_desk.get(there).text
    assert next_desk.post(f"{there}/read").location == "/safeguarding/"
    session.refresh(note)
    assert (note.read_by_name, note.read_by_id) == ("Jo Bright", colleague.id)
    assert "Read it first" not in next_desk.get("/safeguarding/").text
    assert "Jo Bright" in next_desk.get("/safeguarding/handovers/").text
    actions = session.scalars(
        select(AuditEntry.action).where(AuditEntry.subject == "handover").order_by("number")
    )
    assert list(actions) == ["handover_written", "read", "handover_read"]


def test_nobody_takes_over_from_themselves(session, note, duty, signed_in_as):
    desk = signed_in_as(duty)
    there = f"/safeguarding/handovers/{note.id}"
    assert "I have read it" not in desk.get(there).text
    desk.post(f"{there}/read")
    session.refresh(note)
    assert note.read_at is None


def test_the_second_who_says_so_changes_nothing(session, note, next_desk, west, signed_in_as):
    there = f"/safeguarding/handovers/{note.id}/read"
    next_desk.post(there)
    third = signed_in_as(make_staff(Role.DUTY_WORKER, council=west))
    assert "has read it already" in third.post(there, follow_redirects=True).text
    session.refresh(note)
    assert note.read_by_name == "Jo Bright"


def test_what_nobody_has_read_in_an_hour_is_shown_in_red(note, colleague, signed_in_as, clock):
    clock.forward(minutes=59)
    assert "overdue" not in signed_in_as(colleague).get("/safeguarding/").text
    clock.forward(minutes=2)
    assert "nobody has read: overdue" in signed_in_as(colleague).get("/safeguarding/").text
    assert "Nobody: overdue" in signed_in_as(colleague).get("/safeguarding/handovers/").text


@pytest.mark.postgresql
def test_the_open_alerts_are_listed_by_themselves_and_stay_with_it(
    session, duty, west, signed_in_as, next_desk
):
    make_council("north", "North")
    open_here = raised(1)
    raised(2, council_code="north")
    closed = raised(3)
    record_outcome(closed, duty, "visit", "Seen.", True)
    session.flush()
    note = write(duty, "west", NOTE)
    page = next_desk.get(f"/safeguarding/handovers/{note.id}").text
    assert f"/safeguarding/{open_here.id}" in page
    assert page.count("/safeguarding/handovers/") >= 1
    assert f"/safeguarding/{closed.id}" not in page
    record_outcome(open_here, duty, "visit", "Seen.", True)
    session.flush()
    page = next_desk.get(f"/safeguarding/handovers/{note.id}").text
    assert f"/safeguarding/{open_here.id}" in page
    assert "Closed on" in page


def test_of_something_anonymous_nothing_is_left_in_it_after_closing(session, duty, west):
    alert = raised(anonymous=True)
    session.flush()
    write(duty, "west", NOTE)
    assert len(session.scalars(select(HandoverAlert)).all()) == 1
    record_outcome(alert, duty, "visit", "Seen.", True)
    assert session.scalars(select(HandoverAlert)).all() == []


def test_nobody_an_alert_in_it_is_about_is_shown_it(session, duty, colleague, west, next_desk):
    alert = raised(anonymous=True, excluded_account_ids=[colleague.id])
    session.flush()
    note = write(duty, "west", "Jo is accused of shouting.")
    assert "Read it first" not in next_desk.get("/safeguarding/").text
    record_outcome(alert, duty, "visit", "Seen.", True)
    assert next_desk.get(f"/safeguarding/handovers/{note.id}").status_code == 404
    assert "Sam Colley" not in next_desk.get("/safeguarding/handovers/").text


def test_another_councils_notes_are_not_found(duty, west, signed_in_as):
    north = make_council("north", "North")
    note = write(duty, "west", NOTE)
    desk = signed_in_as(make_staff(Role.DUTY_WORKER, council=north))
    assert desk.get(f"/safeguarding/handovers/{note.id}").status_code == 404
    assert "Read it first" not in desk.get("/safeguarding/").text


def test_at_the_end_of_a_shift_the_desk_asks_for_a_note_until_it_is_written(
    session, duty, west, signed_in_as, clock
):
    today = date(2026, 7, 15)
    make_shift(duty, moment_at(today, 9), moment_at(today, 12), west)
    assert "Your time on duty ends" not in signed_in_as(duty).get("/safeguarding/").text
    clock.forward(minutes=45)
    desk = signed_in_as(duty)
    assert "Your time on duty ends at" in desk.get("/safeguarding/").text
    write(duty, "west", NOTE)
    assert "Your time on duty ends" not in desk.get("/safeguarding/").text


def test_whoever_is_named_after_it_was_written_is_not_shown_it(duty, colleague, next_desk):
    raised(7)
    note = write(duty, "west", NOTE)
    there = f"/safeguarding/handovers/{note.id}"
    assert NOTE in next_desk.get(there).text
    keep_from("response", 7, [colleague.id])
    assert next_desk.get(there).status_code == 404
    assert "Read it first" not in next_desk.get("/safeguarding/").text
