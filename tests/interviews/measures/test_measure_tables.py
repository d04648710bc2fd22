"""What the disclosure gate is given, and that nobody can be found in what it lets through."""

import random
from datetime import date, timedelta

import pytest

from app.core.counting import Thing
from app.core.disclosure import Protected, attack, joined, protect
from app.core.disclosure_attack import How, Relation
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


UNDER_11, OF_13, OF_17 = (date(year, 1, 1) for year in (2016, 2013, 2009))


@pytest.fixture
def by_age(came_back):
    """Ten under eleven who all said yes and talked; of the older ones some only said yes."""
    for month, talked, not_yet in ((UNDER_11, 10, 0), (OF_13, 12, 3), (OF_17, 20, 5)):
        said = {"offered_at": MAY, "answer": "accepted", "birth_month": month}
        came_back(talked, talked_after=20, **said)
        came_back(not_yet, **said)


def test_whoever_took_part_said_yes_and_the_gate_lays_the_one_beside_the_other(by_age):
    counts, relations = joined(measure_tables.tables(QUARTER, "west"))
    young = next(
        group
        for group in groups()
        if group.startswith("age") and counts[cell("took_part", group)] == 10
    )
    relation = Relation(How.WITHIN, cell("accepted", young), (cell("took_part", young),))
    assert relation in relations
    shown = protect(measure_tables.tables(QUARTER, "west"))
    assert attack(shown) == []


def test_a_hidden_yes_between_two_shown_figures_is_found():
    """Offered 10 and took part 10: whoever hides the yes in between has hidden nothing."""
    names = [cell(key, "age/x") for key in ("offered", "accepted", "took_part")]
    offered, accepted, took_part = names
    relations = (
        Relation(How.WITHIN, offered, (accepted,)),
        Relation(How.WITHIN, accepted, (took_part,)),
    )
    shown = {offered: 10, accepted: None, took_part: 10}
    assert [one.cell for one in attack(Protected(5, shown, relations))] == [accepted]


def test_where_the_records_do_not_say_so_no_reader_can(came_back):
    came_back(12, talked_after=20)
    counts, relations = joined(measure_tables.tables(QUARTER, "west"))
    assert counts[cell("took_part")] == 12 and counts[cell("accepted")] == 0
    yeses = {cell("accepted", group) for group in groups()}
    assert all(one.whole not in yeses or one.how is How.SUM for one in relations)
