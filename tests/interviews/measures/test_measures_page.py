"""The page of the measures: for whom it is, and that each figure stands beside what it means."""

from datetime import date
from functools import partial

import pytest

from app.core.calendars import day_in_text
from app.core.disclosure import Protected
from app.interviews import measure_blocks, measure_tables
from app.interviews.measures import MEASURES
from app.interviews.quarters import Measured, keep_quarters
from tests.interviews.measures.conftest import MAY, QUARTER

PAGE = "/interviews/measures"


@pytest.fixture
def settled(came_back, clock, session):
    came_back(20, form_completed_at=MAY, talked_after=20)
    came_back(10, form_completed_at=MAY, held_at=MAY)
    clock.set(2026, 7, 28, 9)
    keep_quarters()
    session.commit()


def test_a_board_member_reads_every_measure_with_what_it_means(settled, world, signed_in_as):
    page = signed_in_as(world.member).get(PAGE).text
    assert "April to June 2026" in page
    for measure in MEASURES:
        assert str(measure.name) in page and str(measure.definition) in page
    assert "63%" in page and "Missing People" in page and "Check before quoting" in page
    assert "These figures still change" not in page


def test_an_officer_waits_until_a_quarter_has_settled(world, signed_in_as):
    page = signed_in_as(world.officer).get(f"{PAGE}?quarter=2026-Q2").text
    assert f"given out once, from {day_in_text(date(2026, 7, 28))}," in page


def test_who_keeps_the_register_is_told_that_figures_still_change(world, came_back, signed_in_as):
    came_back(6, on=MAY)
    page = signed_in_as(world.keeper).get(f"{PAGE}?quarter=2026-Q2").text
    assert "These figures still change" in page


@pytest.mark.parametrize("who", ["worker", "interviewer"])
def test_nobody_else_has_the_page(world, signed_in_as, who):
    assert signed_in_as(getattr(world, who)).get(PAGE).status_code == 404


def test_the_other_council_is_not_found(world, signed_in_as):
    visitor = signed_in_as(world.member)
    assert visitor.get(f"{PAGE}?council=west").status_code == 200
    assert visitor.get(f"{PAGE}?council=north").status_code == 404


@pytest.mark.parametrize("quarter", ["2026-Q9", "soon", "2019-Q1", "2999-Q4"])
def test_a_quarter_there_is_nothing_of_is_an_honest_page(world, signed_in_as, quarter):
    assert signed_in_as(world.member).get(f"{PAGE}?quarter={quarter}").status_code == 200


def measured_of(**shown) -> Measured:
    name = partial(measure_tables.cell, QUARTER, "west", "all")
    figures = {name(one.key): shown.get(one.key) for one in MEASURES}
    return Measured(QUARTER, "west", Protected(5, figures, ()), {}, kept=True)


def test_a_share_of_small_numbers_says_between_what_and_what_it_lies():
    measured = measured_of(episodes=25, took_part=15, within_72=10)
    assert measure_blocks.between(measured, "within_72", "took_part") == (47, 93)
    assert measure_blocks.share_words(measured, "within_72", "took_part") == (
        "67% (between 47% and 93%)"
    )
    large = measured_of(took_part=400, within_72=200)
    assert measure_blocks.share_words(large, "within_72", "took_part") == "50%"


def test_nothing_is_compared_where_it_cannot_be_told():
    measured = measured_of(episodes=25, took_part=15, within_72=10)
    table, picture = measure_blocks.nationally(measured)
    assert picture is None and "cannot be told" in table.note
    table, picture = measure_blocks.nationally(measured_of(took_part=400, within_72=200))
    assert picture is not None and "cannot be told" not in table.note
    assert "here about 400" in table.note


def test_the_base_stands_beside_each_headline():
    found = measure_blocks.headlines(measured_of(episodes=25, took_part=15, within_72=10))
    assert all("about 25" in str(one) for one in found)
