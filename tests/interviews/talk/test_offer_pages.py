"""A child is asked kindly, decides, and says how they would like to talk."""

import pytest
from sqlalchemy import select

from app.core.clock import today
from app.core.permissions import Role
from app.demo.factories import assign, make_staff, make_young_person
from app.interviews import doors, offering, talking, wishes
from app.interviews.models import Attempt
from app.safeguarding.models import Alert
from app.safeguarding.services import acknowledge

EXCEPTION = "we have to tell the duty team"


@pytest.fixture
def phone(child, signed_in_as, offered):
    return signed_in_as(child.account)


@pytest.fixture
def at(offered):
    return f"/talk/{offered.id}/"


def outcomes(session) -> list[str]:
    return list(session.scalars(select(Attempt.outcome).order_by(Attempt.made_at)))


def test_before_anything_is_asked_it_says_who_will_know_what_and_what_cannot_be_kept(phone, at):
    page = phone.get(at).text
    assert page.index(EXCEPTION) < page.index("Yes, I would like to talk")
    assert "You are not in trouble" in page and "They cannot see what you said" in page


def test_opening_it_for_the_first_time_is_when_the_child_knew_of_it(phone, at, offered, session):
    assert offered.offered_at is None
    phone.get(at)
    phone.get(at)
    assert offered.offered_at is not None
    assert outcomes(session) == ["offered"]


def test_a_no_needs_no_reason_and_says_that_it_is_fine(phone, at, offered):
    answer = phone.post(f"{at}answer", data={"answer": "no"})
    page = phone.get(answer.headers["Location"]).text
    assert offered.answer == "declined"
    assert "You do not have to say why" in page and "may ask you again, kindly" in page


def test_after_a_no_they_can_say_please_do_not_ask_again(phone, at, offered):
    phone.post(f"{at}answer", data={"answer": "no"})
    assert offered.ask_again_on is not None
    phone.post(f"{at}leave-in-peace")
    assert offered.ask_again_on is None
    assert "Nobody will ask you about this time again" in phone.get(at).text


def test_after_a_no_they_can_still_say_yes(phone, at, offered):
    phone.post(f"{at}answer", data={"answer": "no"})
    phone.post(f"{at}answer", data={"answer": "yes"})
    assert offered.answer == "accepted"


def test_not_now_is_neither_and_somebody_asks_again_on_the_next_working_day(phone, at, offered):
    answer = phone.post(f"{at}answer", data={"answer": "not_now"})
    assert answer.headers["Location"] == "/"
    assert "That is fine" in phone.get("/").text
    assert offered.answer is None
    assert offered.ask_again_on.isoformat() == "2026-07-16"


def test_after_not_now_it_waits_on_the_register_on_that_day(
    phone, at, offered, west, clock, signed_in_as
):
    phone.post(f"{at}answer", data={"answer": "not_now"})
    keeper = make_staff(Role.DUTY_WORKER, council=west)
    assert "Zuri" not in signed_in_as(keeper).get("/interviews/?stage=ask_again").text
    clock.forward(days=1)
    register = signed_in_as(keeper)
    assert "Zuri" in register.get("/interviews/?stage=ask_again").text
    assert "Ask again, kindly" in register.get(f"/interviews/{offered.id}/offer").text


def test_a_try_without_an_answer_moves_the_day_on_which_somebody_asks_again(
    phone, at, offered, worker, child, clock, signed_in_as
):
    phone.post(f"{at}answer", data={"answer": "no"})
    clock.forward(days=7)
    assert offered.ask_again_on == today()
    offering.record_attempt(offered, "phone", "not_reached", worker)
    assert offered.ask_again_on.isoformat() == "2026-07-23"
    clock.forward(days=1)
    offering.record_attempt(offered, "phone", "no_reply", worker)
    assert offered.ask_again_on.isoformat() == "2026-07-30"
    assert "30 July" in signed_in_as(child.account).get(at).text


def test_a_child_is_not_told_of_a_day_that_has_passed(phone, at, clock, child, signed_in_as):
    phone.post(f"{at}answer", data={"answer": "no"})
    clock.forward(days=9)
    page = signed_in_as(child.account).get(at).text
    assert "ask you again soon, kindly" in page and "22 July" not in page


def test_anything_else_is_no_answer(phone, at, offered):
    assert phone.post(f"{at}answer", data={"answer": "maybe"}).status_code == 422
    assert offered.answer is None


