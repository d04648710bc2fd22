"""A copied survey in other words: whoever changes them is told what that breaks, and may."""

import pytest
from sqlalchemy import select

from surveys.rewording import worded_before
from surveys.survey_models import Survey
from tests.surveys.building.typing_in import question

FOOD = {
    "key": "q_food",
    "ask": "How is the food?",
    "choices": [{"code": "good", "label": "Good"}, {"code": "bad", "label": "Bad"}],
}


@pytest.mark.parametrize(
    ("change", "before"),
    [
        ({}, []),
        ({"ask": "how is  the food"}, []),
        ({"ask": "How is lunch?"}, ["How is the food?"]),
        ({"choices": [{"code": "good", "label": "OK"}, FOOD["choices"][1]]}, ["Good"]),
        ({"choices": [*FOOD["choices"], {"code": "new", "label": "New"}]}, []),
        ({"easier": {"ask": "Is food nice?"}}, []),
    ],
)
def test_what_counts_as_other_words(change, before):
    assert worded_before({**FOOD, **change}, FOOD) == before


def test_easier_words_count_as_words_do():
    easier = {**FOOD, "easier": {"ask": "Is food nice?"}}
    assert worded_before({**FOOD, "easier": {"ask": "Nice food?"}}, easier) == ["Is food nice?"]


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
