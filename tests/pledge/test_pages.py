"""The promises as young people see them."""

from datetime import date

import pytest

from app.core import evidence
from app.core.evidence import Evidence, Source
from app.demo.factories import make_young_person
from app.pledge import drafting
from app.pledge.figures import make_figures
from app.pledge.publishing import publish
from app.pledge.services import change_draft, start_draft
from surveys.abouts import about
from tests.reports.saying import say
from tests.whole_app.test_pages import faults_of


@pytest.fixture
def sky(world):
    return make_young_person(world.west, "sky", birth_month=date(2017, 5, 1))


@pytest.fixture
def second(world, session):
    """The west's next text, which begins in September and calls P2 otherwise."""
    draft = start_draft(world.west, world.officer)
    promise = {**drafting.promise_in(draft.content, "P2"), "title": "A home you like"}
    change_draft(draft, drafting.with_promise(draft.content, promise), world.officer, draft.digest)
    publish(draft, date(2026, 9, 1), world.officer, draft.digest)
    session.commit()
    return draft


def test_signed_out_one_chooses_the_council_and_the_address_remembers_it(world, client):
    page = client.get("/pledge/")
    assert 'href="/pledge/?council=west"' in page.text and "The right place" not in page.text
    page = client.get("/pledge/?council=north")
    assert "The right place to live" in page.text
    assert "North Northamptonshire" in page.text
    assert client.get("/pledge/?council=nowhere").status_code == 200


def test_an_address_that_was_cut_short_leads_to_the_council_s_promises(world, client):
    assert client.get("/pledge/west").location == "/pledge/?council=west"
    assert client.get("/pledge/mars").status_code == client.get("/pledge/%00").status_code == 404


def test_signed_in_one_sees_those_of_one_s_own_council_first(world, sky, signed_in_as):
    page = signed_in_as(sky.account).get("/pledge/").text
    assert "<strong>West Northamptonshire" in page
    assert page.index("/tell/pledge_west_7_11/") < page.index("/tell/pledge_west_11_15/")


def test_nobody_is_asked_about_another_council_s_promises(world, sky, signed_in_as):
    page = signed_in_as(sky.account).get("/pledge/?council=north").text
    assert "The right place to live" in page and "/tell/pledge_" not in page


def test_the_charter_and_the_law_stand_beside_the_pledge_even_where_there_is_none(client, world):
    for address in ("/pledge/", "/pledge/?council=west"):
        page = client.get(address).text
        assert "The Care Leavers’ Charter" in page and "What the law says" in page


def test_a_promise_says_what_it_means_and_what_to_do_when_it_is_not_kept(world, client):
    page = client.get("/pledge/west/P2").text
    assert "You live somewhere safe" in page and "you do not have to keep moving" in page
    assert "/tell/sort_out_a_problem/?about=pledge/west:P2" in page
    assert 'href="tel:08088005792"' in page and "/help" in page
    assert "check with your worker" in page
    assert client.get("/pledge/west/P9").status_code == 404
    assert client.get("/pledge/east/P2").status_code == 404


def test_a_text_that_is_still_to_come_is_shown_as_such_and_the_older_stays(
    world, client, second, clock
):
    assert "A home you like" not in client.get("/pledge/west/P2").text
    assert "These promises begin on" in client.get("/pledge/west/2").text
    clock.set(2026, 9, 1, 9)
    assert "A home you like" in client.get("/pledge/west/P2").text
    older = client.get("/pledge/west/1").text
    assert "The right place to live" in older and "These are older promises" in older
    assert "/pledge/west/1" in client.get("/pledge/?council=west").text


@pytest.mark.postgresql
def test_an_address_that_was_made_up_is_not_found_on_either_database(world, client, signed_in_as):
    for path in ("/pledge/a%00b/P2", "/pledge/west/P2%00", "/pledge/west/99", "/pledge/a%00/1"):
        assert client.get(path).status_code == 404, path
    assert client.get("/pledge/?council=a%00b").status_code == 200
    assert signed_in_as(world.officer).get("/pledge/desk/a%00b").status_code == 404


def test_a_draft_is_seen_by_nobody_outside_the_desk(world, client, session):
    start_draft(world.west, world.officer)
    session.commit()
    assert client.get("/pledge/west/2").status_code == 404


def test_how_it_is_going_is_said_in_words_with_a_picture_and_a_table(
    world, client, checks, session
):
    assert "There is nothing to show yet" in client.get("/pledge/west/P2").text
    checks(40, P2="kept")
    checks(20, P2="partly")
    make_figures()
    session.commit()
    page = client.get("/pledge/west/P2").text
    assert "Most said: Kept" in page and "April to June 2026" in page
    assert 'role="img"' in page and '">40</td>' in page
    assert "Young people who gave their name" in page and faults_of(page) == []
    assert "or someone could be found" in client.get("/pledge/west/P3").text


def test_what_people_talked_about_and_what_was_done_stand_on_the_page(
    world, client, session, monkeypatch
):
    for _ in range(10):
        say(None, date(2026, 5, 6), "HOM_FOOD:not_good")
    session.commit()
    make_figures()
    session.commit()

    def told(council_code, promise):
        done = Evidence("test", "We did", words="A cook for each house", when=date(2026, 7, 1))
        return [done] if (council_code, promise.key) == ("west", "P2") else []

    monkeypatch.setitem(evidence.SOURCES, "test", Source("test", "Tests", told=told))
    page = client.get("/pledge/west/P2").text
    assert "Food I like and need" in page and "A cook for each house" in page
    assert "A cook for each house" not in client.get("/pledge/west/P1").text


def test_a_message_can_be_about_a_promise(app, world):
    with app.test_request_context():
        found = about("pledge/west:P2")
        assert (found.title, found.address) == ("The right place to live", "/pledge/west/P2")
        for gone in ("pledge/west:P9", "pledge/east:P2", "pledge/west", "pledge/:"):
            assert about(gone) is None


def test_words_that_nobody_has_translated_say_that_they_are_english(make_app, world, second):
    with make_app(SHOW_INCOMPLETE=True).app_context() as context:
        page = context.app.test_client().get("/pledge/west/2?lang=ar").text
    assert '<span lang="en" dir="ltr">A home you like</span>' in page


def test_the_pages_cost_the_same_number_of_queries_however_much_was_said(
    world, client, checks, session, statements
):
    checks(2, P2="kept")
    make_figures()
    session.commit()
    paths = ("/pledge/?council=west", "/pledge/west/P2")
    few = [statements.during(lambda path=path: client.get(path)) for path in paths]
    checks(30, P2="partly", P3="kept")
    assert [statements.during(lambda path=path: client.get(path)) for path in paths] == few
    assert max(few) <= 8
