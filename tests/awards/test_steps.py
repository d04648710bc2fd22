"""Small steps: a second person, a yes, a board, a certificate; in this order or not at all."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from app.awards import steps
from app.awards.chapter import chapters
from app.core.reporting import Period, Quote, Table, settle
from app.demo.factories import make_young_person
from app.demo.nominations import nominate
from app.people.pointing import pointed_out

BOARD = date(2026, 3, 20)
STORY = "He sat at the table for a meal for the first time."


@pytest.fixture
def step(world):
    return steps.offer_step(world.child, STORY, world.worker)


@pytest.fixture
def agreed(world, step):
    steps.check_step(step, "Somebody sat at the table for a meal.", world.manager)
    steps.answer_step(step, "yes")
    return step


def test_whoever_offered_it_does_not_check_it(world, step, session):
    with pytest.raises(steps.SamePerson):
        steps.check_step(step, STORY, world.worker)
    step.checked_by_id = world.worker.id
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_yes_is_to_the_words_that_were_checked(world, agreed):
    steps.check_step(agreed, "Somebody shared a meal.", world.manager)
    assert agreed.consent == "" and agreed.state == "checked"


def test_nobody_is_asked_before_somebody_has_checked(world, step, session):
    with pytest.raises(steps.NotYet):
        steps.answer_step(step, "yes")
    step.consent = "yes"
    with pytest.raises(IntegrityError):
        session.flush()


def test_no_board_hears_it_without_a_yes(world, step, session):
    steps.check_step(step, STORY, world.manager)
    steps.answer_step(step, "no")
    with pytest.raises(steps.NotYet):
        steps.put_on_agenda(step, BOARD, world.manager)
    step.board_on = BOARD
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_no_before_the_board_takes_it_off_the_agenda_and_after_it_is_too_late(
    world, agreed, clock
):
    steps.put_on_agenda(agreed, BOARD, world.manager)
    steps.answer_step(agreed, "no")
    assert agreed.board_on is None and agreed.state == "private"
    steps.answer_step(agreed, "yes")
    steps.put_on_agenda(agreed, BOARD, world.manager)
    clock.set(2026, 3, 21, 9)
    with pytest.raises(steps.NotYet):
        steps.answer_step(agreed, "no")


def test_no_board_of_a_day_that_is_over_is_told_and_none_after_the_first(
    world, agreed, clock, signed_in_as, session
):
    session.commit()
    desk, place = signed_in_as(world.manager), f"/awards/small-steps/{agreed.id}"
    page = desk.post(f"{place}/board", data={"board_on": "2026-03-01"})
    assert page.status_code == 422 and "This day is over" in page.text
    steps.put_on_agenda(agreed, BOARD, world.manager)
    session.commit()
    clock.set(2026, 3, 21, 9)
    desk = signed_in_as(world.manager)
    desk.post(f"{place}/board", data={"board_on": "2026-06-19"})
    session.refresh(agreed)
    assert agreed.board_on == BOARD
    page = desk.get(place).text
    assert "cannot be changed any more" in page and "Put it on the agenda" not in page


def test_who_said_no_is_thanked_all_the_same(world, step):
    steps.check_step(step, STORY, world.manager)
    steps.answer_step(step, "no")
    for what in ("certificate", "voucher"):
        steps.give(step, what, world.worker)
    assert step.state == "given"


def test_each_sees_what_they_offered_or_have_to_check(world, step):
    assert steps.steps_for(world.worker) == steps.steps_for(world.manager) == [step]
    north = make_young_person(world.north, "Finch")
    elsewhere = steps.offer_step(north, "He rang his gran.", world.worker)
    assert elsewhere not in steps.steps_for(world.manager)


# The second check


def pointed(world, story) -> dict[str, str]:
    return {one.word: one.why for one in pointed_out(story, world.child)}


def test_names_places_rare_facts_and_capitals_are_pointed_out(world):
    make_young_person(world.west, known_as="Will Hope")
    story = (
        "zuri went to Kettering with Leah and Will. It will help. Everton won! "
        "She is the youngest, 9 years old."
    )
    assert pointed(world, story) == {
        "zuri": "name",
        "Kettering": "place",
        "Leah": "name",
        "Will": "name",
        "Everton": "start",
        "won": "rare",
        "youngest": "rare",
        "9": "rare",
    }


def test_an_ordinary_story_has_nothing_to_point_out(world):
    assert pointed(world, "Somebody shared a meal. I was so glad… They smiled.") == {}


def test_a_word_in_the_middle_with_a_capital_is_pointed_out(world):
    assert pointed(world, "They speak Tigrinya at home.") == {"Tigrinya": "capital"}


@pytest.mark.parametrize("story", ["Janet at the desk shouted.", "Hello.\nJanet’s desk was wet."])
def test_a_word_that_begins_a_sentence_is_pointed_out_unless_it_is_a_common_one(world, story):
    assert set(pointed(world, story).values()) == {"start"}
    assert pointed(world, story.replace("Janet", "Somebody")) == {}


@pytest.mark.parametrize("begins", ["It’s", "Don’t", "Teachers", "Nothing", "Cooking", "I’m"])
def test_an_everyday_word_in_any_form_is_common(world, begins):
    assert pointed(world, f"{begins} is all there was.") == {}


def test_names_of_another_council_are_not_known_here(world):
    make_young_person(world.north, known_as="Robin")
    assert pointed(world, "Robin smiled.") == {"Robin": "start"}


# The chapter


def chapter(world, quarter="2026-Q1"):
    drafts = chapters(Period.parse(quarter), world.west, {})
    return settle(drafts)[0][0]


def test_the_board_reads_the_story_that_was_checked_and_agreed(world, agreed):
    steps.put_on_agenda(agreed, BOARD, world.manager)
    quotes = [block for block in chapter(world).blocks if isinstance(block, Quote)]
    assert quotes == [Quote("Somebody sat at the table for a meal.", "en")]
    steps.answer_step(agreed, "no")
    assert not [block for block in chapter(world).blocks if isinstance(block, Quote)]


def test_how_many_were_told_is_no_number_that_could_be_held_back_and_counted(world, agreed):
    steps.put_on_agenda(agreed, BOARD, world.manager)
    steps.give(agreed, "voucher", world.worker)
    told = chapter(world)
    [table] = [block for block in told.blocks if isinstance(block, Table)]
    assert [row.label for row in table.rows] == [
        "Were given a certificate for a small step",
        "Were given a voucher for a small step",
    ]
    counted = chapters(Period.parse("2026-Q1"), world.west, {})[0].tables[1].counts
    assert not [name for name in counted if "told" in name]


def test_the_chapter_counts_children_through_the_gate(world):
    for number in range(7):
        child = make_young_person(world.west, known_as=f"Child {number}")
        nominate(world.round, by=world.worker, chosen=child)
    nominate(world.round, by=world.worker, chosen=child, category="making_a_difference")
    nominate(world.round, who="Nobody we know")
    table = next(one for one in chapter(world).blocks if isinstance(one, Table))
    rows = {row.label: row.cells[0].text for row in table.rows}
    assert rows["All who were nominated"] == "5" and rows["Making a Difference"] == "not shown"


def test_a_worker_does_not_make_a_yes_of_the_young_persons_own_no(world, step):
    steps.check_step(step, STORY, world.manager)
    steps.answer_step(step, "no")
    with pytest.raises(steps.SaidThemselves):
        steps.answer_step(step, "yes", world.worker)
    assert step.consent == "no"
