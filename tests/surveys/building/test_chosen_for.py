"""What was chosen for other words is looked at again: who is told, the easier words, the reason."""

import json

import pytest

from surveys.building.chosen_for import chosen_for_hints, remembering, told_anew
from surveys.building.importing import NotASurvey, read_survey
from surveys.survey_models import AGES
from tests.surveys.building.typing_in import question

SAFE = {
    "key": "b_home_safe",
    "type": "yes_no_not_sure",
    "ask": "Do you feel safe where you live?",
    "why": "Adults must know where children are not safe.",
    "alert_on": ["no"],
}
SCARED = "Are you scared where you live?"
LISTEN = {
    "key": "b_listened",
    "type": "agreement",
    "ask": "Adults listen to what I say.",
    "easier": {"ask": "Grown-ups listen to me."},
}


def asked_of(question, ages=AGES):
    return {hint.code: hint.better for hint in chosen_for_hints(question, ages)}


def test_other_words_ask_again_who_is_told_and_why(app):
    now = remembering(SAFE, {**SAFE, "ask": SCARED})
    assert asked_of(now) == {
        "told_for_other_words": "Do you feel safe where you live?",
        "why_for_other_words": "Do you feel safe where you live?",
    }
    assert [hint.first for hint in chosen_for_hints(now, AGES)] == [True, False]


def test_easier_words_of_another_question_are_looked_at_again(app):
    now = remembering(LISTEN, {**LISTEN, "ask": "Adults never listen to me."})
    assert asked_of(now) == {"easier_for_other_words": "Adults listen to what I say."}
    assert asked_of(now, ["11_17", "care_leavers"]) == {}, "nobody reads them"
    easier = {"ask": "Grown-ups never listen to me."}
    assert asked_of(remembering(LISTEN, {**now, "easier": easier})) == {}


def test_the_oldest_words_are_the_ones_it_was_chosen_for(app):
    once = remembering(SAFE, {**SAFE, "ask": "Do you feel safe?"})
    twice = remembering(once, {**once, "ask": SCARED})
    assert asked_of(twice)["told_for_other_words"] == SAFE["ask"]
    assert remembering(twice, {**twice, "ask": SAFE["ask"]}) == SAFE


@pytest.mark.parametrize(
    "change",
    [{"ask": "Do you feel safe where  you live"}, {"hint": "Day and night."}, {"why": "So that."}],
)
def test_what_asks_the_same_is_not_looked_at_again(change):
    assert "chosen_for" not in remembering(SAFE, {**SAFE, **change})


def test_other_answers_that_tell_are_chosen_for_the_new_words():
    now = remembering(SAFE, {**SAFE, "ask": SCARED})
    assert set(told_anew(now, ["yes"])["chosen_for"]) == {"why"}
    assert told_anew(now, ["no"]) == now
    assert "alert_on" not in remembering(SAFE, {**now, "alert_on": ["yes"]})["chosen_for"]


def test_an_answer_that_tells_and_is_called_something_else_is_looked_at_again(app):
    often = [{"code": "often", "label": "Often"}, {"code": "no", "label": "No"}]
    hit = {**SAFE, "type": "one_choice", "choices": often, "alert_on": ["often"]}
    never = [{"code": "often", "label": "Never"}, {"code": "no", "label": "No"}]
    assert set(asked_of(remembering(hit, {**hit, "choices": never}))) == {"told_for_other_words"}
    other = [{"code": "often", "label": "Often"}, {"code": "no", "label": "Not at all"}]
    assert remembering(hit, {**hit, "choices": other}) == {**hit, "choices": other}


def test_it_stands_on_the_card_and_at_the_check_until_the_question_is_kept_again(
    ada, officer, address, survey, on_its_way
):
    ada.post(address("/bank"), data={"id": "b_little_safe", "seen": 1})
    card, words = address("/questions/b_little_safe"), "which answers should tell a safe adult?"
    assert words not in ada.get(address()).text
    sent = {"type": "yes_no_not_sure", "ask": "Are you scared at home?", "tells_choice_no": "y"}
    assert ada.post(card, data=question(2, **sent)).status_code == 303
    page = ada.get(address()).text
    assert words in page and "Do you feel safe at home?" in page
    on_its_way("safety_check")
    check = officer.get(f"/surveys/check/{survey().id}").text
    assert words in check.split('id="b_little_safe"')[1].split("</li>\n</ol>")[0]
    again = question(survey().revision, **sent)
    assert ada.post(card, data=again).status_code == 303
    assert words not in ada.get(address()).text


def test_it_is_in_the_file_and_held_to_what_a_page_can_show():
    def file(words):
        now = {**SAFE, "ask": SCARED, "chosen_for": {"alert_on": words}}
        return json.dumps({"title": "T", "intro": "I", "thanks": "T", "questions": [now]})

    assert read_survey(file("Is it safe?"))["questions"][0]["chosen_for"]["alert_on"]
    for wrong in ("a\x01b", "100%", " ", "x" * 7000, 1):
        with pytest.raises(NotASurvey):
            read_survey(file(wrong))
