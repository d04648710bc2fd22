"""Talking with a child on a tablet: one question a page, in their language, in their own name."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.clock import now
from app.core.permissions import Role
from app.demo.factories import make_staff
from app.interviews import conducting, doors, offering, sharing, talking
from app.interviews.models import ReturnInterview
from app.safeguarding.models import Alert
from surveys.models import Answer
from tests.interviews.talked import agree

WORDS = "It was loud there."


@pytest.fixture
def tablet(listener, taken_on, signed_in_as):
    return signed_in_as(listener)


@pytest.fixture
def at(taken_on):
    return f"/interviews/{taken_on.id}/talk/"


@pytest.fixture
def begun(tablet, at):
    tablet.post(at, data={"language": "en"})
    return f"{at}ask/"


def test_whoever_was_only_asked_hears_nothing_before_they_have_said_how_independent_they_are(
    tablet, at, taken_on, listener
):
    assert taken_on.is_heard_by(listener)
    taken_on.declared_at = None
    assert not taken_on.is_heard_by(listener)
    for rest in ("", "all/", "before", "ask/before", "words", "back/"):
        assert tablet.get(f"{at}{rest}").status_code == 404


HELD = {
    "held_at": "2026-07-15T09:00",
    "child_took_part": "yes",
    "method": "in_person",
    "place": "walk",
}


def mark(tablet, at, took_part: str):
    return tablet.post(f"{at}held", data={**HELD, "child_took_part": took_part})


def test_a_yes_that_only_the_talk_stood_for_goes_when_there_was_no_talk(tablet, at, taken_on):
    mark(tablet, at, "yes")
    assert taken_on.answer == "accepted" and taken_on.offered_at is not None
    mark(tablet, at, "no")
    assert (taken_on.answer, taken_on.answered_at, taken_on.offered_at) == (None, None, None)
    assert taken_on.attempts == [] and taken_on.held_at is not None
    mark(tablet, at, "yes")
    assert taken_on.answer == "accepted"


def test_what_they_had_said_before_counts_again(tablet, at, taken_on, worker, clock):
    offering.answer_offer(taken_on, "declined", worker)
    said_at, again_on = taken_on.answered_at, taken_on.ask_again_on
    clock.forward(minutes=5)
    mark(tablet, at, "yes")
    assert (taken_on.answer, taken_on.ask_again_on) == ("accepted", None)
    mark(tablet, at, "no")
    assert (taken_on.answer, taken_on.answered_at) == ("declined", said_at)
    assert taken_on.ask_again_on == again_on and taken_on.offered_at == said_at


def test_a_yes_of_their_own_stays(tablet, at, taken_on):
    offering.answer_offer(taken_on, "accepted")
    mark(tablet, at, "yes")
    mark(tablet, at, "no")
    assert taken_on.answer == "accepted" and len(taken_on.attempts) == 1


def test_a_plan_after_the_talk_cannot_leave_open_how_it_was(tablet, at, taken_on):
    mark(tablet, at, "yes")
    plan = f"/interviews/{taken_on.id}/plan"
    page = tablet.post(plan, data={"language": "en", "method": "", "place": "cafe"})
    assert page.status_code == 422 and "You have talked already: say how." in page.text
    assert 'value="cafe" selected' in page.text or 'selected value="cafe"' in page.text
    good = tablet.post(plan, data={"language": "en", "method": "phone"})
    assert (good.status_code, taken_on.method) == (303, "phone")


def test_only_whoever_took_it_on_opens_it(at, taken_on, worker, west, signed_in_as):
    another = make_staff(Role.RETURN_INTERVIEWER, council=west)
    for account in (worker, another):
        assert signed_in_as(account).get(at).status_code == 404


def test_that_somebody_begins_to_write_says_nothing_of_the_child(begun, taken_on):
    assert (taken_on.answer, taken_on.attempts) == (None, [])
    assert taken_on.words.young_person_id == taken_on.episode.young_person_id


def test_what_cannot_be_kept_stands_before_the_first_question(tablet, begun, at):
    page = tablet.get(f"{at}before").text
    assert "we have to tell the duty team" in page and f"{begun}like_to_do" in page


def test_each_answer_is_kept_in_the_childs_name_and_leads_to_the_next(tablet, begun, session):
    answer = tablet.post(f"{begun}before", data={"answer": WORDS, "do": "next"})
    assert answer.headers["Location"] == f"{begun}push_factors"
    [kept] = session.scalars(select(Answer)).all()
    assert (kept.words, kept.language, kept.confided_to) == (WORDS, "en", "listener")


def test_reasons_are_pictures_and_words_and_several_can_be_picked(tablet, begun, session):
    page = tablet.get(f"{begun}push_factors").text
    assert page.count("<svg") > 16 and 'type="checkbox"' in page
    picked = ["push_rules", "push_bored"]
    tablet.post(f"{begun}push_factors", data={"answer": picked, "do": "next"})
    assert session.scalars(select(Answer)).one().choices == picked


def test_the_page_leads_to_no_other_child(tablet, begun):
    page = tablet.get(f"{begun}before").text
    assert "/people/" not in page and "/feedback/" not in page and 'href="/"' not in page


def test_the_questions_are_in_the_childs_language_with_the_english_beside_it(
    tablet, begun, taken_on
):
    taken_on.language = "ar"
    page = tablet.get(f"{begun}harm")
    assert '<html lang="ar" dir="rtl">' in page.text and page.headers["Content-Language"] == "ar"
    assert '<p class="beside" lang="en" dir="ltr">Did anyone hurt you' in page.text
    assert '<small><span lang="en" dir="ltr">I’m not sure</span></small>' in page.text


@pytest.mark.parametrize(
    ("words", "language"),
    [("كان المكان صاخبا جدا", "ar"), ("I was in the park.", "en"), ("Hamid", "ar")],
)
def test_what_is_written_down_in_english_for_a_child_with_another_language_is_english(
    tablet, begun, taken_on, session, words, language
):
    taken_on.language = "ar"
    tablet.post(f"{begun}before", data={"answer": words, "do": "next"})
    assert session.scalars(select(Answer.language)).one() == language


def test_danger_goes_to_the_duty_desk_as_soon_as_it_is_said(tablet, begun, taken_on, session):
    tablet.post(f"{begun}worries", data={"answer": "I want to die.", "do": "next"})
    alert = session.scalars(select(Alert)).one()
    assert (alert.level, alert.subject_kind, alert.subject_id) == (
        "red",
        "interview",
        taken_on.id,
    )


def test_a_pick_that_says_they_were_hurt_goes_there_too(tablet, begun, session):
    tablet.post(f"{begun}harm", data={"answer": "yes", "do": "next"})
    assert session.scalars(select(Alert.level)).one() == "amber"


def test_i_do_not_feel_safe_keeps_the_answer_and_leads_to_the_way_to_tell(
    tablet, begun, at, session
):
    answer = tablet.post(f"{begun}before", data={"answer": WORDS, "do": "not_safe"})
    assert answer.headers["Location"] == f"{at}not-safe"
    tablet.post(f"{at}not-safe")
    assert session.scalars(select(Alert.source)).one() == "button"
    assert session.scalars(select(Answer)).one().words == WORDS


def test_when_it_was_and_that_the_child_took_part_are_written_down(tablet, begun, at, taken_on):
    answer = tablet.post(f"{at}held", data=HELD)
    assert answer.headers["Location"] == f"{at}back/"
    assert taken_on.held_at.isoformat() == "2026-07-15T08:00:00+00:00"
    assert (taken_on.child_took_part, taken_on.place) == (True, "walk")


def test_who_talked_has_said_yes(tablet, begun, at, taken_on):
    tablet.post(f"{at}held", data=HELD)
    assert taken_on.answer == "accepted"
    assert taken_on.attempts[-1].by_name == "Noor Haddad"


def test_a_form_filled_in_without_the_child_is_held_and_no_conversation(
    tablet, begun, at, taken_on
):
    answer = tablet.post(f"{at}held", data={**HELD, "child_took_part": "no"})
    assert answer.headers["Location"] == f"/interviews/{taken_on.id}/notes"
    assert taken_on.held_at is not None and not taken_on.child_took_part
    assert tablet.get(f"{at}back/").headers["Location"] == f"{at}held"
    assert taken_on.answer is None and talking.stage_of(taken_on) == talking.OFFERED


def test_a_child_whose_form_was_filled_in_without_them_can_still_say_no_and_yes(
    tablet, begun, at, taken_on
):
    tablet.post(f"{at}held", data={**HELD, "child_took_part": "no"})
    for said in (talking.NOT_NOW, talking.NO, talking.YES):
        talking.reply(taken_on, said)
    tablet.post(f"{at}held", data=HELD)
    assert taken_on.child_took_part
    with pytest.raises(talking.AlreadyTalked):
        talking.reply(taken_on, talking.NO)


def test_who_has_agreed_to_their_words_took_part_and_nobody_says_otherwise(
    tablet, begun, at, taken_on
):
    tablet.post(f"{begun}before", data={"answer": WORDS, "do": "next"})
    tablet.takes_the_tablet_back().post(f"{at}held", data=HELD)
    agree(taken_on)
    tablet.takes_the_tablet_back()
    answer = tablet.post(f"{at}held", data={**HELD, "child_took_part": "no"})
    assert answer.status_code == 422 and "they took part" in answer.text
    assert taken_on.child_took_part


@pytest.mark.parametrize(
    ("moment", "asked"),
    [("2026-07-16T09:00", "still to come"), ("2026-07-01T09:00", "not back yet then")],
)
def test_a_time_that_cannot_be_right_is_met_with_a_question(
    tablet, begun, at, taken_on, moment, asked
):
    answer = tablet.post(f"{at}held", data={**HELD, "held_at": moment})
    assert answer.status_code == 422 and asked in answer.text and moment in answer.text
    assert taken_on.held_at is None


def test_an_interview_without_a_moment_or_a_method_is_asked_about(tablet, begun, at):
    answer = tablet.post(f"{at}held", data={})
    assert answer.status_code == 422
    for asked in ("at what time", "how you talked", "was part of it"):
        assert asked in answer.text


def test_the_adult_can_tell_the_duty_desk_that_they_are_worried(tablet, begun, at, session):
    tablet.post(f"{at}worry")
    alert = session.scalars(select(Alert)).one()
    assert (alert.level, alert.source) == ("red", "reader")


def test_what_the_listener_opens_is_on_the_trail(tablet, begun, at, taken_on):
    tablet.post(f"{begun}before", data={"answer": WORDS, "do": "next"})
    page = tablet.takes_the_tablet_back().get(f"{at}words").text
    assert WORDS in page and "nobody but you reads it" in page
    assert [entry.actor_name for entry in sharing.read_by(taken_on)] == ["Noor Haddad"]


def test_a_code_given_by_the_listener_opens_the_words_and_one_by_another_does_not(
    app, tablet, begun, at, taken_on, child, worker
):
    tablet.post(f"{begun}before", data={"answer": WORDS, "do": "next"})
    conducting.mark_held(
        taken_on,
        taken_on.interviewer,
        conducting.Held(now() - timedelta(hours=1), "phone", child_took_part=True),
    )
    code = conducting.give_door_to_words(taken_on, taken_on.interviewer)
    phone = app.test_client()
    phone.post("/talk/", data={"code": code})
    assert WORDS in phone.get(f"/talk/{taken_on.id}/words/").text
    phone.post("/talk/", data={"code": doors.make_door(taken_on, worker)})
    assert phone.get(f"/talk/{taken_on.id}/words/").status_code == 302
    page = phone.get(f"/talk/{taken_on.id}/").text
    assert WORDS not in page and "not shown with this code" in page


def test_an_interview_that_is_gone_is_not_found(tablet, at, taken_on, session):
    session.delete(session.get(ReturnInterview, taken_on.id))
    assert tablet.get(at).status_code == 404
