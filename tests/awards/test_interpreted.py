"""A nomination in another language: an interpreter, the duty desk, an officer, and the judges."""

import pytest
from sqlalchemy import select

from app.awards import carer_steps, judging, step_english
from app.awards.models import Nomination
from app.core.interpreting import waiting_for
from app.core.permissions import Role
from app.demo.factories import make_staff, make_young_person
from app.demo.nominations import nominate
from app.safeguarding.models import Alert
from app.safeguarding.services import record_outcome

ARABIC, ENGLISH = "ساعدتني زينب في المدرسة", "Zainab helped me at school."


@pytest.fixture
def held(world, session):
    nomination = nominate(world.round, who="Zainab", why=ARABIC, language="ar")
    session.commit()
    return nomination


@pytest.fixture
def interpreter(world):
    return make_staff(Role.INTERPRETER, council=world.west, display_name="Amal Nour")


def put_into_english(at, interpreter, nomination):
    story = next(row for row in nomination.response.answers if row.question_key == "why")
    place = f"/feedback/interpreting/answer/{story.id}"
    assert ARABIC in at(interpreter).get(place).text
    assert at(interpreter).post(place, data={"words": ENGLISH}).status_code == 302


def test_it_waits_for_an_interpreter_and_the_name_does_not(world, held, interpreter, at):
    page = at(interpreter).get("/feedback/interpreting/").text
    assert page.count("/feedback/interpreting/answer/") == 1
    put_into_english(at, interpreter, held)
    assert "Nothing waits" in at(interpreter).get("/feedback/interpreting/").text


def test_the_english_stands_beside_it_at_both_desks(world, session, held, interpreter, at):
    officers = f"/awards/desk/nominees/{held.nominee_id}"
    assert "Waits for an interpreter" in at(world.officer).get(officers).text
    put_into_english(at, interpreter, held)
    page = at(world.officer).get(officers).text
    assert ARABIC in page and ENGLISH in page and "English by Amal Nour" in page
    alert = session.scalars(select(Alert)).one()
    duty = at(make_staff(Role.DUTY_WORKER)).get(f"/safeguarding/{alert.id}").text
    assert ARABIC in duty and ENGLISH in duty


def test_judges_read_the_english_and_that_it_is_an_interpreters(
    world, session, held, interpreter, at
):
    put_into_english(at, interpreter, held)
    record_outcome(
        session.scalars(select(Alert)).one(), world.manager, "no_concern", "Good news.", False
    )
    session.commit()
    at(world.officer).post(f"/awards/desk/nominations/{held.id}/release")
    category = world.round.categories[3]
    words = judging.suggested_words(held.nominee, category)
    assert words == "[name] helped me at school."
    card = judging.write_card(held.nominee, category, words, world.officer)
    judge = make_young_person(world.west, "Wren").account
    judging.choose_judges(world.round, [judge], world.officer)
    session.commit()
    page = at(judge).get(f"/awards/judging/{card.id}").text
    assert words in page and "An interpreter put it into English" in page


def test_a_card_of_english_words_says_nothing_of_an_interpreter(world):
    nominee = nominate(world.round).nominee
    assert not judging.write_card(
        nominee, world.round.categories[3], "x", world.officer
    ).interpreted


def test_an_interpreter_of_another_council_is_not_shown_what_is_known_to_be_of_this(
    world, session, at
):
    nominate(world.round, why=ARABIC, language="ar", by=world.worker, chosen=world.child)
    session.commit()
    assert session.scalars(select(Nomination.state)).all() == ["held"]
    north = make_staff(Role.INTERPRETER, council=world.north)
    assert "Nothing waits" in at(north).get("/feedback/interpreting/").text


def test_a_draft_and_what_was_put_aside_wait_for_nobody(world, session, held, interpreter, at):
    held.state = "put_aside"
    session.commit()
    assert "Nothing waits" in at(interpreter).get("/feedback/interpreting/").text


# Carers' stories

PLACE = "/feedback/interpreting/step"
CARERS = "جلست معنا على المائدة"


@pytest.fixture
def carers(world, session):
    """A carer's story by the link, in Arabic."""
    link = carer_steps.make_link(world.west, world.manager)
    step = carer_steps.offer(link, "زينب", CARERS, "ar", "once")
    session.commit()
    return step


def test_a_carers_story_in_another_language_reaches_the_interpreter_and_comes_back(
    world, carers, at, session
):
    interpreter, one = at(make_staff(Role.INTERPRETER, display_name="Nour")), f"{PLACE}/{carers.id}"
    assert CARERS in interpreter.get(one).text
    interpreter.post(one, data={"words": "She sat at the table with us."})
    page = at(world.manager).get(f"/awards/small-steps/{carers.id}").text
    assert "She sat at the table with us." in page and "English by" in page and CARERS in page
    alert = session.scalars(select(Alert)).one()
    duty = at(make_staff(Role.DUTY_WORKER)).get(f"/safeguarding/{alert.id}").text
    assert "She sat at the table with us." in duty


def test_what_is_not_english_on_an_english_page_waits_for_an_interpreter_too(world, session):
    link = carer_steps.make_link(world.west, world.manager)
    step = carer_steps.offer(link, "Zuri", "Siedziała z nami przy stole.", "en", "once")
    english = carer_steps.offer(link, "Zuri", "She sat with us.", "en", "twice")
    assert (step.language, english.language) == ("und", "en")
    interpreter = make_staff(Role.INTERPRETER)
    assert [one.text for one in waiting_for(interpreter)] == [step]
    assert step_english.waits_for_english(step) and not step_english.waits_for_english(english)


def test_what_was_put_aside_waits_for_nobody(world, carers, session):
    record_outcome(
        session.scalars(select(Alert)).one(), world.manager, "no_concern", "Looked.", False
    )
    carer_steps.put_aside(carers, world.manager)
    assert waiting_for(make_staff(Role.INTERPRETER)) == []
    assert not step_english.waits_for_english(carers)