def test_the_first_page_of_a_child_leads_to_their_offer(phone, at):
    assert f'href="{at}"' in phone.get("/").text
    assert f'href="{at}"' in phone.get("/talk/").text


def test_a_child_who_is_still_away_is_not_asked(phone, at, offered, session):
    offered.episode.returned_at = offered.episode.returned_how = None
    assert phone.get(at).status_code == 404
    assert at not in phone.get("/").text


@pytest.fixture
def choosing(phone, at):
    """Zuri has said yes, and begins to choose."""
    phone.post(f"{at}answer", data={"answer": "yes"})
    phone.post(f"{at}wishes/")
    return f"{at}wishes/"


def choose(phone, choosing, question, *answer):
    return phone.post(choosing + question, data={"answer": list(answer), "do": "next"})


def test_yes_leads_to_one_question_a_screen(phone, choosing):
    page = phone.get(choosing + "who").text
    assert page.count("<h1") == 1 and "Somebody new who does not work with me" in page
    following = choose(phone, choosing, "who", "somebody_i_know").headers["Location"]
    assert following == choosing + "whom"
    assert "Leah Okafor" in phone.get(following).text


def test_any_question_can_be_skipped(phone, choosing):
    assert "Skip this question" in phone.get(choosing + "where").text
    phone.post(choosing + "where", data={"do": "skip"})
    assert "You skipped this one" in phone.get(choosing.removesuffix("wishes/")).text


def test_wishes_are_no_draft_among_what_was_not_sent(phone, choosing, child, session):
    choose(phone, choosing, "who", "you_choose")
    assert "Go on where you stopped" not in phone.get("/tell/").text


def test_whom_they_pick_is_asked_if_that_one_person_can_listen(
    phone, choosing, offered, child, west, session
):
    advocate = make_staff(Role.RETURN_INTERVIEWER, council=west, display_name="Idil Warsame")
    assign(advocate, child, "advocate")
    choose(phone, choosing, "whom", "advocate")
    assert (offered.interviewer_name, offered.chosen_by_child) == ("Idil Warsame", True)
    assert offered.declared_at is None


def test_a_pick_of_somebody_who_cannot_listen_here_stays_a_wish(
    phone, choosing, offered, child, west
):
    helper = make_staff(Role.PARTICIPATION_OFFICER, council=west)
    assign(helper, child, "carer_support")
    choose(phone, choosing, "whom", "carer_support")
    assert wishes.asked_for(offered) == [helper]
    assert offered.interviewer_id is None


def test_wishes_can_be_changed_until_the_day_and_are_shown(phone, choosing, at):
    choose(phone, choosing, "where", "cafe")
    assert "In a café" in phone.get(at).text
    phone.post(choosing + "where", data={"answer": "walk", "then": "list", "do": "next"})
    page = phone.get(at).text
    assert "On a walk" in page and "In a café" not in page


def test_what_they_want_to_talk_about_is_for_the_listener_alone(
    phone, choosing, offered, taken_on, listener, west, session
):
    manager = make_staff(Role.TEAM_MANAGER, council=west)
    choose(phone, choosing, "where", "cafe")
    choose(phone, choosing, "want_to_talk", "About my brother.")
    seen = {account: str(wishes.wishes_for(account, offered)) for account in (manager, listener)}
    assert "In a café" in seen[manager] and "my brother" not in seen[manager]
    assert "my brother" in seen[listener]


@pytest.mark.parametrize("page", ["", "/plan", "/listener"])
def test_whoever_plans_it_reads_on_their_pages_who_where_and_when(
    phone, choosing, at, offered, child, west, page, signed_in_as
):
    choose(phone, choosing, "where", "cafe")
    choose(phone, choosing, "want_to_talk", "About my brother.")
    choose(phone, choosing, "keep_from", "social_worker")
    keeper = make_staff(Role.DUTY_WORKER, council=west, display_name="Sam Colley")
    seen = signed_in_as(keeper).get(f"/interviews/{offered.id}{page}").text
    assert "In a café" in seen and "my brother" not in seen
    assert "Is it about someone" not in seen
    assert "Sam Colley" in signed_in_as(child.account).get(at).text


