"""The page of the measures: for whom it is, and that each figure stands beside what it means."""

from datetime import date

import pytest

from app.core.calendars import day_in_text
from app.interviews.measures import MEASURES
from app.interviews.quarters import keep_quarters
from tests.interviews.measures.conftest import MAY

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
