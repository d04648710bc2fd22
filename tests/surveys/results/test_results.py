"""The results page: for inspectors and officers of the council, compared, and as files."""

import csv
import io
import json
from datetime import date

import pytest

from app.accounts.models import RoleGrant
from app.core.db import session
from app.core.permissions import Role
from app.core.reporting import BarChart, Cell, Row, Table
from app.demo.factories import (
    answer_survey,
    make_open_survey,
    make_staff,
    make_young_person,
)
from app.reports.models import Population
from surveys.building.bank import ready_question
from surveys.results import exporting
from surveys.results.writing import Result
from tests.surveys.results.coded import at, code_comments
from tests.surveys.results.conftest import answer_many


def test_inspectors_and_officers_see_counts_with_a_picture_beside_them(world, signed_in_as):
    for account in (world.inspector, world.officer):
        page = signed_in_as(account).get(at(world)).text
        assert "How is the food where you live?" in page and "Happy" in page
        assert page.count("<svg") >= 3 and 'role="img"' in page
        assert '<td class="number" data-head="Answers">20</td>' in page
        assert "not shown" in page


def test_one_sentence_says_what_each_picture_shows(world, signed_in_as):
    page = signed_in_as(world.inspector).get(at(world)).text
    assert page.count("Of the numbers we can show, the biggest is 20: “Happy”, “Sad”.") == 1
    assert "biggest" not in signed_in_as(world.officer).get(at(world, "?by=ages")).text


def test_where_numbers_are_held_back_the_sentence_does_not_say_that_one_is_the_biggest(app):
    rows = (Row("A", (Cell.of(20),)), Row("B", (Cell.held_back(),)))
    table = Table("q", "Q", "Answer", ("Answers",), rows)
    assert "Of the numbers we can show" in Result(table, table, BarChart("q", "Q")).says
    none = Table("q", "Q", "Answer", ("Answers",), rows[1:])
    assert "too few" in Result(none, none, BarChart("q", "Q")).says


def test_where_too_few_have_answered_it_is_said_once(world, signed_in_as):
    small = make_open_survey(world.west, title="Buses")
    answer_survey(small, food="happy")
    page = signed_in_as(world.inspector).get(f"/surveys/results/{small.id}/").text
    assert page.count("There is nothing to show yet.") == 1
    assert "How is the food where you live?" not in page


def test_nobody_else_sees_them(world, signed_in_as):
    north = make_young_person(world.north, "jay").account
    north.grants = [RoleGrant(role=Role.YOUNG_INSPECTOR, council_code="north")]
    for account in (make_staff(Role.WORKER), make_young_person(world.west, "wren").account):
        assert signed_in_as(account).get(at(world)).status_code == 404
    assert signed_in_as(north).get(at(world, "?council=west")).status_code == 404
    assert signed_in_as(north).get(at(world)).status_code == 200
    assert signed_in_as(world.inspector).get(at(world, "?council=north")).status_code == 404


def test_an_inspector_sees_the_results_of_what_is_published_in_their_council(world, signed_in_as):
    make_open_survey(world.north, title="Not mine")
    make_open_survey(world.west, title="Still written", stage="draft")
    visitor = signed_in_as(world.inspector)
    assert 'href="/surveys/results/"' in visitor.get("/surveys/").text
    page = visitor.get("/surveys/results/").text
    assert "Home and food" in page and "Not mine" not in page and "Still written" not in page


def test_answers_are_compared_by_age_home_and_council(world, signed_in_as):
    visitor = signed_in_as(world.officer)
    page = visitor.get(at(world, "?council=west&by=ages")).text
    assert "Care leavers" in page and 'data-head="11 to 17">20</td>' in page
    page = visitor.get(at(world, "?council=west&by=about_home")).text
    assert 'data-head="With foster carers">10</td>' in page
    page = visitor.get(at(world, "?council=west&by=council")).text
    assert 'data-head="North Northamptonshire">20</td>' in page
    assert "by=council" not in signed_in_as(world.inspector).get(at(world)).text
    assert visitor.get(at(world, "?by=nothing")).status_code == 200


