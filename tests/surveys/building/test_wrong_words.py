"""What is wrong with a file is said in plain words: which question it is, and what."""

import json
import re

import pytest

from surveys.building.importing import NotASurvey, read_survey
from surveys.building.problems import problems_of
from tests.surveys.building.test_files import HOSTILE, a_file, ask, choices

JARGON = re.compile(r"valid|schema|match|required|propert|expected|\bnull\b|None|\{'|does not have")


def said_of(*questions, **changed):
    """What is said of the file with these questions."""
    with pytest.raises(NotASurvey) as wrong:
        read_survey(json.dumps(a_file(*questions, **changed)))
    return wrong.value.problems


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"ask": "  "}, "Question 2: “ask” has no words."),
        ({"ask": 5}, "Question 2: “ask” should be words."),
        ({"type": "one_choice"}, "Question 2, “Ask b?”: “choices” is missing."),
        ({"choices": choices("A", "B")}, "“choices” does not go with this kind of question."),
        ({"type": "one_choice", "choices": choices("A")}, "Write at least two answers."),
        ({"key": "Food!"}, "“key” is “Food!”. It can only have small letters from a to z"),
        ({"script": "x"}, "“script” is nothing that we know here. Take it out."),
        ({"type": "upload"}, "“type” is “upload”. It can be: short_text"),
        ({"hint": "x" * 700}, "That is 700 letters, and there is room for 600."),
        ({"hint": "x" * 400}, "That is 400 letters, and there is room for 300."),
        ({"next": 5}, "“next” is not as it should be."),
        ({"next": "z"}, "A way leads to “z”, and there is no such question."),
        ({"next": "a"}, "A way leads back here. It can only lead on."),
        ({"key": "a"}, "Two questions are called “a”."),
        ({"ask": "100% sure?"}, "Write “percent” instead of the sign"),
        ({"alert_on": ["x"]}, "It waits for the answer “x”, and nobody can pick that."),
        ({"ages": []}, "“ages” is empty."),
        ({"ages": ["99"]}, "“ages” is “99”. It can be: 4_7"),
    ],
)
def test_it_names_the_question_and_what_to_do(app, question, said):
    problems = said_of(ask("a"), {**ask("b"), **question})
    assert any(said in one for one in problems), problems
    assert any(one.startswith(("Question 2", "Question 1")) for one in problems)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": 5}, "What is it called? “title” should be words."),
        ({"intro": "x" * 700}, "What is it for? That is 700 letters"),
        ({"asked": -1}, "“asked” should be a number from 1 to 100,000."),
        ({"urgent": True}, "“urgent” is nothing that we know here."),
        ({"questions": {"a": 1}}, "“questions” should be a list."),
    ],
)
def test_of_the_survey_as_a_whole_too(app, changed, said):
    assert said in said_of(**changed)[0]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_sentence_is_a_programmers(app, name):
    with pytest.raises(NotASurvey) as wrong:
        read_survey(HOSTILE[name])
    assert wrong.value.problems and len(wrong.value.problems) <= 12
    assert not [one for one in wrong.value.problems if JARGON.search(one)]


def test_whoever_writes_in_the_browser_reads_plain_words_too(app):
    alone = [{"code": code, "label": code, "alone": True} for code in ("none", "dont_know")]
    content = a_file(ask("a", type="several_choices", choices=alone), ages=["8_11"])
    assert [one.words for one in problems_of(content)] == [
        "No two of these answers go together. Add others, or let them pick one answer from a list."
    ]


@pytest.mark.parametrize("wrong", [{"ask": 5}, {"hint": 5}, {"easier": {"ask": 5}}])
def test_a_number_where_words_should_be_is_said_to_be_that_and_no_percent_sign(app, wrong):
    problems = said_of({**ask("a"), **wrong})
    assert len(problems) == 1 and "should be words." in problems[0], problems
