"""An officer chooses words for a report: they see what was said, and choose the part to ask for."""

import pytest
from sqlalchemy import select

from app.core.audit import first_broken_entry, readings
from app.core.permissions import Role
from app.demo.factories import make_council, make_staff
from app.reports.services import start_report
from feedback.models import QuoteRequest, ThreadAudience, ThreadExclusion, Translation
from tests.feedback.quoting import CUT, MAY, QUARTER, WORDS
from tests.locks import watched_pages
from tests.reports.freezing import freeze
from tests.reports.saying import ANONYMOUS, say

LIST = "/feedback/quotes/?quarter=2026-Q2"


def test_an_officer_picks_checks_and_asks(said, officer, signed_in_as, session):
    answer, thread = said
    visitor = signed_in_as(officer)
    assert "Seeing my worker" in visitor.get("/feedback/quotes/?quarter=2026-Q2").text
    address = f"/feedback/quotes/{answer.id}?quarter=2026-Q2"
    page = visitor.get(address).text
    assert "May be a name:" in page
    assert "Leah" in page
    unchecked = visitor.post(address, data={"excerpt": CUT})
    assert unchecked.status_code == 422
    assert CUT in unchecked.text
    assert visitor.post(address, data={"excerpt": CUT, "checked": "y"}).status_code == 302
    [asked] = session.scalars(select(QuoteRequest)).all()
    assert asked.thread_id == thread.id


def test_words_that_hold_a_name_come_back_with_the_reason(said, officer, signed_in_as):
    address = f"/feedback/quotes/{said[0].id}?quarter=2026-Q2"
    data = {"excerpt": "My worker Leah came", "checked": "y"}
    answer = signed_in_as(officer).post(address, data=data)
    assert answer.status_code == 422
    assert "A name of someone in their life" in answer.text


def test_another_councils_officer_finds_nothing(said, signed_in_as, app):
    north = make_council("north", "North Northamptonshire")
    visitor = signed_in_as(make_staff(Role.PARTICIPATION_OFFICER, council=north))
    assert visitor.get(f"/feedback/quotes/{said[0].id}?quarter=2026-Q2").status_code == 404


def test_an_officer_it_is_about_finds_nothing(said, officer, session, signed_in_as):
    session.add(ThreadExclusion(thread_id=said[1].id, account_id=officer.id))
    session.commit()
    page = signed_in_as(officer).get(f"/feedback/quotes/{said[0].id}?quarter=2026-Q2")
    assert page.status_code == 404


@pytest.mark.parametrize("quarter", ["2026-Q9", "x", "%00"])
def test_a_quarter_that_is_none_is_not_found(officer, signed_in_as, quarter):
    assert signed_in_as(officer).get(f"/feedback/quotes/?quarter={quarter}").status_code == 404


def test_reading_one_is_on_the_trail(said, officer, signed_in_as):
    signed_in_as(officer).get(f"/feedback/quotes/{said[0].id}?quarter=2026-Q2")
    assert [entry.actor_id for entry in readings([("thread", said[1].id)])] == [officer.id]


def test_the_list_shows_what_was_said_and_it_is_on_the_trail(said, officer, signed_in_as):
    visitor = signed_in_as(officer)
    assert WORDS in visitor.get(LIST).text
    assert [entry.actor_id for entry in readings([("thread", said[1].id)])] == [officer.id]
    assert first_broken_entry() is None


def test_a_list_without_a_comment_leaves_nothing_on_the_trail(said, officer, signed_in_as):
    signed_in_as(officer).get("/feedback/quotes/?quarter=2025-Q1")
    assert readings([("thread", said[1].id)]) == []


def test_the_list_costs_the_same_however_much_was_said(
    said, child, officer, signed_in_as, session, statements
):
    visitor = signed_in_as(officer)
    visitor.get(LIST)
    few = statements.during(lambda: visitor.get(LIST))
    for number in range(8):
        say(child, MAY, "HOM_FOOD:good", words=f"Tea was late on day {number}.")
    session.commit()
    assert statements.during(lambda: visitor.get(LIST)) == few


