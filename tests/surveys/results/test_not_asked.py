"""Comparing by a question that not everybody is asked: who was not asked is a group by itself."""

import pytest
from sqlalchemy import delete

from app.core.counting import EVERYONE
from app.core.db import session
from app.core.disclosure import Protected, attack
from app.demo.factories import make_open_survey
from surveys.building.bank import ready_question
from surveys.models import Answer
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
    assert cells[f"{name}/responses/{CUT}=asked_not_said"] == 10
    assert f"{name}/responses/{CUT}=not_said" not in cells
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


@pytest.fixture
def with_a_way(world):
    """Whoever says that nobody listens to them is not asked where they live."""
    home = {"key": "about_home", **ready_question("about_home").question}
    heard = {
        "key": "heard",
        "type": "yes_no_not_sure",
        "ask": "Do adults listen?",
        "next": [{"when": ["no"], "go": "food"}],
    }
    food = {"key": "food", "type": "feeling", "ask": "How is the food?"}
    survey = make_open_survey(world.west, questions=[heard, home, food])
    answer_many(survey, number=20)
    passed_by = answer_many(survey, number=15, heard="no")
    kept_back = answer_many(survey, number=10, heard="not_sure")
    skipped_both = answer_many(survey, number=5)
    gone = Answer.response_id.in_([*passed_by, *kept_back, *skipped_both])
    session.execute(delete(Answer).where(gone, Answer.question_key == "about_home"))
    gone = Answer.response_id.in_(skipped_both)
    session.execute(delete(Answer).where(gone, Answer.question_key == "heard"))
    session.commit()
    return survey


def a_way_past_a_question(survey):
    number, tables = count(survey, "west")
    name = name_of(survey.id, "west", 1, number)
    cells = {cell: n for table in tables["about_home"] for cell, n in table.counts.items()}
    assert cells[f"{name}/responses/about_home=:not_asked"] == 15
    assert cells[f"{name}/heard/no/about_home=:not_asked"] == 15
    assert cells[f"{name}/responses/about_home=:asked_not_said"] == 10 + 5
    assert cells[f"{name}/food/happy/about_home=:asked_not_said"] == 10 + 5
    assert f"{name}/responses/about_home=not_said" not in cells


def test_whom_a_way_led_past_a_question_did_not_keep_it_back(with_a_way):
    a_way_past_a_question(with_a_way)


@pytest.mark.postgresql
def test_whom_a_way_led_past_a_question_did_not_keep_it_back_on_postgresql(with_a_way):
    a_way_past_a_question(with_a_way)


def test_the_page_and_its_files_say_who_was_not_asked(with_a_way, signed_in_as, world):
    inspector, at = signed_in_as(world.inspector), f"/surveys/results/{with_a_way.id}/"
    page = inspector.get(f"{at}?by=about_home").text
    assert 'data-head="Were not asked, because of an earlier answer">15</td>' in page
    assert 'data-head="Did not say">15</td>' in page
    heads = inspector.get(f"{at}tables.csv?by=about_home").text
    assert 'Did not say,"Were not asked, because of an earlier answer"' in heads


def test_where_everybody_is_asked_nobody_is_said_not_to_be(world):
    groups = asked_in(world.survey).groups("about_home")
    assert "about_home=:not_asked" not in groups and "about_home=not_said" in groups


def test_a_question_in_which_somebody_may_pick_several_puts_nobody_in_a_group(world):
    home = {"key": "about_home", **ready_question("about_home").question, "type": "several_choices"}
    food = {"key": "food", "type": "feeling", "ask": "How is the food?"}
    survey = make_open_survey(world.west, questions=[home, food])
    answer_many(survey, number=20, about_home=["foster_home", "childrens_home"])
    assert asked_in(survey).cuts() == []
    cells = {cell: n for one in count(survey, "west")[1][ALL] for cell, n in one.counts.items()}
    assert [n for cell, n in cells.items() if cell.endswith("about_home/foster_home/all")] == [20]
