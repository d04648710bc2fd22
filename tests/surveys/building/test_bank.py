"""The bank: each question is fit to be asked, found by age and theme, and added with a tap."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from app.people.models import HOME_TYPES
from feedback.theming.codebook import codebook
from surveys.building import bank as bank_module
from surveys.building.ages import asked_at, form_for
from surveys.building.bank import bank, found, ready_question, taken_from
from surveys.building.hints import hints_for
from surveys.building.texts import AGE_WORDS, THEME_WORDS
from surveys.checking import shape_problems
from surveys.reading import read
from surveys.route_checks import rule_problems
from surveys.survey_models import AGES

EACH = pytest.mark.parametrize("ready", bank(), ids=lambda ready: ready.id)


def test_the_file_follows_its_schema():
    schema = json.loads(Path(bank_module.__file__).with_name("bank.schema.json").read_text())
    problems = Draft202012Validator(schema).iter_errors(read(bank_module.FILE).data)
    assert [error.message for error in problems] == []
    assert len(bank()) >= 40 and len({one.id for one in bank()}) == len(bank())


def test_there_is_something_for_every_age_and_about_every_theme():
    for ages in AGES:
        themes = {one.theme for one in found([ages])}
        assert len(found([ages])) >= 10, ages
        assert {"HOM", "REL", "VOI"} <= themes or ages == "care_leavers", ages
    assert {one.theme for one in bank()} == set(THEME_WORDS)


@EACH
def test_each_can_be_published_for_its_ages(app, ready):
    content = {
        "title": "T",
        "intro": "I",
        "thanks": "T",
        "ages": list(ready.ages),
        "questions": [{"key": ready.id, **ready.question}],
    }
    for ages in ready.ages:
        form = form_for(content, ages, "s0")
        assert shape_problems(form) == [] and rule_problems(form, "s0") == []


@EACH
def test_each_is_asked_as_the_hints_teach(app, ready):
    question = {"key": ready.id, **ready.question}
    for ages in ready.ages:
        allowed = {"long_word"} if ages in ("11_17", "care_leavers") else set()
        assert {one.code for one in hints_for(question, [ages])} - allowed == set(), ages


def test_its_sub_themes_are_those_of_the_codebook():
    known = {one.id for one in codebook()}
    used = {
        choice["sub_theme"]
        for one in bank()
        for choice in one.question.get("choices", ())
        if "sub_theme" in choice
    }
    assert used and used <= known


def test_the_questions_about_you_have_the_codes_of_the_app_and_a_way_not_to_say():
    codes = {
        id: [choice["code"] for choice in ready_question(id).question["choices"]]
        for id in ("about_age", "about_home", "about_separated")
    }
    assert codes["about_home"] == [*HOME_TYPES, "rather_not"]
    assert codes["about_age"][1:4] == ["age_7_11", "age_11_15", "age_16"]
    assert all(one[-1] == "rather_not" for one in codes.values())
    assert all("You can skip this one" in ready_question(id).question["hint"] for id in codes)


def test_it_is_looked_through_by_age_theme_and_words(app):
    assert {one.theme for one in found(theme="EDU")} == {"EDU"}
    assert all("4_7" in one.ages for one in found(["4_7"]))
    assert [one.id for one in found(words="local offer")] == ["b_offer"]
    assert found(words="no such words at all") == []
    assert len(found()) == len(bank())


def test_one_tap_adds_a_question_under_its_own_key(ada, address, survey):
    page = ada.get(address("/bank?ages=8_11&theme=HOM&words=safe")).text
    assert "Do you feel safe at home?" in page and "How do you feel about school?" not in page
    sent = {"id": "b_little_safe", "seen": 1, "ages": "8_11", "theme": "HOM"}
    answer = ada.post(address("/bank"), data=sent)
    assert answer.status_code == 303 and answer.location.endswith(
        "?ages=8_11&theme=HOM#ready-b_little_safe"
    )
    added = survey().definition["questions"][-1]
    assert added["key"] == "b_little_safe" and added["alert_on"] == ["no"]
    assert asked_at(survey().definition, added) == ["8_11"], "the others are not asked it"
    again = ada.post(address("/bank"), data={"id": "b_little_safe", "seen": 2})
    assert again.status_code == 303
    assert survey().definition["questions"][-1]["key"].startswith("q_")
    assert "It is in your survey" in ada.get(address("/bank")).text


@pytest.mark.parametrize("query", ["ages=x&theme=y", "words=" + "x" * 3000, "words=%00%FF"])
def test_an_odd_search_finds_what_it_can(ada, address, query):
    assert ada.get(address(f"/bank?{query}")).status_code == 200


def test_what_is_not_in_the_bank_is_not_added(ada, address, survey):
    for sent in ({"id": "none", "seen": 1}, {"seen": 1}):
        assert ada.post(address("/bank"), data=sent).status_code == 422
    assert survey().revision == 1


def test_the_words_of_every_age_are_there():
    assert list(AGE_WORDS) == list(AGES)


def test_the_bank_is_short_on_a_phone_until_a_theme_is_opened(ada, address):
    page = ada.get(address("/bank")).text
    assert page.count('<details class="details">') == len(THEME_WORDS)
    added = ada.post(address("/bank"), data={"id": "b_trust", "seen": 1})
    assert page.count("<details open") == 0 and "opened=" in added.location
    again = ada.get(added.location).text
    opened = again.split('<details class="details" open>')[1].split("</details>")[0]
    assert 'id="ready-b_trust"' in opened and "It is in your survey" in opened


@pytest.mark.parametrize(
    ("ages", "answers"),
    [
        (["11_17"], ["age_11_15", "age_16", "rather_not"]),
        (["8_11"], ["age_7_11", "age_11_15", "rather_not"]),
        (["8_11", "11_17", "care_leavers"], ["age_7_11", "age_11_15", "age_16", "rather_not"]),
        (["4_7"], ["age_under_7", "age_7_11", "rather_not"]),
    ],
)
def test_how_old_they_are_is_asked_with_the_answers_that_fit_the_survey(ages, answers):
    taken = taken_from(ready_question("about_age"), {"ages": ages, "questions": []})
    assert [one["code"] for one in taken["choices"]] == answers


def test_nobody_is_asked_how_old_they_are_with_one_age_to_pick():
    taken = taken_from(ready_question("about_age"), {"ages": ["care_leavers"], "questions": []})
    assert len(taken["choices"]) == 5
