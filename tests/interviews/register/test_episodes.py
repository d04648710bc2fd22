"""Writing down that a child is missing and is back; what cannot be right is asked about."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.permissions import Role
from app.demo.factories import (
    make_council,
    make_episode,
    make_return_interview,
    make_staff,
    make_young_person,
)
from app.interviews import episodes
from app.interviews.episodes import Facts, Return, Unclear
from app.interviews.flags import how_often, why_important
from app.interviews.models import Episode, ReturnInterview
from app.interviews.offering import SecondInterview, open_interview
from app.interviews.texts import STAGES

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def facts(clock):
    """Gone since five hours ago, reported an hour later."""
    left = clock() - 5 * HOUR
    return Facts("missing", left, left + HOUR, "carer", "home", "medium")


def asked(record, *args, **kwargs) -> list[tuple[str, str]]:
    with pytest.raises(Unclear) as unclear:
        record(*args, **kwargs)
    return [(one.field, one.reason) for one in unclear.value.questions]


def test_an_episode_is_written_down_with_who_did(sky, worker, facts, session):
    episode = episodes.record_episode(sky, facts, worker)
    assert (episode.council_code, episode.recorded_by_name) == ("west", "Amina Yusuf")
    assert episode.interview is None
    assert [entry.action for entry in session.scalars(select(AuditEntry))] == ["episode_recorded"]


def test_coming_back_opens_the_interview_at_once(sky, worker, facts, clock):
    episode = episodes.record_episode(sky, facts, worker)
    episodes.record_return(episode, Return(clock(), "found_by_police"), worker)
    assert episode.interview.language == sky.language
    assert episode.due_at == clock() + 72 * HOUR


def test_an_episode_that_is_over_is_written_down_at_once(sky, worker, facts, clock):
    episode = episodes.record_episode(sky, facts, worker, Return(clock(), "came_back"))
    assert episode.interview.episode is episode


def test_times_that_cannot_be_are_asked_about(sky, worker, facts, clock, session):
    later = clock() + HOUR
    record = episodes.record_episode
    assert asked(record, sky, replace(facts, left_at=later, reported_at=later), worker) == [
        ("left_at", "future"),
        ("reported_at", "future"),
    ]
    early = replace(facts, reported_at=facts.left_at - HOUR)
    assert asked(record, sky, early, worker) == [("reported_at", "reported_before_gone")]
    back_early = Return(facts.left_at - HOUR, "came_back")
    assert asked(record, sky, facts, worker, back_early) == [("returned_at", "back_before_gone")]
    assert asked(record, sky, facts, worker, Return(later, "came_back")) == [
        ("returned_at", "future")
    ]
    assert session.scalars(select(Episode)).all() == []


def test_a_return_is_asked_about_in_the_same_way(sky, worker, clock):
    episode = make_episode(sky, clock() - DAY)
    record = episodes.record_return
    assert asked(record, episode, Return(clock() + HOUR, "came_back"), worker) == [
        ("returned_at", "future")
    ]
    assert asked(record, episode, Return(clock() - 2 * DAY, "came_back"), worker) == [
        ("returned_at", "back_before_gone")
    ]
    make_episode(sky, clock() - 5 * HOUR, clock() - 4 * HOUR)
    assert asked(record, episode, Return(clock(), "came_back"), worker) == [
        ("returned_at", "next_one")
    ]
    episodes.record_return(episode, Return(clock() - 6 * HOUR, "came_back"), worker)


def test_the_words_of_a_question_name_the_times(sky, worker, facts, clock):
    with pytest.raises(Unclear) as unclear:
        episodes.record_episode(sky, facts, worker, Return(clock() + DAY, "came_back"))
    assert "10:30 on Wednesday 15 July 2026" in unclear.value.questions[0].words


def test_an_overlap_with_one_that_is_over_is_asked_about_and_can_be_another(
    sky, worker, facts, clock
):
    over = make_episode(sky, facts.left_at - HOUR, facts.left_at + HOUR)
    back = Return(clock(), "came_back")
    with pytest.raises(Unclear) as unclear:
        episodes.record_episode(sky, facts, worker, back)
    assert [one.field for one in unclear.value.questions] == ["is_another"]
    assert unclear.value.others == [over]
    assert episodes.record_episode(sky, facts, worker, back, is_another=True).id != over.id


def test_nobody_is_missing_twice_at_once(sky, worker, facts, clock, session):
    first = make_episode(sky, facts.left_at - HOUR)
    record = episodes.record_episode
    assert asked(record, sky, facts, worker, is_another=True) == [("between_at", "overlap")]
    wrong = Return(facts.left_at + HOUR, "came_back")
    assert asked(record, sky, facts, worker, between=wrong) == [("between_at", "between")]
    between = Return(facts.left_at - HOUR / 2, "found_by_carer")
    second = record(sky, facts, worker, between=between)
    assert (first.returned_at, first.returned_how) == (between.at, "found_by_carer")
    assert first.interview is not None
    assert (second.returned_at, second.interview) == (None, None)


def test_one_from_before_needs_its_end_too(sky, worker, facts, clock):
    later = make_episode(sky, facts.left_at + 2 * HOUR)
    assert asked(episodes.record_episode, sky, facts, worker) == [("between_at", "overlap")]
    between = Return(facts.left_at + HOUR, "came_back")
    earlier = episodes.record_episode(sky, facts, worker, between=between)
    assert (earlier.returned_at, later.returned_at) == (between.at, None)


def test_going_again_the_moment_one_is_back_is_no_overlap(sky, worker, facts):
    make_episode(sky, facts.left_at - DAY, facts.left_at)
    episodes.record_episode(sky, facts, worker)


def test_the_same_time_of_another_child_is_no_overlap(sky, west, worker, facts):
    make_episode(make_young_person(west), facts.left_at)
    episodes.record_episode(sky, facts, worker)


def test_a_reference_names_one_episode_of_a_council(sky, west, worker, facts, clock):
    there = make_episode(make_young_person(west), clock() - 9 * DAY, reference="P-1")
    mine = replace(facts, reference="P-1")
    assert asked(episodes.record_episode, sky, mine, worker) == [("reference", "reference")]
    there.council_code = make_council("north", "North").code
    episodes.record_episode(sky, mine, worker)


def test_a_return_is_written_down_once(sky, worker, clock):
    episode = make_episode(sky)
    back = Return(clock() - HOUR, "came_back")
    episodes.record_return(episode, back, worker)
    with pytest.raises(episodes.AlreadyBack):
        episodes.record_return(episode, Return(clock(), "found_by_police"), worker)
    assert episode.returned_at == back.at


def test_an_episode_has_one_interview(sky, worker, clock):
    episode = make_episode(sky, returned_at=clock())
    first = open_interview(episode, worker)
    with pytest.raises(SecondInterview) as second:
        open_interview(episode, worker)
    assert second.value.interview is first


def test_putting_a_return_right_moves_the_deadline_and_the_trail_keeps_what_stood(
    sky, worker, clock, session
):
    episode = make_episode(sky, returned_at=clock() - 4 * HOUR)
    interview = make_return_interview(episode, warned_at=clock(), told_late_at=clock())
    episodes.correct_return(episode, Return(clock() - HOUR, "found_by_family"), worker)
    assert episode.due_at == clock() + 71 * HOUR
    assert (interview.warned_at, interview.told_late_at) == (None, None)
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.note) == ("return_corrected", "was 2026-07-15T05:30Z")


def test_nobody_is_back_after_somebody_talked_with_them(sky, worker, clock):
    episode = make_episode(sky, returned_at=clock() - 9 * HOUR)
    make_return_interview(episode, child_took_part=True, held_at=clock() - 4 * HOUR)
    late = Return(clock() - HOUR, "came_back")
    assert asked(episodes.correct_return, episode, late, worker) == [
        ("returned_at", "talked_before")
    ]


def test_facts_are_changed_and_asked_about_like_new_ones(sky, worker, facts, clock):
    episode = make_episode(sky, facts.left_at)
    other = make_episode(sky, clock() - 9 * DAY, clock() - 8 * DAY)
    episodes.change_episode(episode, replace(facts, risk="high"), worker)
    assert episode.risk == "high"
    too_late = replace(facts, left_at=other.returned_at + HOUR, reported_at=clock())
    assert asked(episodes.change_episode, other, too_late, worker) == [
        ("left_at", "gone_after_back")
    ]


def test_a_worker_writes_of_those_they_work_with_and_a_keeper_of_all_of_a_council(
    sky, west, worker, keeper, session
):
    other = make_young_person(west)
    north = make_young_person(make_council("north", "North"))

    def of_whom(account):
        return set(session.scalars(episodes.of_whom(account)))

    assert of_whom(worker) == {sky}
    assert of_whom(keeper) == {sky, other}
    assert of_whom(make_staff(Role.DUTY_WORKER)) == {sky, other, north}
    assert of_whom(make_staff(Role.PARTICIPATION_OFFICER)) == set()


def test_several_in_30_and_90_days_are_counted_looking_back(sky, west, clock, statements):
    days = (100, 80, 40, 20, 10, 0)
    found = [make_episode(sky, clock() - n * DAY, clock() - n * DAY) for n in days]
    make_episode(make_young_person(west), clock() - DAY)
    often = how_often(found)
    counted = [(often[one.id].in_30_days, often[one.id].in_90_days) for one in found]
    assert counted == [(1, 1), (2, 2), (1, 3), (2, 4), (2, 4), (3, 5)]
    assert [often[one.id].is_several for one in found] == [False, True, True, True, True, True]
    assert [often[one.id].needs_meeting for one in found] == [False] * 5 + [True]
    assert statements.during(lambda: how_often(found)) == 1
    assert how_often([]) == {}


def test_listening_matters_even_more_after_a_day_again_or_at_high_risk(sky, clock):
    short = make_episode(sky, clock() - 200 * DAY, clock() - 200 * DAY + HOUR)
    assert why_important(short) == []
    make_episode(sky, clock() - 50 * DAY, clock() - 50 * DAY + HOUR)
    again = make_episode(sky, clock() - 2 * DAY, risk="high")
    assert why_important(again) == ["over_24_hours", "more_than_once", "high_risk"]


def test_every_code_of_the_models_has_words():
    from app.interviews import (
        afterwards_models,
        attempt_models,
        episode_models,
        interview_models,
        listener_models,
        texts,
        words_models,
    )

    tables = {
        "KINDS": episode_models.KINDS,
        "SHORT_KINDS": episode_models.KINDS,
        "RISKS": episode_models.RISKS,
        "FROM": episode_models.FROM,
        "REPORTED_BY": episode_models.REPORTED_BY,
        "RETURNS": episode_models.RETURNS,
        "ANSWERS": interview_models.ANSWERS,
        "PROVIDER_TYPES": listener_models.PROVIDER_TYPES,
        "ATTEMPTS_HOW": attempt_models.ATTEMPTS_HOW,
        "ATTEMPT_OUTCOMES": attempt_models.ATTEMPT_OUTCOMES,
        "PLACES": interview_models.PLACES,
        "METHODS": interview_models.METHODS,
        "SECTIONS": words_models.SECTIONS,
        "READERS": words_models.READERS,
        "TOLD": afterwards_models.TOLD,
    }
    for name, codes in tables.items():
        assert tuple(getattr(texts, name)) == tuple(codes), name
    assert STAGES["missing"]


def test_two_returns_at_once_leave_one_interview(sky, worker, clock, session):
    episode = make_episode(sky)
    episodes.record_return(episode, Return(clock(), "came_back"), worker)
    with pytest.raises(episodes.AlreadyBack):
        episodes.record_return(episode, Return(clock(), "came_back"), worker)
    assert len(session.scalars(select(ReturnInterview)).all()) == 1
