"""The gate knows that whoever was led past a question did not answer it."""

import pytest
from sqlalchemy import delete

from app.core.counting import EVERYONE
from app.core.db import session
from app.core.disclosure_attack import How
from app.demo.factories import make_open_survey
from surveys.models import Answer
from surveys.results.counting import asked_in, count
from surveys.results.cuts import ALL
from surveys.results.figures import figures
from surveys.results.keeping import rows_of
from surveys.results.led_past import led_past
from tests.surveys.results.conftest import answer_many

TWO = [{"code": "yes", "label": "Yes"}, {"code": "no", "label": "No"}]
HEARD = {"key": "heard", "type": "one_choice", "ask": "Do adults listen?", "choices": TWO}
ENDS = {**HEARD, "next": [{"when": ["no"], "go": "end"}]}
FOOD = {"key": "food", "type": "one_choice", "ask": "Is the food good?", "choices": TWO}
LAST = {"key": "last", "type": "one_choice", "ask": "Is it warm?", "choices": TWO}
ROOM = {"key": "room", "type": "one_choice", "ask": "Is your room good?", "choices": TWO}


def surveyed(world, *questions):
    survey = make_open_survey(world.west, questions=list(questions))
    session.commit()
    return survey


def only(survey, *keys, number, **said):
    """So many answered these questions, and no others."""
    ids = answer_many(survey, number=number, **said)
    rows = delete(Answer).where(Answer.response_id.in_(ids), Answer.question_key.not_in(keys))
    session.execute(rows)
    session.commit()


def test_who_was_led_past_a_question_cannot_be_counted_by_those_who_answered_it(world):
    survey = surveyed(world, ENDS, FOOD)
    only(survey, "heard", "food", number=25, food="yes", heard="yes")
    only(survey, "heard", number=1, heard="no")
    found = figures(survey, "west", ALL)
    assert found.cell(f"responses/{EVERYONE}") == 25 and found.cell("heard/no/all") is None
    # Both are 25, 23 at least: of the 27 there are at most, no more than four could have said no.
    assert found.cell("food/all/all") is None and found.cell("food/yes/all") is None


def test_where_many_were_led_past_both_are_shown(world):
    survey = surveyed(world, ENDS, FOOD)
    only(survey, "heard", "food", number=25, food="yes", heard="yes")
    only(survey, "heard", number=10, heard="no")
    found = figures(survey, "west", ALL)
    assert (found.cell("heard/no/all"), found.cell("food/all/all")) == (10, 25)


def test_a_survey_without_a_way_joins_no_questions(world):
    survey = surveyed(world, HEARD, FOOD)
    only(survey, "heard", "food", number=25, food="yes", heard="yes")
    _number, tables = count(survey, "west")
    hows = {one.how for several in tables.values() for table in several for one in table.relations}
    assert How.APART not in hows


@pytest.mark.parametrize(
    ("questions", "past"),
    [
        ([HEARD, FOOD], set()),
        ([ENDS, FOOD], {("food", "heard", ("no",))}),
        (
            [{**HEARD, "next": [{"when": ["no"], "go": "last"}]}, FOOD, LAST],
            {("food", "heard", ("no",))},
        ),
        # What comes before is answered by those too who end here.
        ([LAST, ENDS, FOOD], {("food", "heard", ("no",))}),
        # Of several that are picked the first rule that holds decides: only “no” surely ends.
        (
            [
                {
                    **HEARD,
                    "type": "several_choices",
                    "next": [{"when": ["no"], "go": "end"}, {"when": ["yes"], "go": "last"}],
                },
                FOOD,
                LAST,
            ],
            {("food", "heard", ("no",)), ("last", "heard", ("no",)), ("food", "heard", ("yes",))},
        ),
        (
            [
                {
                    **HEARD,
                    "next": [{"when": ["yes"], "go": "food"}, {"when": ["no"], "go": "room"}],
                },
                {**FOOD, "next": "last"},
                ROOM,
                LAST,
            ],
            {
                ("food", "heard", ("no",)),
                ("room", "heard", ("yes",)),
                *(
                    (one, other, ("yes", "no"))
                    for one, other in (("food", "room"), ("room", "food"))
                ),
            },
        ),
    ],
)
def test_who_is_led_past_what(world, questions, past):
    assert {one for one in led_past(asked_in(surveyed(world, *questions))) if one[2]} == past


def test_what_the_gate_had_to_know_is_not_kept_beside_what_is_shown(world):
    survey = surveyed(world, ENDS, FOOD)
    only(survey, "heard", "food", number=25, food="yes", heard="yes")
    only(survey, "heard", number=10, heard="no")
    figures(survey, "west", ALL)
    (row,) = rows_of(survey.id, "west", ALL)
    kept = [*row.gate["relations"], *(one for table in row.tables for one in table["relations"])]
    assert kept and all(how != How.APART for how, *_cells in kept)
