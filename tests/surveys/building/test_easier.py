"""Easier words for those under 11, of a question and of each of its answers."""

import pytest

from app.demo.factories import make_survey
from surveys.building.ages import form_for, words_for
from surveys.building.hints import hints_for
from surveys.survey_texts import texts_in
from tests.surveys.building.typing_in import question

ASKED = {
    "key": "q",
    "type": "one_choice",
    "ask": "What matters most in your accommodation?",
    "easier": {"ask": "What is best?", "choices": [{"code": "carers", "label": "Grown-ups"}]},
    "choices": [{"code": "carers", "label": "Foster carers"}, {"code": "dont_know", "label": "?"}],
}
CONTENT = {"title": "T", "intro": "I", "thanks": "T", "ages": ["8_11", "11_17"]}


def labels(form):
    return [one["label"] for one in form["questions"][0]["choices"]]


def test_the_younger_read_the_easier_words_of_the_answers_too():
    content = {**CONTENT, "questions": [ASKED]}
    younger, older = (form_for(content, ages, "s0") for ages in ("8_11", "11_17"))
    assert labels(younger) == ["Grown-ups", "?"] and labels(older) == ["Foster carers", "?"]
    codes = [[one["code"] for one in form["questions"][0]["choices"]] for form in (younger, older)]
    assert codes[0] == codes[1] == ["carers", "dont_know"]
    assert "easier" not in younger["questions"][0]


def test_hints_look_at_the_words_each_age_reads():
    hard = {**ASKED, "choices": [{"code": "carers", "label": "Accommodation responsibilities"}]}
    assert words_for(hard, "8_11")["choices"][0]["label"] == "Grown-ups"
    assert "long_word" not in {one.code for one in hints_for(hard, ["8_11"])}


def test_each_is_a_text_for_interpreters():
    places = {one.place: one.english for one in texts_in({"questions": [ASKED]})}
    assert places["questions/q/easier/choices/carers/label"] == "Grown-ups"


def test_they_are_typed_beside_each_answer_and_go_with_it(ada, address, survey):
    sent = question(1, easier_new_1="Yummy", easier_ask="Is it yummy?")
    assert ada.post(address("/questions"), data=sent).status_code == 303
    added = survey().definition["questions"][-1]
    assert added["easier"] == {
        "ask": "Is it yummy?",
        "choices": [{"code": "good", "label": "Yummy"}],
    }
    page = ada.get(address(f"/questions/{added['key']}")).text
    assert "“Good” in easier words" in page and 'value="Yummy"' in page
    assert "Yummy" in ada.get(address(f"/preview/8_11/{added['key']}")).text
    assert "Yummy" not in ada.get(address(f"/preview/11_17/{added['key']}")).text
    lines = {f"choice_{one['code']}": one["label"] for one in added["choices"]}
    again = question(2, new_1="", new_2="", new_3="", **lines, easier_choice_good="Yummy")
    gone = {**again, "choice_good": "", "choice_not_good": "Bad"}
    assert ada.post(address(f"/questions/{added['key']}"), data=gone).status_code == 303
    assert "easier" not in survey().definition["questions"][-1]


def test_easier_words_that_cannot_stand_come_back(ada, address, survey):
    answer = ada.post(address("/questions"), data=question(1, easier_new_2="50% of it"))
    assert answer.status_code == 422 and "Write “percent”" in answer.text
    assert "50% of it" in answer.text and survey().revision == 1


@pytest.mark.parametrize(
    ("ages", "more", "offered"),
    [
        (["4_7"], {}, False),
        (["4_7", "8_11"], {}, False),
        (["8_11", "11_17"], {}, True),
        (["4_7"], {"easier": {"ask": "How is it?"}}, True),
    ],
)
def test_easier_words_are_offered_where_some_read_others_or_where_they_are_there(
    world, ada, session, ages, more, offered
):
    asked = [{"key": "q", "type": "feeling", "ask": "How?", **more}]
    made = make_survey([world.west], world.ada, ages=ages, questions=asked)
    session.commit()
    page = ada.get(f"/surveys/build/{made.id}/questions/q").text
    assert ("Easier words for those under 11" in page) is offered


def test_no_easier_words_are_asked_for_where_nobody_reads_them_and_those_there_are_stay(
    world, ada, session
):
    asked = [{"key": "q", "type": "feeling", "ask": "How?", "easier": {"ask": "How is it?"}}]
    older = make_survey([world.west], world.ada, ages=["11_17"], questions=asked)
    session.commit()
    at = f"/surveys/build/{older.id}/questions/q"
    assert "Easier words" not in ada.get(at).text
    sent = {"type": "feeling", "ask": "How now?", "ages": "11_17", "seen": 1}
    assert ada.post(at, data=sent).status_code == 303
    session.refresh(older)
    [kept] = older.definition["questions"]
    assert kept == {**asked[0], "ask": "How now?", "chosen_for": {"easier": "How?"}}


def test_easier_words_are_asked_for_where_younger_ones_read_them(ada, address):
    assert "Easier words for those under 11" in ada.get(address("/questions/q_best")).text