def test_answers_are_compared_with_last_time(world, signed_in_as):
    newer = make_open_survey(world.west, cloned_from_id=world.survey.id)
    answer_many(newer, number=10, food="sad")
    answer_many(newer, number=10)
    visitor = signed_in_as(world.inspector)
    page = visitor.get(f"/surveys/results/{newer.id}/?by=last_time").text
    assert "Last time" in page and 'data-head="This time">50%</td>' in page
    made = visitor.get(f"/surveys/results/{newer.id}/tables.csv?by=last_time")
    rows = list(csv.reader(io.StringIO(made.data.decode("utf-8-sig"))))
    assert rows[1] == ["West Northamptonshire", "Last time", "This time"]
    assert ["Answers", "40", "20"] in rows


def test_a_question_that_was_worded_differently_says_so_beside_last_times_numbers(
    world, signed_in_as
):
    said = "Worded differently last time:"
    home, food, *rest = world.survey.definition["questions"]
    kitchen = [{**one, "label": "In a house of my own"} if one["code"] == "own_home" else one
               for one in home["choices"]]  # fmt: skip
    asked = [{**home, "choices": kitchen}, food, *rest]
    newer = make_open_survey(world.west, cloned_from_id=world.survey.id, questions=asked)
    answer_many(newer, number=10)
    page = signed_in_as(world.inspector).get(f"/surveys/results/{newer.id}/?by=last_time").text
    assert page.count(said) == 1 and f"{said} “In my own home”." in page


def test_answers_that_came_and_went_since_are_said_beside_last_times_numbers(world, signed_in_as):
    home, food, *rest = world.survey.definition["questions"]
    alone = {"code": "alone", "label": "On my own"}
    kept = [one for one in home["choices"] if one["code"] != "own_home"]
    asked = [{**home, "choices": [*kept, alone]}, food, *rest]
    newer = make_open_survey(world.west, cloned_from_id=world.survey.id, questions=asked)
    answer_many(newer, number=10)
    page = signed_in_as(world.inspector).get(f"/surveys/results/{newer.id}/?by=last_time").text
    assert "New to pick since last time: “On my own”." in page
    assert "Taken off since last time: “In my own home”." in page
    assert page.count("So a change may come from the answers there were to pick.") == 1


def test_the_rate_and_who_is_missing(world, signed_in_as):
    for number in range(10):
        make_young_person(world.west, f"bird {number}")
    for group, count in (("in_care", 200), ("care_leavers", 40)):
        session.add(
            Population(
                council_code="west", quarter="2026-Q1", group=group, count=count, given_by_name="P"
            )
        )
    page = signed_in_as(world.officer).get(at(world, "?council=west")).text
    assert "Were asked" in page and ">10<" in page
    assert "more answered than were asked: the link was open to all" in page
    assert "100%" not in page.split("Were asked")[1].split("<table")[0]
    missing = page.split("Who has answered, and who is missing")[-1]
    assert "Perhaps the survey did not reach them" in page
    share = 'data-head="Share of all there are">'
    assert f"{share}10%</td>" in missing and f"{share}50%</td>" in missing
    assert ">Response rate</dt>" in page and "asked or not" in page


def test_who_is_missing_stands_in_the_files_too_with_shares_rounded_as_all_are(world, signed_in_as):
    group = {"council_code": "west", "quarter": "2026-Q1", "group": "in_care"}
    session.add(Population(**group, count=30, given_by_name="P"))
    session.commit()
    visitor = signed_in_as(world.officer)
    assert 'data-head="Share of all there are">67%</td>' in visitor.get(at(world)).text
    made = visitor.get(at(world, "tables.csv")).data.decode("utf-8-sig")
    assert ["Children in care", "30", "20", "10", "67%"] in [*csv.reader(io.StringIO(made))]
    compared = visitor.get(at(world, "tables.csv?by=ages")).text
    assert "who is missing" in made and "who is missing" not in compared


