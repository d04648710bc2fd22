"""A copied survey in other words: whoever changes them is told what that breaks, and may."""

import pytest
from sqlalchemy import select

from surveys.rewording import Since, since
from surveys.survey_models import Survey
from tests.surveys.building.typing_in import question

GOOD, BAD = {"code": "good", "label": "Good"}, {"code": "bad", "label": "Bad"}
FOOD = {"key": "q_food", "ask": "How is the food?", "choices": [GOOD, BAD]}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, Since()),
        ({"ask": "how is  the food"}, Since()),
        ({"ask": "How is lunch?"}, Since(words=("How is the food?",))),
        ({"choices": [{"code": "good", "label": "OK"}, BAD]}, Since(words=("Good",))),
        ({"choices": [GOOD, BAD, {"code": "new", "label": "New"}]}, Since(added=("New",))),
        ({"choices": [BAD, GOOD]}, Since()),
        ({"choices": [GOOD]}, Since(gone=("Bad",))),
        ({"easier": {"ask": "Is food nice?"}}, Since()),
    ],
)
def test_what_counts_as_other_words_and_other_answers(change, found):
    assert since({**FOOD, **change}, FOOD) == found
    assert bool(found) == (found != Since())


def test_easier_words_count_as_words_do():
    easier = {**FOOD, "easier": {"ask": "Is food nice?"}}
    nice = {**FOOD, "easier": {"ask": "Nice food?"}}
    assert since(nice, easier) == Since(words=("Is food nice?",))


@pytest.fixture
def again(ada, address, session, survey, on_its_way):
    """The address of a copy of one that is over."""
    on_its_way("closed")
    return copy_of(ada, address, session, survey)


def copy_of(ada, address, session, survey):
    ada.post(address("/copy"), data={"seen": 1, "title": "Again"})
    copies = session.scalars(select(Survey).where(Survey.cloned_from_id == survey().id))
    copy = copies.unique().one()
    return f"/surveys/build/{copy.id}"


def test_other_words_are_kept_and_it_is_said_that_they_break_the_comparison(ada, again):
    other = question(1, type="long_text", ask="What makes you feel odd?")
    answer = ada.post(f"{again}/questions/q_why", data=other)
    assert answer.status_code == 303
    page = ada.get(again).text
    assert page.count("this breaks the comparison with last") == 2, "once above, once beside it"
    assert '<q dir="auto">What makes you feel not so safe?' in page
    assert "breaks the comparison" in ada.get(f"{again}/questions/q_why").text
    assert ada.get(again).text.count("breaks the comparison") == 1


def test_answers_added_and_taken_off_are_kept_and_it_is_said_that_they_break_it_too(ada, again):
    best = {"type": "one_choice", "ask": "What is the best thing about it?"}
    lines = {"choice_food": "The food", "choice_people": "", "choice_dont_know": "I don’t know"}
    easier = {"easier_ask": "What do you like best?", "new_1": "My room", "new_2": "", "new_3": ""}
    sent = question(1, **best, **lines, **easier)
    assert ada.post(f"{again}/questions/q_best", data=sent).status_code == 303
    page = ada.get(again).text
    assert "There are other answers to pick, so this breaks the comparison" in page
    for hint, words in (("New to pick", "My room"), ("Taken off", "The people")):
        quoted = page.split(f"{hint} since last time.")[1].split("<q")[1]
        assert quoted.startswith(f' dir="auto">{words}</q>')


def test_nothing_is_said_of_the_same_words(ada, again):
    same = question(1, type="long_text", ask="What makes you feel not so safe", hint="Anything.")
    assert ada.post(f"{again}/questions/q_why", data=same).status_code == 303
    assert "breaks the comparison" not in ada.get(again).text


def test_nothing_is_said_of_what_was_never_asked(ada, address, session, survey):
    other = question(1, type="long_text", ask="Else?")
    copy = copy_of(ada, address, session, survey)
    for one in (address(), copy):
        assert ada.post(f"{one}/questions/q_why", data=other).status_code == 303
        assert "breaks the comparison" not in ada.get(one).text
