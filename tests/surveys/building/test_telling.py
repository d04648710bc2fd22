"""Which answers tell a safe adult: marked by who writes or checks it, and said to who answers."""

import pytest
from sqlalchemy import select

from app.demo.factories import make_open_survey, survey_link
from app.safeguarding.models import Alert
from surveys.building.stages import safety_check
from tests.surveys.building.typing_in import question
from tests.surveys.inviting.answers import begin, send

SAFE = {"type": "yes_no_not_sure", "ask": "Do you feel safe at home?"}
TOLD_IF = (
    "If you pick “No” and send it, the duty team is told. They cannot find you, unless you say who"
    " you are."
)
TOLD = "Whoever picks “No”: the duty team is told."


def only(survey, key):
    return next(one for one in survey.definition["questions"] if one["key"] == key)


def test_whoever_writes_a_question_marks_the_answers_that_tell(ada, address, survey):
    page = ada.get(address("/questions/q_safe")).text
    assert "Tell a safe adult when somebody picks:" in page and "tells_choice_no" in page
    sent = question(1, **SAFE, tells_choice_no="y")
    assert ada.post(address("/questions/q_safe"), data=sent).status_code == 303
    assert only(survey(), "q_safe")["alert_on"] == ["no"]
    assert TOLD in ada.get(address()).text
    assert TOLD_IF in ada.get(address("/preview/8_11/q_safe")).text
    ada.post(address("/questions/q_safe"), data=question(2, **SAFE))
    assert "alert_on" not in only(survey(), "q_safe")


def test_an_answer_of_their_own_tells_too_and_goes_with_its_line(ada, address, survey):
    sent = question(1, new_1="I am hit", tells_new_1="y", tells_new_3="y")
    ada.post(address("/questions"), data=sent)
    added = survey().definition["questions"][-1]
    assert added["alert_on"] == ["i_am_hit", "dont_know"]
    lines = {f"choice_{one['code']}": one["label"] for one in added["choices"]}
    again = question(2, new_1="", new_2="", new_3="", **lines, tells_choice_i_am_hit="y")
    ada.post(address(f"/questions/{added['key']}"), data=again)
    assert only(survey(), added["key"])["alert_on"] == ["i_am_hit"]
    gone = {**again, "seen": 3, "choice_i_am_hit": "", "new_1": "Fine"}
    ada.post(address(f"/questions/{added['key']}"), data=gone)
    assert "alert_on" not in only(survey(), added["key"])


@pytest.mark.parametrize("kind", ["short_text", "long_text", "date"])
def test_where_nothing_is_picked_there_is_nothing_to_mark(ada, address, survey, kind):
    assert "Tell a safe adult" not in ada.get(address(f"/questions/new?type={kind}")).text
    ada.post(address("/questions"), data=question(1, type=kind, tells_choice_no="y"))
    assert "alert_on" not in survey().definition["questions"][-1]


def test_what_was_ticked_stays_when_something_else_will_not_do(ada, address):
    answer = ada.post(address("/questions"), data=question(1, ask="", tells_new_2="y"))
    assert answer.status_code == 422
    box = answer.text.split('name="tells_new_2"')[1].split(">")[0]
    assert "checked" in box and '<details class="details" open>' in answer.text


@pytest.fixture
def checking(world, session):
    """The draft waits for its safety check."""
    world.survey.stage = "safety_check"
    session.commit()
    return f"/surveys/check/{world.survey.id}"


def test_the_officer_sees_all_there_is_of_a_question(officer, checking, survey):
    page = officer.get(checking).text
    shown = ["Thank you", "I’m not sure", "What do you like best?", "If they say “No”"]
    for words in [*shown, "Tell the duty team when somebody picks", "Before the first question"]:
        assert words in page, words


def test_the_officer_marks_who_is_told_and_nobody_has_to_look_again(officer, checking, survey):
    marks = {"marks": "yes", "told_q_safe": ["no", "none such"], "seen": 1}
    assert officer.post(checking, data={**marks, "do": "told"}).status_code == 303
    assert only(survey(), "q_safe")["alert_on"] == ["no"]
    assert (survey().stage, survey().revision) == ("safety_check", 2)
    assert TOLD in officer.get(checking).text
    late = officer.post(checking, data={**marks, "told_q_safe": "yes", "do": "told"})
    assert late.status_code == 409 and only(survey(), "q_safe")["alert_on"] == ["no"]
    fine = {"marks": "yes", "told_q_safe": ["no", "not_sure"], "seen": 2, "fine": "yes", "note": ""}
    assert officer.post(checking, data=fine).status_code == 303
    assert only(survey(), "q_safe")["alert_on"] == ["no", "not_sure"] and survey().stage == "ready"


def test_whichever_button_is_pressed_neither_note_nor_ticks_are_lost(officer, checking, survey):
    typed = {"marks": "yes", "told_q_safe": "no", "seen": 1, "note": "Half a note"}
    page = officer.post(checking, data={**typed, "do": "told"})
    assert page.status_code == 200 and "Half a note" in page.text
    assert 'name="seen" type="hidden" value="2"' in page.text
    empty = {**typed, "seen": 2, "note": "", "fine": "no", "told_q_safe": "not_sure"}
    again = officer.post(checking, data=empty)
    assert again.status_code == 422 and only(survey(), "q_safe")["alert_on"] == ["no"]
    assert 'value="not_sure" checked' in again.text and 'value="no" checked' not in again.text


def test_a_verdict_without_boxes_leaves_who_is_told_as_it_was(world, session, checking, survey):
    content = world.survey.definition
    first, *rest = content["questions"]
    world.survey.definition = {**content, "questions": [{**first, "alert_on": ["no"]}, *rest]}
    safety_check(world.survey, world.officer, 1, True)
    assert world.survey.definition["questions"][0]["alert_on"] == ["no"]
    assert (world.survey.stage, world.survey.revision) == ("ready", 1)
    session.commit()


def test_who_answers_reads_who_is_told_before_they_send_it(world, session, client):
    asked = [
        {"key": "safe", **SAFE, "alert_on": ["no"]},
        {"key": "why", "type": "long_text", "ask": "Why?"},
    ]
    link = survey_link(make_open_survey(world.west, questions=asked)).code
    session.commit()
    begin(client, link)
    at = f"/surveys/{link}/11_17"
    asked = client.get(f"{at}/safe").text
    assert TOLD_IF in asked and "so that they can help" not in asked, "nobody knows who it is"
    assert "the duty team is told" not in client.get(f"{at}/why").text
    client.post(f"{at}/safe", data={"answer": "yes", "do": "next"})
    assert "The duty team is told" not in client.get(f"{at}/check").text
    client.post(f"{at}/safe", data={"answer": "no", "do": "next"})
    assert "One of your answers says that you may not be safe" in client.get(f"{at}/check").text
    send(client, link)
    assert "Do you want somebody to help you?" in client.get(f"{at}/sent").text
    assert session.scalars(select(Alert)).one().level == "amber"
