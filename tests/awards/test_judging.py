"""Blind cards, conflicts left out, scores, and something for everyone."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.awards import joining, judging, nominees
from app.awards.models import Card, JudgeConflict, JudgeScore, Nomination
from app.awards.names import without
from app.core.permissions import Role
from app.demo.factories import make_staff, make_young_person
from app.demo.nominations import nominate
from app.people.models import YoungPerson


@pytest.fixture
def judge(world):
    account = make_young_person(world.west, "Wren").account
    judging.choose_judges(world.round, [account], world.officer)
    return account


@pytest.fixture
def card(world):
    nominee = nominate(world.round, by=world.worker, chosen=world.child).nominee
    return judging.write_card(nominee, world.round.categories[3], "Kept going.", world.officer)


def cards_of(account):
    return [card for card, _score in judging.cards_for(account)]


def test_the_card_that_is_suggested_has_no_name_of_the_nominee(world):
    why = "Zuri's reading is great. ZURI BELL, ዙሪ and zuri!"
    nominee = nominate(world.round, by=world.worker, chosen=world.child, why=why).nominee
    words = judging.suggested_words(nominee, world.round.categories[3])
    assert words == "[name]'s reading is great. [name] [name], ዙሪ and [name]!"


def test_what_was_only_picked_is_on_the_card_as_well(world):
    picked = {"what_they_did": "kept_trying", "why": ""}
    nominee = nominate(world.round, by=world.worker, chosen=world.child, **picked).nominee
    words = judging.suggested_words(nominee, world.round.categories[3])
    assert words == "They kept trying when it was hard"


def test_what_is_held_back_is_on_no_card(world):
    nominee = nominate(world.round, why="Her carer hits her.").nominee
    assert judging.suggested_words(nominee, world.round.categories[3]) == ""


@pytest.mark.parametrize("name", ["Sky B.", "sky b", "Sky B"])
def test_an_initial_goes_with_the_name_it_follows(name):
    said = without("Sky B. is kind. Plan B worked, sky b did it.", [name], "…")
    assert said == "… is kind. Plan B worked, … did it."


@pytest.mark.parametrize("name", ["", "A", "(", ".*", "a|b"])
def test_a_name_that_is_no_name_takes_nothing_out(name):
    assert without("A (small) step", [name], "…") == "A (small) step"


def test_a_judge_sees_the_cards_of_their_rounds_and_nobody_else_does(world, judge, card):
    assert cards_of(judge) == [card]
    assert cards_of(make_young_person(world.west, "Finch").account) == []


def test_nobody_judges_themselves(world, card):
    judging.choose_judges(world.round, [world.child.account], world.officer)
    assert cards_of(world.child.account) == []


def test_nobody_judges_whom_they_nominated(world, judge, session):
    nominee = nominate(world.round, by=judge).nominee
    judging.write_card(nominee, world.round.categories[3], "Kept going.", world.officer)
    assert cards_of(judge) == []


def test_a_judge_who_knows_who_it_is_says_so_and_their_score_goes(judge, card, session):
    judging.score(card, judge, 5)
    judging.say_known(card, judge)
    assert cards_of(judge) == [] and session.scalars(select(JudgeScore)).all() == []


def test_a_score_is_changed_and_not_added(judge, card, session):
    judging.score(card, judge, 2)
    judging.score(card, judge, 4)
    assert [given.score for given in session.scalars(select(JudgeScore))] == [4]


def test_the_database_refuses_a_score_of_six(judge, card):
    with pytest.raises(IntegrityError):
        judging.score(card, judge, 6)


def test_everyone_is_recognised_before_anybody_decides(world, judge, card, session):
    judging.score(card, judge, 4)
    results = judging.results_of(world.round, world.officer)[world.round.categories[3]]
    assert [(one.scores, one.average, one.voices) for one in results] == [(1, 4.0, 1)]
    assert session.scalars(select(Card.place)).all() == ["recognised"]
    judging.decide(card, "winner", "She deserves it.", world.officer)
    assert card.place == "winner" and card.talk == "She deserves it."


def test_judges_are_young_people(world, judge):
    names = {one.display_name for one in judging.possible_judges(world.officer)}
    assert names == {"Zuri", "Wren"} and Role.YOUNG_PERSON in judge.roles


def test_a_card_that_may_hold_words_of_a_voice_that_went_is_taken_from_the_judges(world, judge):
    category = world.round.categories[3]
    joke, kept = nominate(world.round), nominate(world.round)
    nominee = joining.join(joke.nominee, kept.nominee, world.officer)
    card = judging.write_card(nominee, category, "Both voices.", world.officer)
    nominees.put_aside(joke, world.officer)
    assert cards_of(judge) == []
    judging.write_card(nominee, category, "One voice.", world.officer)
    assert cards_of(judge) == [card]
    joining.split(kept, world.officer)
    assert cards_of(judge) == []
    assert judging.results_of(world.round, world.officer)[category] == []


def test_an_officer_changes_only_the_judges_of_their_own_council(world, judge):
    north = make_staff(Role.PARTICIPATION_OFFICER, council=world.north)
    finch = make_young_person(world.north, "Finch").account
    judging.choose_judges(world.round, [finch], north)
    assert {one.account_id for one in judging.judges_of(world.round)} == {judge.id, finch.id}


def test_after_the_day_no_judge_reads_the_cards_any_more(world, judge, card, clock):
    clock.set(2026, 7, 15, 20)
    assert cards_of(judge) == [card]
    clock.set(2026, 7, 16, 9)
    assert cards_of(judge) == []


def test_a_judge_who_said_they_know_one_judges_nobody_that_one_is_joined_with(
    world, judge, session
):
    category = world.round.categories[3]
    known, other = nominate(world.round), nominate(world.round)
    card = judging.write_card(known.nominee, category, "Kept going.", world.officer)
    theirs = judging.write_card(other.nominee, category, "Helped.", world.officer)
    judging.score(theirs, judge, 5)
    judging.say_known(card, judge)
    one = joining.join(known.nominee, other.nominee, world.officer)
    judging.write_card(one, category, "Kept going, helped.", world.officer)
    assert cards_of(judge) == [] and session.scalars(select(JudgeScore)).all() == []
    alone = joining.split(session.get(Nomination, known.id), world.officer)
    judging.write_card(alone, category, "Kept going.", world.officer)
    assert cards_of(judge) == []


def test_two_whom_the_same_judge_knows_are_joined(world, judge, session):
    category = world.round.categories[3]
    both = [nominate(world.round).nominee for _ in range(2)]
    for nominee in both:
        judging.say_known(judging.write_card(nominee, category, "Kept on.", world.officer), judge)
    joining.join(both[0], both[1], world.officer)
    assert len(session.scalars(select(JudgeConflict)).all()) == 1


def test_a_judge_who_turns_out_to_be_the_nominee_has_scored_nothing(world, judge, session):
    typed = nominate(world.round, who="Wren").nominee
    card = judging.write_card(typed, world.round.categories[3], "Kept going.", world.officer)
    judging.score(card, judge, 5)
    person = session.scalar(select(YoungPerson).where(YoungPerson.account_id == judge.id))
    joining.match(typed, person, world.officer)
    assert cards_of(judge) == [] and session.scalars(select(JudgeScore)).all() == []
