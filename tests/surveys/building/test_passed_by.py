"""Hints on the questions that a way goes past, and the demo's own survey."""

import pytest

from surveys.building.ages import asked_at
from surveys.building.hints import hints_by_question
from surveys.definition import END

FIRST = {"key": "q_yes", "type": "yes_no_not_sure", "ask": "Is it good?"}
FOOD = {"key": "q_food", "type": "yes_no_not_sure", "ask": "Is the food good?"}
SAFE = {"key": "q_safe", "type": "yes_no_not_sure", "ask": "Do you feel safe?", "alert_on": ["no"]}
LAST = {"key": "q_last", "type": "long_text", "ask": "What else?"}


def passed_by(go, *questions, **more):
    """What the first question is told, with a way for “Yes”."""
    first = {**FIRST, "next": [{"when": ["yes"], "go": go}], **more}
    content = {"ages": ["8_11", "11_17"], "questions": [first, *questions]}
    found = hints_by_question(content, asked_at).get("q_yes", [])
    return [(one.code, one.words) for one in found if one.code.startswith("passes_by")]


def test_a_way_to_the_end_says_what_is_never_asked(app):
    [(code, words)] = passed_by(END, FOOD, LAST)
    assert code == "passes_by"
    said = "Whoever says “Yes” goes to the end and is never asked “Is the food good?”, “What else?”"
    assert said in words


def test_what_tells_the_duty_team_stands_first(app):
    found = passed_by(END, FOOD, SAFE)
    assert [code for code, _words in found] == ["passes_by_safety", "passes_by"]
    assert "is never asked “Do you feel safe?”, which tells the duty team" in found[0][1]
    assert "Do you feel safe?" not in found[1][1]


def test_a_way_past_a_safety_question_is_said_and_one_past_others_is_what_ways_are_for(app):
    assert [code for code, _words in passed_by("q_last", SAFE, LAST)] == ["passes_by_safety"]
    assert passed_by("q_last", FOOD, LAST) == []


@pytest.mark.parametrize("more", [{}, {"ages": ["8_11"]}])
def test_nothing_is_said_of_what_they_are_not_asked_in_any_case(app, more):
    older = {**FOOD, "ages": ["11_17"]}
    assert bool(passed_by(END, older, **more)) is not bool(more)


def test_nothing_is_said_where_nothing_is_passed_by(app):
    assert passed_by(END) == []


def test_a_way_that_leads_back_passes_nothing_by(app):
    assert passed_by("q_yes", SAFE) == []
