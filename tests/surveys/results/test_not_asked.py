"""Comparing by a question that only some ages are asked: who was not asked is a group by itself."""

import pytest

from app.core.counting import EVERYONE
from app.core.db import session
from app.core.disclosure import Protected, attack
from app.demo.factories import make_open_survey
from surveys.building.bank import ready_question
from surveys.publishing import publish
from surveys.results.counting import asked_in, count, name_of
from surveys.results.cuts import ALL
from surveys.results.figures import figures
from tests.surveys.results.conftest import answer_many

CUT = "about_separated"


@pytest.fixture
def survey(world):
    """Of three ages, of which the youngest are not asked if they came without their parents."""
    food = {"key": "food", "type": "feeling", "ask": "How is the food?"}
    came = {"key": CUT, **ready_question(CUT).question}
    ages = ("8_11", "11_17", "care_leavers")
    survey = make_open_survey(world.west, ages=ages, questions=[food, came])
    definition = {name: one for name, one in survey.definition.items() if name != "ages"}
    publish({**definition, "key": f"s{survey.id:x}_8_11", "questions": [food]})
    answer_many(survey, ages="8_11", number=15)
    answer_many(survey, ages="11_17", number=20, food="sad", about_separated="separated")
    answer_many(survey, ages="11_17", number=20, about_separated="not_separated")
    answer_many(survey, ages="care_leavers", number=10)
    session.commit()
    return survey


def test_children_who_were_never_asked_did_not_keep_it_back(survey, signed_in_as, world):
    number, tables = count(survey, "west")
    name = name_of(survey.id, "west", 1, number)
    cells = {cell: n for table in tables[CUT] for cell, n in table.counts.items()}
    assert cells[f"{name}/responses/{CUT}=not_said"] == 10
    assert cells[f"{name}/responses/ages=8_11"] == cells[f"{name}/food/happy/ages=8_11"] == 15
    at = f"/surveys/results/{survey.id}/?by={CUT}"
    page = signed_in_as(world.inspector).get(at).text
    assert 'data-head="Were not asked (8 to 11)">15</td>' in page
    assert 'data-head="Did not say">10</td>' in page


def test_who_was_not_asked_is_the_same_figure_wherever_it_is_shown(survey):
    answer_many(survey, ages="8_11", number=3, food="okay")
    answer_many(survey, ages="11_17", number=4, food="very_sad", about_separated="separated")
    by_ages, by_asked = figures(survey, "west", "ages"), figures(survey, "west", CUT)
    for code in ("happy", "okay", EVERYONE):
        assert by_ages.cell(f"food/{code}/ages=8_11") == by_asked.cell(f"food/{code}/ages=8_11")
    assert by_ages.name("food/happy/ages=8_11") == by_asked.name("food/happy/ages=8_11")


def test_the_group_that_was_not_asked_makes_no_other_computable(survey):
    answer_many(survey, ages="8_11", number=3, food="okay")
    answer_many(survey, ages="11_17", number=3, food="very_sad", about_separated="rather_not")
    found = [figures(survey, "west", cut).shown for cut in (ALL, *asked_in(survey).cuts())]
    shown = {cell: n for one in found for cell, n in one.shown.items()}
    relations = tuple(dict.fromkeys(each for one in found for each in one.relations))
    assert attack(Protected(found[0].threshold, shown, relations)) == []
