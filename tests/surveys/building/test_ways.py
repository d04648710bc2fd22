"""The order of the questions and the ways between them; nothing leads to what is not there."""

import re

from tests.surveys.building.typing_in import question


def keys(survey):
    return [one["key"] for one in survey.definition["questions"]]


def test_questions_are_moved_and_copied(ada, address, survey):
    ada.post(address("/questions/q_best/up"), data={"seen": 1, "sure": "yes"})
    assert keys(survey()) == ["q_safe", "q_best", "q_why"]
    ada.post(address("/questions/q_best/copy"), data={"seen": 2})
    copy = survey().definition["questions"][2]
    assert copy["ask"] == "What is the best thing about it?" and copy["key"] != "q_best"
    ada.post(address("/questions/q_safe/up"), data={"seen": 3})
    assert keys(survey())[0] == "q_safe"


def test_moving_a_question_before_the_one_that_leads_to_it_asks_first(ada, address, survey):
    page = ada.post(address("/questions/q_safe/down"), data={"seen": 1})
    assert page.status_code == 422 and "A way would lead back" in page.text
    assert "“No”" in page.text and survey().revision == 1
    sure = {"seen": 1, "sure": "yes"}
    assert ada.post(address("/questions/q_safe/down"), data=sure).status_code == 303
    moved = survey().definition["questions"]
    assert [one["key"] for one in moved] == ["q_why", "q_safe", "q_best"]
    assert moved[1]["next"] == [{"go": "q_best"}]


def test_before_a_question_is_taken_off_the_page_says_which_ways_lead_to_it(ada, address, survey):
    page = ada.get(address("/questions/q_why/remove")).text
    assert "These ways lead to it:" in page and "Do you feel safe at home?" in page
    assert "This is how it goes on once it is off:" in page
    assert "Everybody goes on to the next question." in page
    ada.post(address("/questions/q_why/remove"), data={"seen": 1})
    kept = survey().definition["questions"]
    assert [one["key"] for one in kept] == ["q_safe", "q_best"]
    assert "next" not in kept[0], "every way led to what comes next by itself"
    assert "Before it can go on" not in ada.get(address()).text


def test_what_led_to_the_last_question_leads_to_the_end(ada, address, survey):
    page = ada.get(address("/questions/q_best/remove")).text
    assert "If they say “No” → question 2" in page and "Everybody else → the end" in page
    ada.post(address("/questions/q_best/remove"), data={"seen": 1})
    rules = survey().definition["questions"][0]["next"]
    assert rules == [{"when": ["no"], "go": "q_why"}, {"go": "end"}]


def test_ways_are_picked_for_each_answer_and_only_lead_on(ada, address, survey):
    page = ada.get(address("/questions/q_safe/next")).text
    assert "If they say “No”" in page and "2. What makes you feel not so safe?" in page
    assert "1. Do you feel safe at home?" not in page
    sent = {"seen": 1, "code_no": "q_best", "code_not_sure": "q_best", "rest": "end"}
    for back in ("q_safe", "none"):
        answer = ada.post(address("/questions/q_safe/next"), data={**sent, "code_yes": back})
        assert answer.status_code == 422 and "is not there any more. Pick again." in answer.text
        assert answer.text.count(" selected>") >= 3, "what else was picked is still picked"
    ada.post(address("/questions/q_safe/next"), data=sent)
    assert survey().definition["questions"][0]["next"] == [
        {"when": ["no", "not_sure"], "go": "q_best"},
        {"go": "end"},
    ]
    shown = ada.get(address()).text
    assert "If they say “No” or “I’m not sure” → question 3" in shown
    assert "Nobody is ever asked this" in shown


def test_the_next_question_is_asked_only_of_those_who_are_led_to_it(ada, address, survey):
    sent = {"seen": 1, "code_no": "q_why", "rest": "", "only": "y"}
    ada.post(address("/questions/q_safe/next"), data=sent)
    only = [{"when": ["no"], "go": "q_why"}, {"go": "q_best"}]
    assert survey().definition["questions"][0]["next"] == only
    page = ada.get(address("/questions/q_safe/next")).text
    assert re.search(r'<input[^>]* name="only"[^>]* checked', page), "and so it says on return"
    assert '<option value="q_best" selected>' not in page
    ada.post(address("/questions/q_best/remove"), data={"seen": 2})
    ada.post(address("/questions/q_safe/next"), data={**sent, "seen": 3})
    assert survey().definition["questions"][0]["next"][1] == {"go": "end"}
    ada.post(address("/questions/q_safe/next"), data={**sent, "seen": 4, "code_no": ""})
    assert "next" not in survey().definition["questions"][0], "nobody is led to it"


def test_a_way_that_waited_for_an_answer_goes_with_it(ada, address, survey):
    ada.post(
        address("/questions/q_best/next"),
        data={"seen": 1, "code_food": "end", "code_people": "end", "rest": ""},
    )
    sent = question(2, choice_food="", choice_people="The people", choice_dont_know="Not sure")
    sent |= {"new_1": "", "new_2": "", "new_3": ""}
    ada.post(address("/questions/q_best"), data=sent)
    assert survey().definition["questions"][2]["next"] == [{"when": ["people"], "go": "end"}]
    assert "A way that waited for an answer you took off is gone" in ada.get(address()).text


def test_what_was_for_some_only_is_for_some_no_more_when_the_box_is_emptied(ada, address, survey):
    sent = {"seen": 1, "code_no": "q_why", "rest": ""}
    ada.post(address("/questions/q_safe/next"), data={**sent, "only": "y"})
    ada.post(address("/questions/q_safe/next"), data={**sent, "seen": 2})
    assert survey().definition["questions"][0]["next"] == [{"when": ["no"], "go": "q_why"}]


def test_from_the_last_question_every_way_leads_to_the_end(ada, address):
    sent = {"seen": 1, "code_food": "end", "rest": "end"}
    ada.post(address("/questions/q_best/next"), data=sent)
    page = ada.get(address("/questions/q_best/next"))
    assert page.status_code == 200 and 'name="only"' not in page.text


def test_whoever_moves_a_question_is_told_who_is_asked_what_now(ada, address, survey):
    said, past = "Now everybody is asked “What makes you feel not so safe?”.", "Now some go past"
    sent = {"seen": 1, "code_no": "q_why", "rest": "", "only": "y"}
    ada.post(address("/questions/q_safe/next"), data=sent)
    page = ada.get(ada.post(address("/questions/q_why/down"), data={"seen": 2}).location).text
    assert said in page and f"{past} “What is the best thing about it?”" in page
    assert keys(survey()) == ["q_safe", "q_best", "q_why"]
    assert said not in ada.get(address()).text, "it is said once"
    page = ada.get(ada.post(address("/questions/q_why/copy"), data={"seen": 3}).location).text
    assert said not in page and past not in page


def test_a_follow_up_of_a_question_that_is_taken_off_is_said_to_be_for_everybody(
    ada, address, survey
):
    sent = {"seen": 1, "code_no": "q_why", "rest": "", "only": "y"}
    ada.post(address("/questions/q_safe/next"), data=sent)
    answer = ada.post(address("/questions/q_safe/remove"), data={"seen": 2})
    said = "Now everybody is asked “What makes you feel not so safe?”."
    assert said in ada.get(answer.location).text


def test_the_last_question_can_be_taken_off_too(ada, address, survey):
    for seen, key in enumerate(keys(survey()), start=1):
        answer = ada.post(address(f"/questions/{key}/remove"), data={"seen": seen})
        assert answer.status_code == 303
    assert keys(survey()) == []
