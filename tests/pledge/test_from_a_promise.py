"""From a promise's page on: nothing is asked that the page says already."""

import re
from datetime import date

import pytest

from app.pledge import drafting
from app.pledge.figures import make_figures
from app.pledge.publishing import publish
from app.pledge.services import change_draft, start_draft
from feedback.models import Coding
from surveys.models import Answer, Response
from tests.talking import hidden

ABOUT = "pledge/west:P2"
PROBLEM = "/tell/sort_out_a_problem/"


@pytest.fixture
def begun(world, client):
    """A phone on which a problem with the west's second promise was begun without a name."""
    client.post(PROBLEM, data={"how": "anonymous", "about": ABOUT})
    return client


def test_the_problem_is_picked_already_and_can_be_changed(begun, session):
    assert 'value="home" checked' in begun.get(f"{PROBLEM}what_about").text
    begun.post(f"{PROBLEM}what_about", data={"answer": "health", "do": "next"})
    assert session.query(Answer).filter_by(question_key="what_about").one().choices == ["health"]
    assert 'value="home" checked' not in begun.get(f"{PROBLEM}what_about").text


def test_what_is_picked_already_is_no_answer_before_they_go_on_with_it(begun, session):
    begun.get(f"{PROBLEM}what_about")
    answers = hidden(begun.get(f"{PROBLEM}check").text, "answers")
    assert begun.post(f"{PROBLEM}check", data={"answers": answers}).status_code == 422
    assert session.query(Answer).all() == []
    begun.post(f"{PROBLEM}what_happened", data={"answer": "The bus is dear.", "do": "next"})
    answers = hidden(begun.get(f"{PROBLEM}check").text, "answers")
    assert begun.post(f"{PROBLEM}check", data={"answers": answers}).status_code == 302
    assert session.query(Coding).filter_by(proposed_by="child").all() == []


def test_a_promise_about_several_things_picks_none(world, client, session):
    client.post(PROBLEM, data={"how": "anonymous", "about": "pledge/west:P3"})
    assert " checked" not in client.get(f"{PROBLEM}what_about").text


def test_the_team_of_the_other_council_is_not_offered(begun):
    page = begun.get(f"{PROBLEM}who_may_read").text
    assert 'value="west"' in page and 'value="north"' not in page


def test_before_sending_the_page_names_the_promise_and_folds_what_was_skipped(begun):
    begun.post(f"{PROBLEM}what_happened", data={"answer": "It is loud at night.", "do": "next"})
    page = begun.get(f"{PROBLEM}check").text
    assert "This is about:" in page and "The right place to live" in page
    assert re.search(r"You skipped <bdi[^>]*>\d</bdi> questions – see them", page)


def test_the_check_begins_at_the_promise_one_was_reading(world, client):
    page = client.get("/pledge/west/P2").text
    assert "/tell/pledge_west_16/?start=p2" in page
    sent = client.post("/tell/pledge_west_16/", data={"how": "anonymous", "start": "p2"})
    assert sent.location == "/tell/pledge_west_16/p2"
    sent = client.post("/tell/pledge_west_16/", data={"how": "anonymous", "start": "nothing"})
    assert sent.location == "/tell/pledge_west_16/p1"


def test_after_not_kept_everything_about_that_promise_is_on_one_page(world, client, session):
    client.post("/tell/pledge_west_16/", data={"how": "anonymous", "start": "p2"})
    more = client.post("/tell/pledge_west_16/p2", data={"answer": "not_kept", "do": "next"})
    page = client.get(more.location).text
    assert more.location.endswith("/p2_parts")
    assert 'name="p2_words-answer"' in page and 'name="p2_safe-answer"' in page
    typed = {"answer": "p2_1", "p2_words-answer": "It is far away.", "p2_safe-answer": "yes"}
    after = client.post("/tell/pledge_west_16/p2_parts", data={**typed, "do": "next"})
    assert after.location.endswith("/p3")
    assert "It is far away." in client.get("/tell/pledge_west_16/p2_words").text
    looked_over = client.get("/tell/pledge_west_16/check").text
    assert re.search(r"<small>About: \w", looked_over)
    kept = {one.question_key for one in session.query(Answer) if one.response_id}
    assert {"p2_words", "p2_safe"} <= kept
    assert session.query(Response).count() == 1


def test_ratings_of_earlier_words_say_what_the_promise_said_then(
    world, client, checks, session, clock
):
    checks(40, P2="kept")
    make_figures()
    draft = start_draft(world.west, world.officer)
    promise = {**drafting.promise_in(draft.content, "P2"), "words": "You like your home."}
    change_draft(draft, drafting.with_promise(draft.content, promise), world.officer, draft.digest)
    publish(draft, date(2026, 9, 1), world.officer, draft.digest)
    session.commit()
    assert "People answered when it said" not in client.get("/pledge/west/P2").text
    clock.set(2026, 9, 1, 9)
    page = client.get("/pledge/west/P2").text
    assert "People answered when it said" in page and "You live somewhere safe" in page


def test_words_and_numbers_say_the_same(world, client, checks, session):
    checks(25, P2="kept")
    checks(15, P2="not_kept")
    checks(15, P2="partly")
    make_figures()
    session.commit()
    page = client.get("/pledge/west/P2").text
    assert "We can’t say more" not in page and "About 55 people answered." in page


def test_every_promise_leads_to_what_was_done_about_what_was_said(world, client):
    for page in ("/", "/pledge/?council=west", "/pledge/west/P2"):
        assert "/you-said/" in client.get(page).text
