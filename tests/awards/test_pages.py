"""A round from opening to certificates, page by page as a browser without JavaScript sends it."""

import io
import re
from datetime import date

import pytest
from sqlalchemy import select

from app.awards import carer_steps, steps
from app.awards.models import AwardRound, Card, Certificate, Nomination, Nominee, SmallStep
from app.core.jobs import run_worker
from app.core.permissions import Role
from app.demo.factories import make_staff, make_young_person
from app.demo.nominations import nominate
from app.safeguarding.models import Alert
from tests.awards.filling import fill_in
from tests.awards.pictures import png
from tests.talking import hidden


def test_a_round_from_opening_to_certificates(app, world, session, at, client):
    desk = at(world.officer)
    start = {"title": "Stars", "council": "", "opens_on": "2026-03-02", "closes_on": "2026-05-01"}
    shown = desk.post("/awards/desk/new", data=start).location
    own = {"title": "Kind Hearts", "criteria": "Kind.", "age_from": "8", "age_to": "12"}
    desk.post(f"{shown}/categories", data=own)
    desk.post(f"{shown}/publish")
    row = session.scalar(select(AwardRound).where(AwardRound.title == "Stars"))
    assert row.link_code in desk.get(shown).text

    assert fill_in(client, row, category="own_6").location.endswith("/sent")
    assert fill_in(at(world.child.account), row, who="Me", part="myself").status_code == 302
    assert "certificate" in client.get(f"/awards/with/{row.link_code}/sent").text

    typed = session.scalar(select(Nominee).where(Nominee.young_person_id.is_(None)))
    page = desk.get(f"/awards/desk/nominees/{typed.id}").text
    assert "She helped me." in page and "Zuri Bell" in page
    matched = desk.post(
        f"/awards/desk/nominees/{typed.id}/match", data={"person": world.child.id}
    ).location
    assert session.scalars(select(Nominee.young_person_id)).all() == [world.child.id]

    categories = {one.code: one.id for one in row.categories}
    prefix = f"card-{categories['own_6']}"
    words = {f"{prefix}-words": "Somebody helped.", f"{prefix}-csrf_token": ""}
    desk.post(f"{matched}/cards/{categories['own_6']}", data=words)
    judge = make_young_person(world.west, "Wren").account
    desk.post(f"{shown}/judges", data={"judges": [judge.id]})
    card = session.scalars(select(Card)).one()
    assert "Zuri" not in at(judge).get(f"/awards/judging/{card.id}").text
    at(judge).post(f"/awards/judging/{card.id}", data={"score": "5"})
    desk.post(f"/awards/desk/cards/{card.id}", data={"place": "winner", "talk": "Yes!"})
    assert "5.0" in desk.get(f"{shown}/results").text

    day = {"event_on": "2026-07-15", "event_time": "14:00", "event_help": "A quiet room."}
    picture = (io.BytesIO(png(300, 100)), "signature.png")
    desk.post(f"{shown}/day", data={**day, "signatory": "A. Head", "signature": picture})
    desk.post(f"{shown}/ask")
    desk.post(f"{shown}/invite")
    mine = at(world.child.account)
    address = re.search(r"/awards/mine/\d+", mine.get("/awards/").text)[0]
    assert "A quiet room." in mine.get(address).text
    mine.post(f"{address}/say", data={"say-name": "y", "say-how": "read_out"})
    mine.post(f"{address}/reply", data={"day-reply": "yes", "day-guests": "2", "day-quiet": "y"})
    assert "Quiet space" in desk.get(f"{shown}/door").text

    desk.post(f"{shown}/certificates", data={"do": "all"})
    session.commit()
    run_worker(app, once=True)
    listed = desk.get(f"{shown}/certificates").text
    files = re.findall(r"/awards/desk/[^\"]*\.(?:zip|pdf)", listed)
    assert len(files) == 3
    assert {desk.get(file).data[:4] for file in files} == {b"%PDF", b"PK\x03\x04"}
    desk.post(f"{shown}/certificates/printed")
    assert session.scalars(select(Certificate)).one().printed_on is not None


def test_a_held_nomination_is_on_the_duty_desk_and_on_no_card(world, session, at, client):
    fill_in(client, world.round, why="She is brave because her carer hits her.")
    alert = session.scalars(select(Alert)).one()
    duty = make_staff(Role.DUTY_WORKER)
    assert "her carer hits her" in at(duty).get(f"/safeguarding/{alert.id}").text
    held = session.scalars(select(Nomination)).one()
    refused = at(world.officer).post(
        f"/awards/desk/nominations/{held.id}/release", follow_redirects=True
    )
    assert "has not closed this yet" in refused.text
    session.refresh(held)
    assert held.state == "held"


