"""Writing the questions of a survey: every kind of them, and what will not do comes back."""

import re

import pytest

from surveys.building.texts import PICTURES
from tests.surveys.building.typing_in import question


def keys(survey):
    return [one["key"] for one in survey.definition["questions"]]


def test_a_question_is_added_and_each_answer_gets_a_code_for_good(ada, address, survey):
    assert ada.post(address("/questions"), data=question(1)).status_code == 303
    added = survey().definition["questions"][-1]
    assert [one["code"] for one in added["choices"]] == ["good", "not_good", "dont_know"]
    assert re.fullmatch(r"q_[a-z0-9]{6}", added["key"]) and "ages" not in added
    there = {f"choice_{one['code']}": one["label"] for one in added["choices"]}
    there |= {"choice_good": "Yummy"}
    sent = question(2, new_1="Very bad", new_2="", new_3="", **there)
    ada.post(address(f"/questions/{added['key']}"), data=sent)
    changed = survey().definition["questions"][-1]
    assert changed["choices"][0] == {"code": "good", "label": "Yummy"}
    assert [one["code"] for one in changed["choices"]] == [
        "good",
        "not_good",
        "dont_know",
        "very_bad",
    ]


@pytest.mark.parametrize(
    "kind",
    ["yes_no_not_sure", "feeling", "agreement", "short_text", "long_text", "date",
     "several_choices", "one_tap", "picture_choice"],
)  # fmt: skip
def test_every_kind_of_question_can_be_asked(ada, address, survey, kind):
    assert ada.get(address(f"/questions/new?type={kind}")).status_code == 200
    assert ada.post(address("/questions"), data=question(1, type=kind)).status_code == 303
    assert survey().definition["questions"][-1]["type"] == kind
    assert "Before it can go on" not in ada.get(address()).text


def test_who_somebodys_worker_is_cannot_be_asked(ada, address, survey):
    assert "How can they answer?" in ada.get(address("/questions/new?type=person")).text
    assert ada.post(address("/questions"), data=question(1, type="person")).status_code == 422
    assert survey().revision == 1


def test_among_several_answers_none_of_these_stands_alone(ada, address, survey):
    sent = question(1, type="several_choices", more="None of these\r\nThe rooms\r\n")
    ada.post(address("/questions"), data=sent)
    choices = survey().definition["questions"][-1]["choices"]
    assert {one["code"] for one in choices if one.get("alone")} == {"dont_know", "none_of_these"}
    assert choices[-1] == {"code": "the_rooms", "label": "The rooms"}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"ask": " "}, "Write something here."),
        ({"ask": "Is it 100% fine?"}, "Write “percent”"),
        ({"ask": "x" * 301}, "there is room for 300"),
        ({"new_2": "", "new_3": ""}, "Write at least two answers."),
        ({"new_2": "good"}, "One answer is there twice."),
        ({"new_2": "Half: 50%"}, "Write “percent”"),
        ({"more": "\n".join(f"Line {n}" for n in range(50))}, "There is room for 40 answers."),
        ({"ages": []}, "Choose who is asked."),
        ({"hint": "a\x01b"}, "There is a sign in it that cannot be shown."),
    ],
)
def test_what_will_not_do_comes_back_with_what_was_typed(ada, address, survey, changed, said):
    answer = ada.post(address("/questions"), data=question(1, why="My own why", **changed))
    assert answer.status_code == 422 and said in answer.text
    assert "My own why" in answer.text and ("new_2" in changed or "Not good" in answer.text)
    assert survey().revision == 1


def test_more_lines_keep_what_was_typed_and_change_nothing(ada, address, survey):
    page = ada.post(address("/questions"), data=question(1, do="lines"))
    assert page.status_code == 200 and page.text.count('name="new_') == 6
    assert "Not good" in page.text and survey().revision == 1
    assert f'formaction="{address("/questions")}#new_6"' in page.text, "not to the page's head"


