"""Asking for a young person's words, and what they answer."""

import re
from datetime import date

import pytest
from sqlalchemy import select, update

from app.core.audit import readings
from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.factories import assign, make_council, make_staff, make_young_person
from feedback import quotes
from feedback.models import QuoteRequest, ThreadAudience, ThreadExclusion
from feedback.quote_words import NotTheirWords, words_to_think_about
from tests.locks import watched_pages
from tests.reports.saying import ANONYMOUS, say

QUARTER, MAY = Period.parse("2026-Q2"), date(2026, 5, 6)
WORDS = "My worker Leah came to my match in Corby. I felt like somebody."
CUT = "My worker … came to my match … I felt like somebody."


@pytest.fixture
def officer(app):
    return make_staff(Role.PARTICIPATION_OFFICER, council=make_council())


@pytest.fixture
def child(officer):
    child = make_young_person(make_council(), chosen_name="Zuri")
    assign(make_staff(Role.WORKER, display_name="Leah Okafor"), child)
    return child


@pytest.fixture
def said(child, session):
    answer, thread = say(child, MAY, "REL_WORKER:good", words=WORDS)
    session.commit()
    return answer, thread


def test_a_request_is_asked_on_the_childs_own_thread(said, officer):
    answer, thread = said
    asked = quotes.ask(answer, thread, CUT, QUARTER, officer)
    assert quotes.open_requests_for(thread) == [asked]
    assert (asked.excerpt, asked.state, asked.quarter) == (CUT, "asked", "2026-Q2")


def test_a_yes_can_become_a_no(said, officer):
    asked = quotes.ask(*said, CUT, QUARTER, officer)
    quotes.answer_request(asked, True, quotes.mark_of(asked))
    assert asked.state == "yes"
    quotes.answer_request(asked, False, quotes.mark_of(asked))
    assert asked.state == "no"


def test_other_words_are_asked_for_afresh(said, officer):
    asked = quotes.ask(*said, CUT, QUARTER, officer)
    quotes.answer_request(asked, True, quotes.mark_of(asked))
    again = quotes.ask(*said, "I felt like somebody.", QUARTER, officer)
    assert (again.id, again.state) == (asked.id, "asked")


@pytest.mark.parametrize("excerpt", ["I felt great.", "I felt like somebody. My worker", "… no …"])
def test_nothing_they_did_not_say_can_be_asked_for(said, officer, excerpt):
    with pytest.raises(NotTheirWords):
        quotes.ask(*said, excerpt, QUARTER, officer)


def test_a_plainer_word_in_brackets_may_stand_for_what_was_taken_out(said, officer):
    quotes.ask(*said, "came to my match in [a town].", QUARTER, officer)


@pytest.mark.parametrize("excerpt", ["My worker Leah came to my match", "Leah came"])
def test_a_workers_name_is_refused(said, officer, excerpt):
    with pytest.raises(quotes.HoldsName):
        quotes.ask(*said, excerpt, QUARTER, officer)


def test_what_may_point_to_one_child_is_shown_to_the_officer():
    found = words_to_think_about("At 14 my twin and Leah went to Corby school.")
    assert found == {
        "name": ["Leah", "Corby"],
        "age": ["14"],
        "place": ["school"],
        "rare": ["twin"],
    }
    assert words_to_think_about("I like my room.") == {}


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


def test_the_list_of_comments_holds_none_of_their_words(said, officer, signed_in_as):
    assert "somebody" not in signed_in_as(officer).get("/feedback/quotes/?quarter=2026-Q2").text


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


# What the young person answers.


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]+)"', page).group(1)


def shown_to(visitor, thread) -> dict[str, str]:
    """What the page's own form would send, but for the answer."""
    page = visitor.get(f"/messages/{thread.id}").text
    return {name: hidden(page, name) for name in ("request", "mark")}


def test_the_question_names_the_report(said, officer, child, signed_in_as):
    quotes.ask(*said, CUT, QUARTER, officer)
    page = signed_in_as(child.account).get(f"/messages/{said[1].id}").text
    assert "a report about April to June 2026" in page


def test_a_yes_on_the_page_counts(said, officer, child, signed_in_as):
    asked = quotes.ask(*said, CUT, QUARTER, officer)
    visitor = signed_in_as(child.account)
    sent = shown_to(visitor, said[1]) | {"answer": "yes"}
    assert visitor.post(f"/messages/{said[1].id}/quote", data=sent).status_code == 302
    assert asked.state == "yes"


def test_a_yes_does_not_count_for_words_they_never_saw(said, officer, child, signed_in_as):
    asked = quotes.ask(*said, CUT, QUARTER, officer)
    visitor = signed_in_as(child.account)
    seen = shown_to(visitor, said[1])
    quotes.ask(*said, "I felt like somebody.", QUARTER, officer)
    page = visitor.post(f"/messages/{said[1].id}/quote", data=seen | {"answer": "yes"})
    assert page.status_code == 409
    assert asked.state == "asked"
    assert hidden(page.text, "mark") != seen["mark"]
    assert "These words are new" in page.text


def test_a_no_counts_whatever_they_saw(said, officer, child, signed_in_as):
    asked = quotes.ask(*said, CUT, QUARTER, officer)
    data = {"request": asked.id, "answer": "no"}
    signed_in_as(child.account).post(f"/messages/{said[1].id}/quote", data=data)
    assert asked.state == "no"


def behind_the_back(session, **values):
    """Another request's change, which this session's objects do not know of."""
    session.flush()
    session.execute(
        update(QuoteRequest).values(**values).execution_options(synchronize_session=False)
    )


def test_a_yes_does_not_count_once_the_report_was_frozen_meanwhile(said, officer, session):
    asked = quotes.ask(*said, CUT, QUARTER, officer)
    behind_the_back(session, closed_on=MAY)
    with pytest.raises(quotes.NotOpen):
        quotes.answer_request(asked, True, quotes.mark_of(asked))
    assert asked.state == "asked"


def test_a_yes_does_not_count_when_the_words_changed_at_that_moment(said, officer, session):
    asked = quotes.ask(*said, CUT, QUARTER, officer)
    seen, old = quotes.mark_of(asked), asked.excerpt_sealed
    quotes.ask(*said, "I felt like somebody.", QUARTER, officer)
    session.flush()
    new = asked.excerpt_sealed
    behind_the_back(session, excerpt_sealed=old)
    session.refresh(asked)
    behind_the_back(session, excerpt_sealed=new)
    with pytest.raises(quotes.OtherWords):
        quotes.answer_request(asked, True, seen)
    assert (asked.state, asked.excerpt) == ("asked", "I felt like somebody.")


# Whose words can be asked for.


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
        visitor.get(address)
        visitor.post(address, data={"excerpt": CUT})
    assert pages == [("feedback/quotes_ask.html", True)] * 2
