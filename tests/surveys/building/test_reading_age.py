"""Hints on how a question reads: its sentences and words, for each age."""

import pytest

from surveys.building.hints import hints_for
from tests.surveys.building.test_hints import a, codes


@pytest.mark.parametrize(
    ("ages", "seen"), [("4_7", True), ("8_11", True), ("11_17", False), ("care_leavers", False)]
)
def test_a_sentence_is_as_long_as_the_age_can_read(app, ages, seen):
    sixteen = "When you think of the last week in your home, how did you feel most days?"
    assert ("long_sentence" in codes(a(sixteen, "feeling"), ages)) is seen


@pytest.mark.parametrize(
    ("ask", "ages", "seen"),
    [
        ("Do you like your placement?", "4_7", True),
        ("Is everything fine?", "4_7", False),
        ("Do you get responsibilities?", "11_17", True),
        ("Do you have a birthday?", "4_7", False),
    ],
)
def test_a_word_is_as_long_as_the_age_can_read(app, ask, ages, seen):
    assert ("long_word" in codes(a(ask), ages)) is seen


def test_the_younger_are_read_their_easier_words(app):
    question = a(
        "Do you receive appropriate information about accommodation?",
        easier={"ask": "Do you know where you will live?"},
    )
    assert "long_word" not in codes(question, "8_11")
    assert "long_word" in codes(question, "11_17")


@pytest.mark.parametrize(
    ("word", "rather"), [("placement", "home"), ("siblings", "brothers and sisters"),
                         ("contact", "family time"), ("respite", "short stay")]
)  # fmt: skip
def test_a_word_of_offices_is_said_another_way(app, word, rather):
    found = [one for one in hints_for(a(f"How is your {word}?"), ["11_17"])]
    assert rather in [one.better for one in found if one.code == "office_word"]


def test_a_question_that_nobody_is_asked_has_no_reading_age(app):
    assert hints_for(a("Is there enough to do in the whole of the long week at home?"), []) == []