def test_separated_young_people_who_answered_are_not_counted_as_missing(world, signed_in_as):
    ready = {"key": "about_separated", **ready_question("about_separated").question}
    food = {"key": "food", "type": "feeling", "ask": "How is the food?"}
    survey = make_open_survey(world.west, questions=[ready, food])
    for said in ("separated", "not_separated"):
        answer_many(survey, number=20, about_separated=said)
    group = {"council_code": "west", "quarter": "2026-Q1", "group": "separated"}
    session.add(Population(**group, count=40, given_by_name="P"))
    session.commit()
    page = signed_in_as(world.inspector).get(f"/surveys/results/{survey.id}/").text
    row = page.split("Separated young people</th>")[-1].split("</tr>")[0]
    assert 'data-head="Have answered">20</td>' in row and 'data-head="Are missing">20</td>' in row


def test_themes_are_those_a_person_has_given(world, signed_in_as):
    answer_many(world.survey, number=10, anything="More fruit, please.")
    visitor = signed_in_as(world.inspector)
    assert "Food I like" not in visitor.get(at(world)).text
    code_comments()
    page = visitor.get(at(world)).text
    assert '<th scope="row">Food I like and need</th>' in page and "More fruit" not in page


def test_the_table_as_csv_holds_what_the_page_shows_and_no_formula(world, signed_in_as):
    answer_many(world.survey, number=10, anything="=HYPERLINK(1)")
    made = signed_in_as(world.inspector).get(at(world, "tables.csv"))
    rows = list(csv.reader(io.StringIO(made.data.decode("utf-8-sig"))))
    assert ["Happy", "30", "60%"] in rows and "HYPERLINK" not in made.text
    assert made.headers["Content-Disposition"].endswith('.csv"')


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "'"])
def test_no_cell_of_a_table_is_a_formula(begins):
    label = f"{begins}1+1"
    table = Table("k", label, "Answer", ("Answers",), (Row(label, (Cell("5", 5),)),))
    written = exporting.as_csv([table]).decode("utf-8-sig")
    assert all(cell[:1] == "'" for row in csv.reader(io.StringIO(written)) for cell in row[:1]
               if "1+1" in cell)  # fmt: skip


def test_the_questions_can_be_taken_along(world, signed_in_as):
    made = signed_in_as(world.inspector).get(at(world, "definition.json"))
    data = json.loads(made.data)
    assert data["title"] == "Home and food" and len(data["questions"]) == 5


def test_the_page_costs_the_same_for_many_answers_as_for_few(world, signed_in_as, statements):
    visitor = signed_in_as(world.inspector)
    visitor.get(at(world))
    few = statements.during(lambda: visitor.get(at(world)))
    answer_many(world.survey, number=30)
    visitor.get(at(world))
    assert statements.during(lambda: visitor.get(at(world))) == few


def test_results_stay_when_the_survey_is_over_and_withdrawn(world, signed_in_as, clock):
    world.survey.stage = "closed"
    for form in world.survey.forms:
        form.form.versions[-1].withdrawn_on = date(2026, 3, 3)
    page = signed_in_as(world.inspector).get(at(world)).text
    assert "It is over." in page and "Happy" in page


def test_councils_are_named_in_the_readers_language(world, signed_in_as):
    world.inspector.grants = [RoleGrant(role=Role.YOUNG_INSPECTOR)]
    session.commit()
    page = signed_in_as(world.inspector).get(at(world, "?by=council&lang=ar")).text
    assert "غرب نورثهامبتونشير" in page.partition("<thead>")[2]
    assert page.count("غرب نورثهامبتونشير") > 3


def test_a_table_with_long_heads_is_read_row_under_row_on_a_phone(world, signed_in_as):
    officer = signed_in_as(world.officer)
    assert "report-table-wide" in officer.get(at(world, "?by=council")).text
    page = officer.get(at(world)).text
    assert 'class="report-table"' in page


def test_two_surveys_of_the_same_name_are_told_apart_by_day_and_state(world, signed_in_as):
    page = signed_in_as(world.inspector).get("/surveys/results/").text
    assert "<bdi>Home and food</bdi></a></h2>" in page
    assert "Last day: Tuesday 31 March 2026" in page and ">Open</span>" in page


def test_an_officer_is_told_who_brings_the_questions_in_again(world, signed_in_as):
    said = "give that file to a Young Inspector"
    assert said in signed_in_as(world.officer).get(at(world)).text
    assert said not in signed_in_as(world.inspector).get(at(world)).text