def test_there_is_room_for_sixty_questions(ada, address, survey):
    while len(keys(survey())) < 60:
        ada.post(address("/questions/q_why/copy"), data={"seen": survey().revision})
    answer = ada.post(address("/questions"), data=question(survey().revision, ask="One more?"))
    assert answer.status_code == 422 and "room for 60" in answer.text and "One more?" in answer.text
    ada.post(address("/bank"), data={"id": "b_trust", "seen": survey().revision})
    assert len(keys(survey())) == 60


def test_a_new_question_comes_right_after_the_one_it_was_begun_at(ada, address, survey):
    page = ada.get(address()).text
    assert "/questions/new?after=q_safe" in page
    assert "after=q_safe" in ada.get(address("/questions/new?after=q_safe")).text
    form = ada.get(address("/questions/new?type=feeling&after=q_safe")).text
    assert 'name="after" value="q_safe"' in form
    refused = ada.post(address("/questions"), data=question(1, ask="", after="q_safe"))
    assert 'name="after" value="q_safe"' in refused.text
    ada.post(address("/questions"), data=question(1, after="q_safe"))
    first, new, *rest = keys(survey())
    assert (first, rest) == ("q_safe", ["q_why", "q_best"]) and new.startswith("q_")


def test_questions_of_the_bank_come_after_it_one_after_the_other(ada, address, survey):
    sent = {"id": "b_trust", "seen": 1, "after": "q_safe"}
    answer = ada.post(address("/bank"), data=sent)
    assert "after=b_trust" in answer.location
    ada.post(address("/bank"), data={"id": "b_trust", "seen": 2, "after": "b_trust"})
    order = keys(survey())
    assert order[:2] == ["q_safe", "b_trust"] and order[3:] == ["q_why", "q_best"]


def test_after_a_question_that_is_gone_means_at_the_end(ada, address, survey):
    ada.post(address("/questions"), data=question(1, after="q_gone"))
    assert keys(survey())[:3] == ["q_safe", "q_why", "q_best"] and len(keys(survey())) == 4


def test_whoever_writes_several_goes_on_to_the_next_right_after_it(ada, address, survey):
    assert "Keep it and write another" in ada.get(address("/questions/new?type=feeling")).text
    answer = ada.post(address("/questions"), data=question(1, after="q_safe", do="another"))
    new = keys(survey())[1]
    assert answer.location.endswith(f"/questions/new?after={new}")
    assert "Question 2 is kept." in ada.get(answer.location).text


def test_each_answer_stands_beside_its_picture_and_all_of_them_can_be_seen(ada, address, survey):
    page = ada.get(address("/questions/new?type=picture_choice")).text
    beside = page.split('class="survey-answer-picture">')[1:]
    assert len(beside) == 3 and all(one.startswith("<svg") for one in beside)
    gallery = page.split('class="survey-pictures"')[1].split("</ul>")[0]
    assert gallery.count("<svg") == gallery.count("<li>") == len(PICTURES)
    sent = question(
        1, type="picture_choice", picture_new_1="home", picture_new_2="no such", do="lines"
    )
    again = ada.post(address("/questions"), data=sent).text.split('"survey-answer-picture">')[1:]
    drawn = [one.split("</svg>")[0] for one in again]
    assert drawn[0] != drawn[1] == drawn[2]
    assert "survey-pictures" not in ada.get(address("/questions/new?type=one_choice")).text


def test_several_answers_with_one_picture_are_an_idea(ada, address, survey):
    said = "Some answers have the same picture: “Good”, “Not good”."
    sent = question(1, type="one_tap", picture_new_3="half")
    ada.post(address("/questions"), data=sent)
    assert said in ada.get(address()).text
    key = keys(survey())[-1]
    assert said in ada.get(address(f"/questions/{key}")).text
    there = {f"choice_{code}": code for code in ("good", "not_good", "dont_know")}
    drawn = {"picture_choice_good": "tick", "picture_choice_not_good": "cross"}
    drawn |= {"picture_choice_dont_know": "half", "new_1": "", "new_2": "", "new_3": ""}
    ada.post(address(f"/questions/{key}"), data=question(2, type="one_tap", **there, **drawn))
    assert "the same picture" not in ada.get(address()).text
