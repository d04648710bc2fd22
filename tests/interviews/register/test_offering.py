"""The offer: by code, link or in person; every try is kept; a no needs no reason."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.jobs import Job
from app.core.permissions import Role
from app.demo.factories import make_episode, make_return_interview, make_staff
from app.interviews import doors, offering
from app.interviews.models import Attempt

HOUR = timedelta(hours=1)


@pytest.fixture
def interview(sky, clock):
    """After an episode that lasted a few hours."""
    return make_return_interview(make_episode(sky, returned_at=clock()))


def talked(interview) -> None:
    """Somebody has talked with the child."""
    interview.held_at, interview.method = interview.episode.returned_at, "in_person"
    interview.interviewer_name, interview.child_took_part = "A listener", True


def test_every_try_is_kept_with_when_how_and_what_came_of_it(interview, worker, clock):
    offering.record_attempt(interview, "phone", "not_reached", worker, "Better after school.")
    clock.forward(hours=1)
    offering.record_attempt(interview, "in_person", "offered", worker)
    kept = [
        (one.made_at, one.how, one.outcome, one.by_name, one.note) for one in interview.attempts
    ]
    assert kept == [
        (clock() - HOUR, "phone", "not_reached", "Amina Yusuf", "Better after school."),
        (clock(), "in_person", "offered", "Amina Yusuf", None),
    ]
    assert b"school" not in interview.attempts[0].note_sealed


def test_a_try_that_reached_nobody_is_no_offer(interview, worker, clock):
    offering.record_attempt(interview, "phone", "not_reached", worker)
    assert interview.offered_at is None
    clock.forward(hours=1)
    for how in ("message", "letter", "through_carer"):
        offering.record_attempt(interview, how, "no_reply", worker)
    assert interview.offered_at is None
    offering.record_attempt(interview, "phone", "no_reply", worker)
    assert interview.offered_at == clock()
    clock.forward(hours=1)
    offering.record_attempt(interview, "in_person", "accepted", worker)
    assert interview.offered_at == clock() - HOUR
    assert (interview.answer, interview.answered_at) == ("accepted", clock())


def test_a_child_who_answers_by_themselves_leaves_no_footprint(interview, session):
    offering.answer_offer(interview, "accepted")
    attempt = session.scalars(select(Attempt)).one()
    assert (attempt.how, attempt.by_id, attempt.by_name) == ("link", None, "")
    assert session.scalars(select(AuditEntry)).all() == []


def test_a_no_is_asked_about_again_a_week_later_on_a_working_day(interview, worker):
    offering.answer_offer(interview, "declined", worker, "in_person")
    assert interview.ask_again_on == date(2026, 7, 22)


@pytest.mark.parametrize("why", ["long", "again", "high_risk"])
def test_it_is_asked_sooner_where_listening_matters_even_more(sky, worker, clock, why):
    left_at = clock() - (30 * HOUR if why == "long" else HOUR)
    if why == "again":
        make_episode(sky, clock() - 50 * HOUR, clock() - 49 * HOUR)
    risk = "high" if why == "high_risk" else "low"
    episode = make_episode(sky, left_at, clock(), risk=risk)
    interview = make_return_interview(episode)
    offering.answer_offer(interview, "declined", worker)
    assert interview.ask_again_on == date(2026, 7, 17)


def test_the_day_is_moved_past_a_weekend(interview, worker, clock):
    clock.set(2026, 7, 18, 12)
    interview.episode.risk = "high"
    offering.answer_offer(interview, "declined", worker)
    assert interview.ask_again_on == date(2026, 7, 20)


def test_another_day_can_be_chosen(interview, worker):
    offering.answer_offer(interview, "declined", worker)
    offering.ask_again(interview, date(2026, 7, 16), worker)
    assert interview.ask_again_on == date(2026, 7, 16)


def test_a_child_may_change_their_mind_until_they_have_talked(interview, worker, clock):
    offering.answer_offer(interview, "declined")
    offering.answer_offer(interview, "accepted")
    assert (interview.answer, interview.ask_again_on) == ("accepted", None)
    interview.held_at, interview.interviewer_name, interview.method = clock(), "Nia", "in_person"
    offering.answer_offer(interview, "declined")
    offering.answer_offer(interview, "accepted")
    talked(interview)
    with pytest.raises(offering.AlreadyTalked):
        offering.answer_offer(interview, "declined")
    assert interview.answer == "accepted"


def test_a_code_opens_the_offer_for_seven_days_and_only_its_hash_is_kept(
    interview, worker, clock, session
):
    code = doors.give_door(interview, worker)
    assert doors.open_door(code.lower().replace("-", " ")) is interview
    assert code.replace("-", "").encode() not in interview.door_hash
    clock.forward(days=7)
    with pytest.raises(doors.LapsedDoor):
        doors.open_door(code)


def test_a_new_code_ends_the_one_before_it(interview, worker):
    first = doors.give_door(interview, worker)
    doors.give_door(interview, worker)
    with pytest.raises(doors.WrongDoor):
        doors.open_door(first)


@pytest.mark.parametrize("typed", ["", "7KC-RWM-34X", "7KC", "\0", "x" * 1000])
def test_a_wrong_code_opens_nothing(interview, worker, typed):
    doors.give_door(interview, worker)
    with pytest.raises(doors.WrongDoor):
        doors.open_door(typed)


def test_trying_codes_is_slowed(interview, worker, session):
    code = doors.give_door(interview, worker)
    session.commit()
    tries = [doors.tried_too_often(code) for _n in range(doors.TRIES_A_CODE + 1)]
    assert tries.index(True) == doors.TRIES_A_CODE
    assert not doors.tried_too_often("7KC-RWM-34X")


def test_whoever_the_child_chose_is_told_and_has_to_say_for_themselves_whether_they_can(
    interview, session
):
    listener = make_staff(Role.RETURN_INTERVIEWER)
    offering.child_chose(interview, listener)
    assert (interview.interviewer_id, interview.chosen_by_child) == (listener.id, True)
    assert interview.declared_at is None
    job = session.scalars(select(Job)).one()
    assert (job.payload["to"], job.payload["template"]) == (
        listener.email,
        "return_interview_to_hold",
    )


def test_a_worker_makes_a_code_and_writes_down_what_came_of_it(
    interview, worker, signed_in_as, session
):
    interview.language = "ar"
    visitor = signed_in_as(worker)
    address = f"/interviews/{interview.id}/offer"
    assert "They have no account." in visitor.get(address).text
    page = visitor.post(f"{address}/code").text
    assert "<svg" in page and "/talk/" in page and "?lang=ar" in page
    assert "/talk/" not in visitor.get(address).text
    tried = {"how": "link", "outcome": "offered", "note": "At his school."}
    assert visitor.post(address, data=tried).status_code == 303
    assert "At his school." in visitor.get(address).text
    assert (
        visitor.post(address, data={"how": "in_person", "outcome": "declined"}).status_code == 303
    )
    page = visitor.get(address).text
    assert "Somebody asks again on Wednesday 22 July 2026" in page
    assert visitor.post(f"{address}/ask-again", data={"day": "2026-07-16"}).status_code == 303
    assert interview.ask_again_on == date(2026, 7, 16)


def test_what_is_wrong_with_a_try_is_said_and_what_was_typed_stays(
    interview, worker, signed_in_as, clock
):
    visitor = signed_in_as(worker)
    address = f"/interviews/{interview.id}/offer"
    for wrong in ({"how": "pigeon"}, {"outcome": ""}, {"note": "At school." * 201}):
        data = {"how": "phone", "outcome": "offered", "note": "At school.", **wrong}
        answer = visitor.post(address, data=data)
        assert answer.status_code == 422 and "At school." in answer.text
    for day in ("", "2026-07-14", "soon"):
        assert visitor.post(f"{address}/ask-again", data={"day": day}).status_code == 422
    interview.held_at, interview.interviewer_name, interview.method = clock(), "Nia", "phone"
    talked(interview)
    late = visitor.post(address, data={"how": "phone", "outcome": "declined"})
    assert late.status_code == 409 and "Somebody has talked with them already." in late.text


def test_a_yes_after_a_form_without_the_child_puts_them_on_the_register_again(interview, clock):
    offering.answer_offer(interview, "declined")
    interview.held_at, interview.interviewer_name, interview.method = clock(), "Nia", "phone"
    interview.form_completed_at = clock()
    offering.answer_offer(interview, "accepted")
    assert (interview.held_at, interview.form_completed_at) == (None, None)


@pytest.fixture
def desk(worker, signed_in_as, session):
    session.commit()
    return signed_in_as(worker)


def written(desk, interview, **more):
    said = {"how": "phone", "outcome": "offered", **more}
    return desk.post(f"/interviews/{interview.id}/offer", data=said)


def test_a_try_that_is_written_down_late_counts_from_when_it_was(
    worker, signed_in_as, interview, clock
):
    returned_at = clock()
    clock.forward(hours=80)
    assert written(signed_in_as(worker), interview, tried_at="2026-07-16T12:00").status_code == 303
    offered_at = interview.offered_at
    assert returned_at < offered_at < returned_at + 72 * HOUR
    assert interview.attempts[0].made_at == offered_at


def test_without_a_time_it_is_now(worker, signed_in_as, interview, clock):
    clock.forward(hours=2)
    written(signed_in_as(worker), interview)
    assert interview.offered_at == clock()


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("2026-07-14T09:00", "not back yet then"),
        ("2027-01-01T09:00", "still to come"),
        ("x", "day"),
    ],
)
def test_a_time_that_cannot_be_is_asked_about_and_nothing_is_lost(desk, interview, typed, asked):
    answer = written(desk, interview, tried_at=typed, note="After school.")
    assert answer.status_code == 422 and asked in answer.text and "After school." in answer.text
    assert interview.offered_at is None


def test_what_was_said_before_the_last_answer_does_not_replace_it(interview, worker, clock):
    clock.forward(hours=5)
    offering.record_attempt(interview, "phone", "accepted", worker)
    offering.record_attempt(interview, "phone", "declined", worker, at=clock() - 2 * HOUR)
    assert interview.answer == "accepted" and interview.offered_at == clock() - 2 * HOUR


def test_what_went_through_the_carers_is_no_offer(desk, interview, session):
    page = desk.post(
        f"/interviews/{interview.id}/offer",
        data={"how": "through_carer", "outcome": "no_reply"},
        follow_redirects=True,
    ).text
    assert "It is no offer yet" in page and "They do not know of it yet." in page
    for outcome in ("offered", "declined"):
        answer = written(desk, interview, how="through_carer", outcome=outcome)
        assert answer.status_code == 422 and "Only the young person can say that" in answer.text
    assert interview.offered_at is None


def test_who_will_know_what_stands_there_to_be_read_out(desk, interview):
    assert "Who will know what" in desk.get(f"/interviews/{interview.id}/offer").text