def test_an_interpreters_english_stands_beside_what_was_said(child, officer, signed_in_as, session):
    answer, _thread = say(child, MAY, "HOM_ROOM:good", words="غرفتي باردة.", language="ar")
    row = Translation(answer_id=answer.id, language="en", by_name="Amal")
    row.words = "My room is cold."
    session.add(row)
    visitor = signed_in_as(officer)
    for address in (LIST, f"/feedback/quotes/{answer.id}?quarter=2026-Q2"):
        page = visitor.get(address).text
        assert "غرفتي باردة." in page and "My room is cold." in page


def test_ticked_sentences_are_what_is_asked_for(said, officer, signed_in_as):
    visitor, address = signed_in_as(officer), f"/feedback/quotes/{said[0].id}?quarter=2026-Q2"
    assert f">{WORDS}</textarea>" in visitor.get(address).text.replace("\n", "")
    page = visitor.get(f"{address}&sentence=1").text.replace("\n", "")
    assert ">I felt like somebody.</textarea>" in page
    assert "May be a name" not in page


@pytest.mark.parametrize("number", ["9", "x", "-1", "99999999999999999999"])
def test_a_sentence_that_is_none_leaves_all_of_it(said, officer, signed_in_as, number):
    address = f"/feedback/quotes/{said[0].id}?quarter=2026-Q2&sentence={number}"
    page = signed_in_as(officer).get(address)
    assert f">{WORDS}</textarea>" in page.text.replace("\n", "")


@pytest.fixture
def everywhere(said):
    return make_staff(Role.PARTICIPATION_OFFICER)


def test_words_that_belong_to_no_council_are_in_no_report(everywhere, signed_in_as, session):
    answer, thread = say(ANONYMOUS, MAY, "HOM_FOOD:good", words="Dinner is nice.", council=None)
    assert thread.council_code is None
    page = signed_in_as(everywhere).post(
        f"/feedback/quotes/{answer.id}?quarter=2026-Q2",
        data={"excerpt": "Dinner is nice.", "checked": "y"},
    )
    assert page.status_code == 404


def test_what_the_team_may_not_read_cannot_be_asked_for(said, officer, session, signed_in_as):
    readers = select(ThreadAudience).where(ThreadAudience.thread_id == said[1].id)
    session.scalars(readers).one().part = "social_worker"
    visitor = signed_in_as(officer)
    assert visitor.get(f"/feedback/quotes/{said[0].id}?quarter=2026-Q2").status_code == 404


def test_nobody_waits_to_write_while_the_page_is_made(app, said, officer, signed_in_as):
    visitor, address = signed_in_as(officer), f"/feedback/quotes/{said[0].id}?quarter=2026-Q2"
    with watched_pages(app) as pages:
        visitor.get(LIST)
        visitor.get(address)
        visitor.post(address, data={"excerpt": CUT})
    assert pages == [
        ("feedback/quotes_list.html", True),
        ("feedback/quotes_ask.html", True),
        ("feedback/quotes_ask.html", True),
    ]


def test_a_frozen_report_is_said_on_the_list_and_offers_nothing_to_fill_in(
    said, officer, signed_in_as, session
):
    freeze(start_report(make_council(), QUARTER, officer), officer)
    visitor, address = signed_in_as(officer), f"/feedback/quotes/{said[0].id}?quarter=2026-Q2"
    page = visitor.get(LIST).text
    assert "The report is frozen" in page and f"/feedback/quotes/{said[0].id}" not in page
    page = visitor.get(address).text
    assert "Nobody can be asked for words in it any more" in page and "<textarea" not in page
    sent = visitor.post(address, data={"excerpt": CUT, "checked": "y"})
    assert sent.status_code == 422 and "That report is frozen" in sent.text
    assert session.scalars(select(QuoteRequest)).all() == []


def test_a_comment_names_its_council_and_the_list_can_be_one_councils(said, officer, signed_in_as):
    office = signed_in_as(officer)
    assert "came to my match" not in office.get(f"{LIST}&council=north").text
    page = office.get(f"{LIST}&council=west").text
    facts = page.split("came to my match")[1].split('<p class="hint">')[1]
    assert facts.startswith(make_council("west").name)


def test_no_quarter_that_has_not_begun_is_led_to(officer, signed_in_as, clock):
    clock.set(2026, 7, 15, 12)
    page = signed_in_as(officer).get("/feedback/quotes/?quarter=2026-Q3").text
    assert "quarter=2026-Q2" in page and "quarter=2026-Q4" not in page
