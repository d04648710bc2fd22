"""Groups and times side by side, in shares and in words that are made of shown numbers alone."""

import csv
import io
from datetime import date

from app.core.disclosure import Protected
from app.demo.factories import answer_survey, make_open_survey
from surveys.results.comparing import by_council
from surveys.results.counting import asked_in
from surveys.results.last_time import beside_last_time
from surveys.results.shown import Figures
from surveys.results.writing import Result, counts
from tests.surveys.results.coded import at, code_comments
from tests.surveys.results.conftest import answer_many


def of(**food) -> Figures:
    """Shown figures of the question about food; `whole` is how many answered it."""
    whole = food.pop("whole")
    shown = {"n/food/all/all": whole, "n/responses/all": whole}
    shown |= {f"n/food/{code}/all": number for code, number in food.items()}
    return Figures({"food": "n", "responses": "n"}, Protected(5, shown, ()), date(2026, 3, 2))


def food_in(results: list[Result]) -> Result:
    return next(one for one in results if one.table.key == "food")


def test_groups_of_different_size_are_compared_by_their_shares(world):
    several = [("West", of(happy=45, sad=45, whole=90)), ("North", of(happy=20, sad=5, whole=25))]
    found = food_in(by_council(asked_in(world.survey), several))
    happy = next(row for row in found.shares.rows if row.label == "Happy")
    assert [cell.text for cell in happy.cells] == ["50%", "80%"]
    assert found.says == "So many answered “Happy” – West: 45 of 90, North: 20 of 25."
    assert [row.label for row in found.table.rows][-1] == "All who answered"


def test_of_held_back_numbers_there_is_no_share_and_no_word(world):
    several = [("West", of(happy=None, sad=45, whole=90)), ("North", of(happy=20, whole=25))]
    found = food_in(by_council(asked_in(world.survey), several))
    assert found.says == ""
    assert [row.label for row in found.shares.rows] == ["Happy", "Sad"]
    assert [cell.text for cell in found.shares.rows[0].cells] == ["not shown", "80%"]


def test_the_picture_has_a_bar_for_each_group_and_none_of_one_group_alone(world):
    west, north = of(happy=45, sad=45, whole=90), of(happy=20, whole=25)
    asked = asked_in(world.survey)
    found = food_in(by_council(asked, [("West", west), ("North", north)]))
    assert [row.label for row in found.picture.rows] == ["West", "North"]
    drawn = [
        (found.picture.columns[at], shade)
        for at, shade in zip(found.chart.columns, found.chart.shades, strict=True)
        if any(row.cells[at].count for row in found.picture.rows)
    ]
    assert drawn == [("Happy", 0), ("Sad", 1)]
    assert food_in(by_council(asked, [("West", west), ("North", of(whole=25))])).picture is None


def test_a_comparison_says_which_question_its_groups_come_from(world, signed_in_as):
    visitor = signed_in_as(world.inspector)
    page = visitor.get(at(world, "?by=about_home")).text
    ask = asked_in(world.survey).questions["about_home"].ask
    assert f"The groups come from the question “{ask}”" in page
    assert "Each age has its own version of this survey" in visitor.get(at(world, "?by=ages")).text
    assert "The groups" not in visitor.get(at(world)).text


def test_both_councils_stand_over_a_comparison_of_councils(world, signed_in_as):
    page = signed_in_as(world.officer).get(at(world, "?council=west&by=council")).text
    for name, number in (("West Northamptonshire", 40), ("North Northamptonshire", 20)):
        tiles = page.split(f"<strong>{name}</strong>")[1].partition("</dl>")[0]
        assert f'<dd class="report-figure">{number}</dd>' in tiles


def test_how_many_answered_last_time_stands_beside_how_many_did_this_time(world, signed_in_as):
    newer = make_open_survey(world.west, cloned_from_id=world.survey.id)
    answer_many(newer, number=20)
    at_newer = f"/surveys/results/{newer.id}/?by=last_time"
    page = signed_in_as(world.inspector).get(at_newer).text
    for time, number in (("This time", 20), ("Last time", 40)):
        tiles = page.split(f"<strong>{time}</strong>")[1].partition("</dl>")[0]
        assert f'<dd class="report-figure">{number}</dd>' in tiles


def test_which_way_a_share_went_is_said_only_if_rounding_cannot_have_made_it(world):
    ways = {
        "up": (of(happy=10, whole=100), of(happy=60, whole=100)),
        "down": (of(happy=60, whole=100), of(happy=10, whole=100)),
        "about the same": (of(happy=50, whole=100), of(happy=55, whole=100)),
        "cannot say": (of(happy=10, whole=20), of(happy=15, whole=20)),
    }
    for words, (last, now) in ways.items():
        table = food_in(beside_last_time(asked_in(world.survey), last, now, {})).table
        assert next(r for r in table.rows if r.label == "Happy").cells[2].text == words
    assert [cell.text for cell in table.rows[-1].cells] == ["20", "20", "–"]


def test_where_too_few_have_answered_there_is_one_sentence_and_nothing_to_compare(
    world, signed_in_as
):
    small = make_open_survey(world.west, ages=("8_11", "11_17"))
    answer_survey(small, food="happy")
    visitor = signed_in_as(world.inspector)
    page = visitor.get(f"/surveys/results/{small.id}/").text
    assert page.count("There is nothing to show yet.") == 1
    assert "not shown" not in page.lower() and "by=ages" not in page
    page = visitor.get(f"/surveys/results/{small.id}/?by=ages").text
    assert "Too few answered in each group" in page and "not shown" not in page.lower()


def test_of_a_question_of_which_nothing_is_shown_one_sentence_is(world, signed_in_as):
    answer_many(world.survey, number=2, anything="More fruit.")
    code_comments()
    page = signed_in_as(world.inspector).get(at(world)).text
    about = page.split('id="q-anything"')[1].partition("</section>")[0]
    assert "Too few answered this to show anything." in about and "<table" not in about


def test_a_theme_of_few_is_named_under_the_table_and_has_no_row(world):
    themes = {"n/themes:anything/HOM_FOOD": 10, "n/themes:anything/HOM_SAFE": None}
    shown = Protected(5, {"n/anything/all/all": 15, **themes}, ())
    found = Figures({"anything": "n", "themes:anything": "n"}, shown, date(2026, 3, 2))
    [table] = [one.table for one in counts(asked_in(world.survey), found) if "any" in one.table.key]
    assert [row.cells[0].text for row in table.rows] == ["15", "10"]
    assert "No number is shown for: " in table.note


def test_a_file_names_the_survey_the_councils_and_what_is_compared(world, signed_in_as):
    made = signed_in_as(world.officer).get(at(world, "tables.csv?by=council"))
    rows = list(csv.reader(io.StringIO(made.data.decode("utf-8-sig"))))
    assert rows[:3] == [
        ["Home and food"],
        ["Council", "West Northamptonshire", "North Northamptonshire"],
        ["Compare by", "Council", "Council"],
    ]
    assert rows[0] != rows[1][:1]
    assert len([row for row in rows if row == ["How is the food where you live?"]]) == 1