def test_a_worker_who_does_not_plan_it_reads_no_wishes(
    phone, choosing, offered, worker, signed_in_as
):
    choose(phone, choosing, "where", "cafe")
    assert "In a café" not in signed_in_as(worker).get(f"/interviews/{offered.id}").text


def test_whom_they_want_it_kept_from_sees_none_of_it(phone, choosing, offered, worker, session):
    choose(phone, choosing, "keep_from", "social_worker")
    choose(phone, choosing, "want_to_talk", "She hits me with a belt.")
    alert = session.scalars(select(Alert)).one()
    assert alert.level == "red"
    assert [row.account_id for row in alert.exclusions] == [worker.id]


def test_naming_somebody_later_takes_them_off_an_alert_there_is(phone, choosing, worker, session):
    choose(phone, choosing, "want_to_talk", "She hits me with a belt.")
    choose(phone, choosing, "keep_from", "social_worker")
    alert = session.scalars(select(Alert)).one()
    assert [row.account_id for row in alert.exclusions] == [worker.id]


def test_going_over_the_same_words_again_does_not_raise_them_again(phone, choosing, session):
    choose(phone, choosing, "want_to_talk", "She hits me with a belt.")
    alert = session.scalars(select(Alert)).one()
    alert.closed_on, alert.outcome = alert.raised_on, "no_risk"
    choose(phone, choosing, "want_to_talk", "She hits me with a belt.")
    assert len(session.scalars(select(Alert)).all()) == 1


def test_i_do_not_feel_safe_tells_the_duty_team_whose_talk_it_is(phone, at, offered, session):
    assert "They know who you are" in phone.get(f"{at}not-safe").text
    told = phone.post(f"{at}not-safe")
    alert = session.scalars(select(Alert)).one()
    assert (alert.level, alert.source, alert.subject_id) == ("red", "button", offered.id)
    assert "The duty team has it now" in phone.get(told.headers["Location"]).text


def test_once_somebody_has_it_the_child_can_tell_them_again(phone, at, west, session):
    phone.post(f"{at}not-safe")
    alert = session.scalars(select(Alert)).one()
    acknowledge(alert, make_staff(Role.DUTY_WORKER, council=west))
    page = phone.get(f"{at}not-safe").text
    assert "Tell the duty team now" in page and "has it now" not in page
    phone.post(f"{at}not-safe")
    assert alert.acknowledged_at is None
    assert "The duty team has it now" in phone.get(f"{at}not-safe").text


def test_another_child_does_not_find_it(at, offered, west, signed_in_as):
    other = signed_in_as(make_young_person(west, "Otter").account)
    for path in (at, f"{at}wishes/", f"{at}words/", f"{at}not-safe"):
        assert other.get(path).status_code == 404
    assert other.post(f"{at}answer", data={"answer": "yes"}).status_code == 404


def test_no_adult_opens_a_childs_pages(at, offered, worker, signed_in_as):
    assert signed_in_as(worker).get(at).status_code == 404


def test_after_the_talk_there_is_nothing_left_to_say_yes_or_no_to(phone, at, taken_on):
    taken_on.answer, taken_on.held_at = "accepted", taken_on.episode.returned_at
    taken_on.answered_at = taken_on.offered_at = taken_on.held_at
    taken_on.method, taken_on.child_took_part = "in_person", True
    phone.post(f"{at}answer", data={"answer": "no"})
    assert taken_on.answer == "accepted"
    assert talking.stage_of(taken_on) == talking.TALKED


def test_after_not_now_by_code_here_is_where_the_talk_is(app, offered, worker, session):
    code = doors.give_door(offered, worker)
    session.commit()
    by_code, at = app.test_client(), f"/talk/{offered.id}/"
    by_code.post("/talk/", data={"code": code})
    answer = by_code.post(f"{at}answer", data={"answer": "not_now"})
    assert answer.headers["Location"] == at
    assert "You can also come back here" in by_code.get(at).text


def test_whoever_changes_to_somebody_they_know_is_asked_who(phone, at):
    phone.post(f"{at}answer", data={"answer": "yes"})
    phone.post(f"{at}wishes/")
    listed = {"then": "list", "do": "next"}
    answer = phone.post(f"{at}wishes/who", data={"answer": "somebody_i_know", **listed})
    assert answer.headers["Location"] == f"{at}wishes/whom?then=list"
    answer = phone.post(f"{at}wishes/who", data={"answer": "somebody_new", **listed})
    assert answer.headers["Location"] == at
