"""Which question comes next, and what is left out of what is sent."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from surveys.checking import shipped_files
from surveys.definition import Given, build
from surveys.fields.table import FIXED_CODES
from surveys.routing import goes_on_at, next_after, on_path, path, place, previous_before


def shipped(name: str):
    file = next(file for file in shipped_files() if file.stem == name)
    return build(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


VISIT = shipped("my_workers_visit")


def test_with_nothing_answered_the_path_follows_the_file():
    assert path(shipped("this_is_me"), {}) == list(shipped("this_is_me").keys)


def test_an_answer_chooses_the_way():
    before = path(VISIT, {"when": Given(("no",))})
    after = path(VISIT, {"when": Given(("yes",))})
    assert before == ["who_may_read", "when", "want_to_talk_about", "next_time"]
    assert after == ["who_may_read", "when", "what_day", "listened", "how_was_it", "next_time"]


def test_a_skipped_question_leads_where_nothing_was_chosen():
    assert next_after(VISIT, {}, "when") == "what_day"


def test_back_follows_the_way_that_was_taken():
    answers = {"when": Given(("no",))}
    assert previous_before(VISIT, answers, "next_time") == "want_to_talk_about"
    assert previous_before(VISIT, {}, "next_time") == "how_was_it"
    assert previous_before(VISIT, {}, "who_may_read") is None


def test_answers_off_the_path_are_not_sent():
    answers = {
        "when": Given(("no",)),
        "how_was_it": Given(words="It was fine"),
        "want_to_talk_about": Given(words="School"),
        "next_time": Given(),
    }
    assert list(on_path(VISIT, answers)) == ["when", "want_to_talk_about"]


def test_somebody_who_comes_back_goes_on_after_what_they_answered_last():
    assert goes_on_at(VISIT, {}) == "who_may_read"
    assert goes_on_at(VISIT, {"who_may_read": Given(("west",))}) == "when"
    assert goes_on_at(VISIT, {"when": Given(("no",))}) == "want_to_talk_about"


def test_what_was_skipped_before_the_last_answer_is_not_asked_again():
    answers = {"when": Given(("yes",)), "how_was_it": Given(words="It was fine")}
    assert goes_on_at(VISIT, answers) == "next_time"


def test_an_answer_that_was_emptied_was_seen():
    assert goes_on_at(VISIT, {"who_may_read": Given()}) == "when"


def test_an_answer_that_is_off_the_way_is_not_gone_on_from():
    answers = {"when": Given(("no",)), "how_was_it": Given(words="It was fine")}
    assert goes_on_at(VISIT, answers) == "want_to_talk_about"


def test_when_the_last_one_was_answered_nothing_is_left_to_ask():
    assert goes_on_at(VISIT, {"next_time": Given(("go_out",))}) is None


def test_those_are_counted_that_everybody_is_asked():
    assert place(VISIT, "who_may_read") == (1, 3, False)
    assert place(VISIT, "when") == (2, 3, False)
    for key in ("want_to_talk_about", "what_day", "listened", "how_was_it"):
        assert place(VISIT, key) == (2, 3, True)
    assert place(VISIT, "next_time") == (3, 3, False)


def some_answers(definition, data):
    """Some of the questions that have choices, each answered with one of them."""
    answers = {}
    for question in definition.questions:
        codes = [choice.code for choice in question.choices]
        codes += FIXED_CODES.get(question.type, ())
        if codes and data.draw(st.booleans()):
            answers[question.key] = Given((data.draw(st.sampled_from(codes)),))
    return answers


def numbers_on_the_way(definition, answers) -> list[int]:
    """What is counted on this way; that it never misleads is held on every step of it."""
    places = [place(definition, key) for key in path(definition, answers)]
    assert {one.total for one in places} == {places[-1].number}
    for before, after in pairwise(places):
        assert after.number == before.number + (not after.a_little_more)
    return [one.number for one in places]


@pytest.mark.parametrize("file", shipped_files(), ids=lambda file: file.stem)
@given(data=st.data())
def test_no_number_is_left_out_and_the_total_is_reached_on_any_way(file: Path, data):
    definition = shipped(file.stem)
    numbers = numbers_on_the_way(definition, some_answers(definition, data))
    assert numbers[0] == 1


@pytest.mark.parametrize("file", shipped_files(), ids=lambda file: file.stem)
@given(data=st.data())
def test_every_way_through_every_form_comes_to_an_end(file: Path, data):
    definition = shipped(file.stem)
    answers = some_answers(definition, data)
    way = path(definition, answers)
    assert way[0] == definition.keys[0]
    assert len(way) == len(set(way)) <= len(definition.keys)
    assert next_after(definition, answers, way[-1]) is None
    for before, after in pairwise(way):
        assert previous_before(definition, answers, after) == before