def test_thirty_children_behind_one_address_are_all_heard(app, world, session):
    app.config["NOMINATION_FLOOD"] = 30
    for child in range(31):
        fill_in(app.test_client(), world.round, who=f"Sky {child}")
    states = session.scalars(select(Nomination.state)).all()
    assert sorted(states) == ["held"] + ["in"] * 30


def test_somebody_outside_the_ages_of_an_award_is_pointed_out_and_not_put_aside(world, session, at):
    category = world.round.categories[3]
    nominee = nominate(world.round, by=world.worker, chosen=world.child).nominee
    page, desk = f"/awards/desk/nominees/{nominee.id}", at(world.officer)
    session.commit()
    assert "This award is for ages" not in desk.get(page).text
    category.age_to = 12
    session.commit()
    shown = desk.get(page).text
    assert "This award is for ages 0 to 12" in shown and "Show it to the judges" in shown


# Bad input


@pytest.mark.parametrize("answers", [{"who": ""}, {"who": "  "}])
def test_a_name_is_asked_for_once_more_and_nothing_is_lost(world, client, answers):
    sent = fill_in(client, world.round, why="So kind to me", **answers)
    assert sent.status_code == 422
    assert "We need one thing more: a name" in sent.text and "So kind to me" in sent.text


def test_too_many_words_come_back_as_they_were_typed(world, client):
    place = f"/awards/with/{world.round.link_code}"
    client.post(place)
    typed = "kind زينب " * 1001
    page = client.post(f"{place}/why", data={"answer": typed, "do": "next"})
    assert page.status_code == 422 and "kind زينب" in page.text and "room for 10,000" in page.text


def test_a_closed_round_says_so_kindly_and_a_begun_one_can_still_be_sent(
    world, client, clock, session
):
    place = f"/awards/with/{world.round.link_code}"
    clock.set(2026, 4, 30, 23, 50)
    client.post(place)
    client.post(f"{place}/who", data={"answer": "Zuri", "do": "next"})
    clock.forward(minutes=20)
    assert "You can still send the one you began" in client.get(place).text
    page = client.get(f"{place}/check")
    client.post(f"{place}/check", data={"answers": hidden(page.text, "answers")})
    assert session.scalars(select(Nomination.held_because)).all() == ["late"]
    assert client.post(place).status_code == 422


def test_what_was_typed_into_a_page_that_was_open_too_long_is_kept(world, client, session):
    place = f"/awards/with/{world.round.link_code}"
    kept = client.post(f"{place}/why", data={"answer": "Kept words", "do": "next"})
    assert kept.status_code == 302 and "Kept words" in client.get(f"{place}/check").text


def test_not_feeling_safe_keeps_the_words_and_leads_to_the_duty_desk(world, client):
    place = f"/awards/with/{world.round.link_code}"
    client.post(place)
    pressed = client.post(f"{place}/why", data={"answer": "I am", "do": "not_safe"})
    assert pressed.location == "/tell/not_safe/" and "I am" in client.get(f"{place}/check").text
    assert f'<a href="{place}/why">Go back to it</a>' in client.get(pressed.location).text


def test_a_link_nobody_gave_out_is_not_found(client):
    assert client.get("/awards/with/nothing").status_code == 404


def test_a_begun_nomination_is_not_among_what_is_told(world, at):
    visitor = at(world.child.account)
    visitor.post(f"/awards/with/{world.round.link_code}")
    assert visitor.get("/tell/").status_code == 200
    assert "award_round" not in visitor.get("/tell/").text


def test_a_worker_picks_from_those_they_work_with_and_nobody_else(world, session, at):
    other = make_young_person(world.west, known_as="Finch")
    place = f"/awards/with/{world.round.link_code}"
    page = at(world.worker).get(place).text
    assert "Zuri Bell" in page and "Finch" not in page
    assert at(world.worker).post(place, data={"person": other.id}).status_code == 404
    begun = at(world.worker).post(place, data={"person": world.child.id})
    assert begun.location.endswith("/category")


# Small steps


def test_a_small_step_from_a_worker_to_the_agenda(world, session, at):
    worker, manager, child = at(world.worker), at(world.manager), at(world.child.account)
    story = {"person": world.child.id, "story": "Zuri sat with us for a meal in Kettering."}
    place = worker.post("/awards/small-steps/new", data=story).location
    assert worker.post(f"{place}/check", data={"told": "x", "sure": "y"}).status_code == 404
    page = manager.get(place).text
    assert "<bdi>Kettering</bdi></mark> a place" in page and "<bdi>Zuri</bdi></mark> a name" in page
    assert manager.post(f"{place}/check", data={"told": "A meal."}).status_code == 422
    manager.post(f"{place}/check", data={"told": "Somebody sat with us for a meal.", "sure": "y"})
    asked = re.search(r"/awards/mine/steps/\d+", child.get("/awards/").text)[0]
    assert "Somebody sat with us" in child.get(asked).text
    child.post(asked, data={"consent": "yes"})
    manager.post(f"{place}/board", data={"board_on": "2026-03-20"})
    worker.post(f"{place}/certificate")
    worker.post(f"{place}/voucher")
    step = session.scalars(select(SmallStep)).one()
    assert step.state == "given" and step.board_on is not None
    assert "Certificate and voucher given" in worker.get("/awards/small-steps/").text


