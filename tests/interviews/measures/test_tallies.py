"""Each measure counts what its definition says, and nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.core.reporting import Period
from app.demo.factories import make_episode, make_return_interview, make_young_person
from app.interviews import tallies
from app.interviews.grouped_sums import Tally
from app.interviews.models import Action
from tests.interviews.measures.conftest import MAY, QUARTER


def tally(key, group="all", quarter=QUARTER, council="west"):
    return tallies.episodes(quarter, council).get((group, key), Tally())


def test_an_episode_counts_each_time_and_a_child_once(came_back):
    came_back(3, times=4)
    assert tally("episodes") == Tally(things=12, children=3, most=4)


def test_a_form_completed_without_the_child_is_no_conversation(came_back):
    came_back(5, form_completed_at=MAY, held_at=MAY, child_took_part=False)
    came_back(2, form_completed_at=MAY, talked_after=10)
    came_back(1, talked_after=10)
    assert tally("form_completed").things == 7
    assert tally("took_part").things == 3


def test_what_the_child_said_last_to_the_offer_is_counted(came_back):
    came_back(3, answer="accepted")
    came_back(2, answer="declined")
    came_back(4, offered_at=MAY)
    came_back(1, door_until=MAY)
    counted = {key: tally(key).things for key in ("offered", "accepted", "declined", "no_answer")}
    assert counted == {"offered": 9, "accepted": 3, "declined": 2, "no_answer": 4}


@pytest.mark.parametrize(("hours", "within"), [(71.999, 1), (72, 1), (72.001, 0)])
def test_the_hour_counts_to_the_second(came_back, hours, within):
    came_back(1, talked_after=hours, offered_at=MAY + timedelta(hours=hours))
    assert tally("within_72").things == within
    assert tally("offered_within_72").things == within


def test_a_form_filled_in_at_once_is_not_within_the_hours_without_the_child(came_back):
    came_back(4, held_at=MAY + timedelta(hours=1), form_completed_at=MAY)
    assert tally("within_72").things == 0


def test_independence_is_counted_of_conversations_with_the_child_alone(came_back):
    both = {"independent_of_home": True, "independent_of_authority": True}
    came_back(3, talked_after=9, **both)
    came_back(2, talked_after=9, **both | {"independent_of_authority": False})
    came_back(1, talked_after=9)
    came_back(7, held_at=MAY, **both)
    counted = [tally(f"independent_of_{whom}").things for whom in ("home", "authority", "both")]
    assert counted == [5, 3, 3]


def test_three_times_in_ninety_days_is_repeatedly_and_twice_is_not(came_back, world, session):
    came_back(2, times=3)
    came_back(4, times=2)
    for longest_ago in (89, 90):
        [child] = came_back(1)
        for days in (longest_ago, 20):
            make_episode(child, returned_at=MAY - timedelta(days=days))
    assert tally("repeat").children == 3


def test_ninety_days_may_begin_before_the_quarter_and_in_another_council(came_back, world):
    [child] = came_back(1, on=datetime(2026, 4, 2, tzinfo=UTC))
    for month in (2, 3):
        make_episode(
            child, returned_at=datetime(2026, month, 2, tzinfo=UTC), council_code=world.north.code
        )
    assert tally("repeat").children == 1
    assert tally("repeat", quarter=QUARTER.previous) == Tally()


@pytest.mark.parametrize(
    ("back", "quarter"),
    [
        (datetime(2026, 3, 31, 22, 59, tzinfo=UTC), "2026-Q1"),
        (datetime(2026, 3, 31, 23, 0, tzinfo=UTC), "2026-Q2"),
        (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), "2026-Q2"),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), "2026-Q3"),
    ],
)
def test_a_quarter_begins_at_midnight_in_northamptonshire(came_back, back, quarter):
    came_back(1, on=back)
    found = [f"2026-Q{n}" for n in (1, 2, 3) if tally("episodes", quarter=Period(2026, n)).things]
    assert found == [quarter]


def test_who_is_still_missing_and_the_other_council_are_not_counted(came_back, world):
    came_back(3, council=world.north)
    make_episode(make_young_person(world.west), left_at=MAY)
    assert tallies.episodes(QUARTER, "west") == {}


def test_children_are_of_the_age_they_have_at_the_end_of_the_quarter(came_back):
    for birth_month in (date(2010, 6, 1), date(2010, 7, 1), date(2015, 6, 1), date(2015, 7, 1)):
        came_back(1, birth_month=birth_month)
    counted = {band: tally("episodes", f"age/{band}").things for band in ("7_11", "11_15", "16")}
    assert counted == {"7_11": 1, "11_15": 2, "16": 1}


def test_where_they_lived_is_the_home_of_the_episode(came_back, session):
    [child, _other] = came_back(2, home_type="foster_home")
    child.home_type = "own_home"
    make_episode(child, returned_at=MAY + timedelta(days=9))
    make_episode(make_young_person(separated=True), returned_at=MAY)
    assert tally("episodes", "home/foster_home") == Tally(2, 2, 1)
    assert tally("episodes", "home/own_home") == Tally(1, 1, 1)
    assert tally("episodes", "home/not_said") == Tally(1, 1, 1)
    assert tally("episodes", "separated/separated").things == 1
    assert tally("episodes", "separated/not_separated").things == 3


def test_out_of_area_is_where_they_lived_then(came_back):
    came_back(2, out_of_area=True)
    came_back(3)
    assert tally("out_of_area").things == 2


def test_one_child_who_makes_up_more_than_half_is_as_good_as_alone():
    assert Tally(things=12, children=6, most=6).behind == 6
    assert Tally(things=12, children=6, most=7).behind == 1
    assert Tally().behind == 0


def test_the_median_is_the_conversation_in_the_middle(came_back):
    for hours in (10, 20, 70, 200):
        came_back(1, talked_after=hours)
    came_back(9, held_at=MAY)
    assert tallies.median_hours(QUARTER, "west")["all"] == 45
    came_back(1, times=2, talked_after=80, home_type="own_home")
    found = tallies.median_hours(QUARTER, "west")
    assert (found["all"], found["home/own_home"]) == (75, 80)


def test_an_action_is_on_time_when_it_is_done_by_its_day(world, session):
    episode = make_episode(make_young_person(world.west), returned_at=MAY - timedelta(days=90))
    interview = make_return_interview(episode, child_took_part=True)
    day = date(2026, 5, 20)
    for done in (day, day - timedelta(days=9), day + timedelta(days=1), None):
        session.add(
            Action(interview_id=interview.id, owner_name="Somebody", due_on=day, done_on=done)
        )
    later = Action(interview_id=interview.id, owner_name="Somebody", due_on=date(2026, 7, 1))
    session.add(later)
    found = tallies.actions(QUARTER, "west")
    assert found["all", "actions_due"] == Tally(4, 1, 4)
    assert found["all", "actions_on_time"].things == 2


def everything(quarter=QUARTER):
    tallies.episodes(quarter, "west")
    tallies.actions(quarter, "west")
    tallies.factors(quarter, "west", ["push_conflict"])
    tallies.median_hours(quarter, "west")


def test_counting_costs_four_queries_however_many_were_missing(came_back, statements):
    assert statements.during(everything) == 4
    came_back(9, times=2, talked_after=9)
    assert statements.during(everything) == 4


@pytest.mark.postgresql
def test_the_other_database_counts_the_same(came_back):
    came_back(3, times=3, talked_after=72, answer="accepted")
    came_back(2, talked_after=73)
    assert tally("repeat").children == 3
    assert tally("within_72") == Tally(9, 3, 3)
    assert tallies.median_hours(QUARTER, "west")["all"] == 72
    everything()
