"""Who takes the second look, and who hears what they write."""

import pytest
from sqlalchemy import select

from app.core.permissions import Role
from app.demo.factories import make_staff
from app.safeguarding.models import Alert
from surveys.building.content import question_in, with_question
from tests.surveys.building.typing_in import frame


def test_whoever_changed_it_last_does_not_take_the_second_look(
    world, ada, bo, address, survey, signed_in_as
):
    bo.post(address("/about"), data=frame(survey().revision, title="All Bo’s words"))
    ada.post(address("/second-look"), data={"seen": survey().revision})
    fine = {"seen": survey().revision, "fine": "yes", "note": ""}
    assert bo.post(address("/look"), data=fine).status_code == 422
    assert signed_in_as(world.cy).post(address("/look"), data=fine).status_code == 303


def test_danger_in_a_note_reaches_the_duty_desk(
    world, bo, address, on_its_way, session, signed_in_as
):
    on_its_way("second_look")
    note = "Ask this: my carer hits me and I want to die."
    bo.post(address("/look"), data={"seen": 1, "fine": "no", "note": note})
    [alert] = session.scalars(select(Alert))
    assert (alert.level, alert.council_code) == ("red", "west")
    duty = signed_in_as(make_staff(Role.DUTY_WORKER, council=world.west))
    page = duty.get(f"/safeguarding/{alert.id}").text
    assert "my carer hits me" in page and "Bo" in page


def test_the_second_look_shows_questions_with_answers_and_who_is_told_before_the_verdict(
    world, bo, address, on_its_way, session
):
    content = world.survey.definition
    one = question_in(content, "q_safe")
    world.survey.definition = with_question(content, {**one, "alert_on": ["no"]})
    session.commit()
    on_its_way("second_look")
    page = bo.get(address("/look")).text
    tells = "Whoever picks “No”"
    says = ("Try it: 8 to 11", one["ask"], tells, "m not sure", "It is fine", "Ideas to make it")
    places = [page.index(words) for words in says]
    assert places == sorted(places)


def test_where_there_is_no_idea_it_is_not_said_that_all_is_well(bo, officer, session, survey):
    plain = [{"key": "q", "type": "feeling", "ask": "How is school?"}]
    survey().definition = {**survey().definition, "questions": plain}
    session.commit()
    looked, checked = f"/surveys/build/{survey().id}/look", f"/surveys/check/{survey().id}"
    for page in (bo.get(looked).text, officer.get(checked).text):
        assert "please read the questions yourself" in page


def test_whoever_has_not_tried_it_has_a_hint_and_can_say_that_it_is_fine_all_the_same(
    bo, address, on_its_way, survey
):
    on_its_way("second_look")
    assert "You have not tried it yet." in bo.get(address("/look")).text
    bo.post(address("/preview/8_11/q_safe"), data={"do": "skip"})
    assert "You have not tried it yet." not in bo.get(address("/look")).text
    fine = {"seen": survey().revision, "fine": "yes", "note": ""}
    assert bo.post(address("/look"), data=fine).status_code == 303


@pytest.mark.parametrize(
    ("stage", "words"), [("second_look", "Take a second look<"), ("ready", "Open it now<")]
)
def test_what_is_to_be_done_next_stands_above_the_questions(bo, address, on_its_way, stage, words):
    on_its_way(stage)
    page = bo.get(address()).text
    assert page.count(words) == 1, "and nowhere else"
    assert page.index(words) < page.index('id="questions"')