def test_a_signature_that_is_no_picture_is_refused_and_the_rest_is_kept_typed(world, at):
    data = {"event_place": "The field", "signature": (io.BytesIO(b"GIF89a"), "x.gif")}
    page = at(world.officer).post(f"/awards/desk/{world.round.id}/day", data=data)
    assert page.status_code == 422 and "PNG or JPEG" in page.text and "The field" in page.text


def test_the_nominees_page_costs_the_same_for_many_as_for_few(world, at, statements):
    desk, page = at(world.officer), f"/awards/desk/{world.round.id}/nominees"
    nominate(world.round)
    few = statements.during(lambda: desk.get(page))
    for number in range(15):
        nominate(world.round, who=f"Child {number}")
    assert statements.during(lambda: desk.get(page)) == few


def test_a_name_is_looked_for_without_standing_in_an_address(world, at, session):
    nominee = nominate(world.round, who="Somebody").nominee
    link = carer_steps.make_link(world.west, world.manager)
    step = carer_steps.offer(link, "Somebody", "Shared a meal.", "en", "once")
    session.commit()
    for account, place in (
        (world.officer, f"/awards/desk/nominees/{nominee.id}"),
        (world.manager, f"/awards/small-steps/{step.id}"),
    ):
        assert "Zuri Bell" not in at(account).get(f"{place}?name=Zuri").text
        assert "Zuri Bell" in at(account).post(f"{place}/look", data={"name": "Zuri"}).text
        assert 'method="get"' not in at(account).get(place).text


def test_what_was_left_out_is_said_at_the_head_of_the_page(world, at, session):
    nominee = nominate(world.round, by=world.worker, chosen=world.child).nominee
    step = steps.offer_step(world.child, "Shared a meal.", world.manager)
    steps.check_step(step, "Somebody shared a meal.", world.officer)
    session.commit()
    category = world.round.categories[3].id
    card = at(world.officer).post(
        f"/awards/desk/nominees/{nominee.id}/cards/{category}",
        data={f"card-{category}-words": " "},
    )
    consent = at(world.worker).post(f"/awards/small-steps/{step.id}/consent")
    for page, said in ((card, "Write what the judges read."), (consent, "Pick an answer.")):
        assert page.status_code == 422 and "error-summary" in page.text and said in page.text


def test_a_day_that_begins_at_29_oclock_is_no_day(world, at):
    data = {"event_time": "29:00", "event_place": "The field"}
    page = at(world.officer).post(f"/awards/desk/{world.round.id}/day", data=data)
    assert page.status_code == 422 and "Such as 14:00" in page.text and "The field" in page.text


def test_once_the_board_has_heard_it_the_young_person_is_told_so_and_not_asked(
    world, signed_in_as, session, clock
):
    step = steps.offer_step(world.child, "Shared a meal.", world.worker)
    steps.check_step(step, "Somebody shared a meal.", world.manager)
    steps.answer_step(step, "yes")
    steps.put_on_agenda(step, date(2026, 3, 20), world.manager)
    session.commit()
    place = f"/awards/mine/steps/{step.id}"
    assert "<form" in main_of(signed_in_as(world.child.account).get(place))
    clock.set(2026, 3, 21, 9)
    page = main_of(signed_in_as(world.child.account).get(place))
    assert "the board has heard it" in page and "<form" not in page


def main_of(page) -> str:
    return page.text.split("<main")[1].split("</main>")[0]


def test_whoever_was_matched_by_mistake_is_taken_out_again_though_there_is_one_voice(
    world, at, session
):
    nomination = nominate(world.round, who="Zuri")
    session.commit()
    desk, place = at(world.officer), f"/awards/desk/nominees/{nomination.nominee_id}"
    split = f"/awards/desk/nominations/{nomination.id}/split"
    assert split not in desk.get(place).text
    desk.post(f"{place}/match", data={"person": world.child.id})
    assert split in desk.get(place).text
    alone = desk.post(split, follow_redirects=True).text
    assert "Which young person is it?" in alone and "Not matched" in alone
    desk.post(f"/awards/desk/{world.round.id}/ask")
    assert "You were nominated!" not in at(world.child.account).get("/awards/").text
