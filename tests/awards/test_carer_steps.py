"""A carer has no account and tells of a small step by a link; from there on it is a step as any."""

import re

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.awards import carer_steps, steps
from app.awards.held import DeskHasIt
from app.awards.models import SmallStep, StepLink
from app.core.permissions import Role
from app.demo.factories import make_staff, make_young_person
from app.safeguarding.models import Alert
from app.safeguarding.services import record_outcome
from tests.talking import hidden

STORY = "Sat with us for a whole meal."
HOSTILE = (
    "<script>alert(1)</script>",
    "=1+1",
    "\u202egnp.exe",
    "{{ 7 * 7 }}",
    "a\x00b",
    "%(name)s",
)


@pytest.fixture
def link(world, session):
    made = carer_steps.make_link(world.west, world.manager)
    session.commit()
    return made


def offer(link, named="Zuri", story=STORY, language="en", once="once", **more):
    return carer_steps.offer(link, named, story, language, once, **more)


def send(visitor, link, named="Zuri", story=STORY):
    place = f"/awards/small-steps/with/{link.code}"
    once = hidden(visitor.get(place).text, "once")
    return visitor.post(place, data={"named": named, "story": story, "once": once})


def one(session) -> SmallStep:
    return session.scalars(select(SmallStep)).one()


def test_from_a_carers_phone_to_the_board(world, session, link, client, signed_in_as):
    sent = send(client, link)
    assert sent.location.endswith("/sent") and "Thank you" in client.get(sent.location).text
    step, desk = one(session), signed_in_as(world.manager)
    assert (step.state, step.young_person_id, step.offered_by_id) == ("not_matched", None, None)
    place = f"/awards/small-steps/{step.id}"
    assert "Zuri" in desk.get("/awards/small-steps/").text and "Zuri Bell" in desk.get(place).text
    assert desk.post(f"{place}/check", data={"told": STORY, "sure": "y"}).status_code == 302
    assert one(session).checked_on is None
    desk.post(f"{place}/match", data={"person": world.child.id})
    session.refresh(step)
    assert (step.young_person_id, step.named) == (world.child.id, None)
    desk.post(f"{place}/check", data={"told": STORY, "sure": "y"})
    young = signed_in_as(world.child.account)
    asked = re.search(r"/awards/mine/steps/\d+", young.get("/awards/").text)[0]
    young.post(asked, data={"consent": "yes"})
    desk.post(f"{place}/board", data={"board_on": "2026-03-20"})
    session.refresh(step)
    assert step.state == "on_agenda"


def test_nothing_says_who_the_carer_is(world, session, link):
    step = offer(link)
    step.offered_by_id = world.worker.id
    with pytest.raises(IntegrityError):
        session.flush()


def test_what_nobody_is_in_cannot_be_checked(world, session, link):
    step = offer(link)
    with pytest.raises(steps.NotYet):
        steps.check_step(step, STORY, world.manager)
    step.checked_on, step.checked_by_id = link.made_on, world.manager.id
    with pytest.raises(IntegrityError):
        session.flush()


def test_what_reads_as_a_worry_is_on_the_duty_desk_and_waits_for_it(world, session, link, at):
    step = offer(link, story="She is brave because her dad hits her.")
    session.commit()
    alert = session.scalars(select(Alert)).one()
    assert step.held == "worry" and alert.anonymous and alert.subject_kind == "small_step"
    assert (
        "her dad hits her" in at(make_staff(Role.DUTY_WORKER)).get(f"/safeguarding/{alert.id}").text
    )
    with pytest.raises(DeskHasIt):
        carer_steps.match(step, world.child, world.manager)
    record_outcome(alert, world.manager, "no_concern", "Asked and looked.", False)
    carer_steps.match(step, world.child, world.manager)
    assert step.state == "offered"


def test_a_story_in_another_language_goes_to_a_person_first(link, session):
    assert offer(link, named="زينب", story="جلست معنا", language="ar").held == "worry"
    assert session.scalars(select(Alert)).one().source == "language"


def test_sent_twice_it_is_one_and_other_words_are_not_lost(session, link, client):
    first = offer(link)
    assert offer(link) is first
    with pytest.raises(carer_steps.OtherWords):
        offer(link, story="Something else.")
    session.commit()
    place = f"/awards/small-steps/with/{link.code}"
    page = client.post(place, data={"named": "Zuri", "story": "Rang his gran.", "once": "once"})
    assert page.status_code == 409 and "Rang his gran." in page.text
    again = {"named": "Zuri", "story": "Rang his gran.", "once": hidden(page.text, "once")}
    assert client.post(place, data=again).status_code == 302


def test_a_flood_is_held_and_a_training_day_behind_one_address_is_not(app, session, link):
    app.config["STEP_FLOOD"] = 30
    for carer in range(31):
        assert send(app.test_client(), link, named=f"Child {carer}").status_code == 302
    held = session.scalars(select(SmallStep.held)).all()
    assert sorted(held) == [""] * 30 + ["flood"]


def test_far_too_many_have_to_wait_and_lose_nothing(app, session, link, client):
    app.config["STEP_STOP"] = 1
    assert send(client, link).status_code == 302
    page = send(client, link, story="Rang his gran.")
    assert page.status_code == 429 and "Rang his gran." in page.text
    assert one(session).story == STORY


@pytest.mark.parametrize(
    "typed", [{"named": "", "story": STORY}, {"named": "Zuri", "story": "long " * 130}]
)
def test_what_does_not_fit_comes_back_as_it_was_typed(link, client, session, typed):
    page = client.post(f"/awards/small-steps/with/{link.code}", data=typed)
    assert page.status_code == 422 and typed["story"].strip() in page.text
    assert session.scalars(select(SmallStep)).all() == []


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_kept_and_shown_as_words(world, link, client, session, at, words):
    sent = send(client, link, named=words, story=f"{STORY} {words}")
    assert sent.status_code == 302
    step = one(session)
    page = at(world.manager).get(f"/awards/small-steps/{step.id}")
    assert page.status_code == 200 and "<script>alert" not in page.text and "49" not in step.story


def test_a_new_link_stops_the_old_one(world, link, client, at):
    old = link.code
    at(world.manager).post("/awards/small-steps/link/west")
    assert client.get(f"/awards/small-steps/with/{old}").status_code == 404


def test_a_worker_hands_the_link_out_and_an_officer_of_another_council_does_not_make_it(
    world, link, session, at
):
    assert link.code in at(world.worker).get("/awards/small-steps/link").text
    assert at(world.worker).post("/awards/small-steps/link/west").status_code == 404
    north = make_staff(Role.TEAM_MANAGER, council=world.north)
    assert at(north).post("/awards/small-steps/link/west").status_code == 404
    assert link.code not in at(north).get("/awards/small-steps/link").text
    assert session.scalars(select(StepLink.code)).all() == [link.code]


def test_what_came_in_one_council_is_not_found_in_another(world, link, session, at):
    step = offer(link)
    session.commit()
    north = at(make_staff(Role.TEAM_MANAGER, council=world.north))
    person = make_young_person(world.north, "Finch")
    session.commit()
    place = f"/awards/small-steps/{step.id}"
    assert north.get(place).status_code == 404
    assert north.post(f"{place}/match", data={"person": person.id}).status_code == 404
    assert at(world.worker).get(place).status_code == 404


def test_a_joke_is_put_aside(world, link):
    step = offer(link)
    carer_steps.put_aside(step, world.manager)
    assert step.state == "put_aside"
    carer_steps.match(step, world.child, world.manager)
    assert step.state == "offered"
