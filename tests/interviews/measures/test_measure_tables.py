"""What the disclosure gate is given, and that nobody can be found in what it lets through."""

import random
from datetime import timedelta

import pytest

from app.core.counting import Thing
from app.core.disclosure import attack, joined, protect
from app.demo.factories import make_episode
from app.interviews import measure_tables
from app.interviews.groups import GROUPINGS, groups
from app.interviews.measures import MEASURES
from tests.interviews.measures.conftest import MAY, QUARTER


def cell(key, group="all"):
    return measure_tables.cell(QUARTER, "west", group, key)


@pytest.fixture
def quarter(came_back, session):
    """Sixty children of all sorts, whom everything happened to, and some of whom moved."""
    chance = random.Random(72)
    for n in range(60):
        offered = MAY + timedelta(hours=chance.choice((4, 90)))
        answer = chance.choice(("accepted", "declined", None))
        held = {"talked_after": chance.choice((20, 71, 90))} if answer == "accepted" else {}
        people = came_back(
            1,
            times=chance.choice((1, 1, 1, 2, 5)),
            offered_at=offered,
            answer=answer,
            form_completed_at=MAY,
            independent_of_home=chance.random() < 0.9,
            independent_of_authority=chance.random() < 0.6,
            separated=n % 3 == 0,
            home_type=("foster_home", "childrens_home", "own_home")[n % 3],
            **held,
        )
        if n % 7 == 0:
            make_episode(people[0], returned_at=MAY, home_type="foster_home")
    session.commit()


def test_the_counts_of_a_quarter_hang_together(quarter):
    counts, relations = joined(measure_tables.tables(QUARTER, "west"))
    assert counts[cell("children")] == 60
    assert counts[cell("offered")] > counts[cell("accepted")] > counts[cell("within_72")] > 0
    assert len(relations) > len(MEASURES) * len(GROUPINGS)


def test_there_is_a_count_of_every_measure_in_every_group(world):
    counts, _relations = joined(measure_tables.tables(QUARTER, "west"))
    assert {cell(one.key, group) for one in MEASURES for group in groups()} <= counts.keys()


def test_nobody_can_be_found_in_a_quarter_s_measures(quarter):
    tables = measure_tables.tables(QUARTER, "west")
    shown = protect(tables)
    behind = {name: n for table in tables for name, n in table.children.items()}
    assert all(behind.get(name, n) >= 5 for name, n in shown.shown.items() if n is not None)
    assert shown[cell("took_part")] is not None
    assert attack(shown) == []


def test_forty_episodes_of_two_children_are_two_children(came_back):
    came_back(2, times=20, offered_at=MAY)
    [of_episodes] = [
        table
        for table in measure_tables.tables(QUARTER, "west")
        if table.unit is Thing.EPISODES and table.counts
    ]
    assert of_episodes.counts[cell("offered")] == 40
    assert of_episodes.children[cell("offered")] == 2
