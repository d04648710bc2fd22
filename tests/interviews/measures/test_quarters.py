"""Who sees which figures, and that what was given out stays as it is."""

import pytest
from sqlalchemy import select

from app.core.counting import CountTable, Thing
from app.core.disclosure import Protected
from app.core.reporting import settle
from app.interviews.chapter import chapters
from app.interviews.models import KeptQuarter
from app.interviews.quarters import hours_shown, keep_quarters, measured_for, newest_kept
from tests.interviews.measures.conftest import MAY, QUARTER


def kept(session):
    return [
        (one.council_code, one.quarter)
        for one in session.scalars(select(KeptQuarter).order_by(KeptQuarter.quarter))
    ]


@pytest.fixture
def settled(came_back, clock, session):
    """Twelve children took part in the quarter, and its measures were given out."""
    came_back(12, talked_after=20, form_completed_at=MAY)
    clock.set(2026, 7, 28, 9)
    keep_quarters()
    session.commit()


def test_a_quarter_is_given_out_four_weeks_after_it_ended_and_once(came_back, clock, session):
    came_back(1)
    clock.set(2026, 7, 27, 9)
    keep_quarters()
    assert kept(session) == []
    clock.set(2026, 7, 28, 9)
    keep_quarters()
    keep_quarters()
    assert kept(session) == [("west", "2026-Q2")]


def test_what_was_given_out_does_not_move(settled, came_back, world):
    came_back(20, talked_after=20)
    for account in (world.keeper, world.officer, world.member):
        measured = measured_for(account, world.west, QUARTER)
        assert (measured.kept, measured.shown("took_part")) == (True, 10)
        assert measured.hours == {"all": 18}
    [chapter], shown = settle(chapters(QUARTER, world.west, {}), earlier=[measured.figures])
    assert shown.shown == measured.figures.shown
    tables = {block.key: block for block in chapter.blocks if hasattr(block, "rows")}
    course = {row.label: row.cells[0].text for row in tables["interviews-course"].rows}
    assert course["Child took part"] == "10"
    # Ten children of three ages: of no age group may anything be shown, so it has no table.
    assert "interviews-age" not in tables


def test_figures_that_still_move_are_for_those_who_see_the_episodes(came_back, world):
    came_back(6, talked_after=20)
    assert measured_for(world.officer, world.west, QUARTER) is None
    assert measured_for(world.member, world.west, QUARTER) is None
    assert measured_for(world.northern, world.west, QUARTER) is None
    measured = measured_for(world.keeper, world.west, QUARTER)
    assert (measured.kept, measured.shown("children")) == (False, 5)


def test_nothing_is_given_out_of_a_time_before_the_first_return(world, clock, session):
    clock.set(2026, 12, 1, 9)
    keep_quarters()
    assert kept(session) == []
    assert newest_kept("west") is None


def test_a_median_is_rounded_and_is_of_ten_children_or_more():
    table = CountTable(Thing.EPISODES, {}, children={"a": 10, "b": 9, "c": 30})
    figures = Protected(5, {"a": 10, "b": 10, "c": None}, ())
    medians = dict.fromkeys("abc", 40)
    assert hours_shown(medians, [table], figures, lambda group, _measure: group) == {"a": 42}
