"""Asking for a young person's words, and what they answer."""

import re

import pytest
from sqlalchemy import select, update

from app.accounts.models import RoleGrant
from app.core.permissions import Role
from app.demo.factories import make_council
from app.reports.services import start_report
from feedback import quotes
from feedback.models import MANAGERS, PARTICIPATION, QuoteRequest, ThreadAudience, ThreadExclusion
from feedback.quote_names import HoldsName
from feedback.quote_words import NotTheirWords
from tests.feedback.quoting import CUT, MAY, QUARTER
from tests.reports.freezing import freeze


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
    with pytest.raises(HoldsName):
        quotes.ask(*said, excerpt, QUARTER, officer)


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


# A report that is frozen.


@pytest.fixture
def frozen(said, officer):
    """The report on the quarter in which it was said."""
    report = start_report(make_council(), QUARTER, officer)
    freeze(report, officer)
    return report


def test_nobody_is_asked_for_a_quarter_whose_report_is_frozen(frozen, said, officer, session):
    with pytest.raises(quotes.NotOpen):
        quotes.ask(*said, CUT, QUARTER, officer)
    assert session.scalars(select(QuoteRequest)).all() == []


def test_another_council_and_another_quarter_are_still_open(frozen, said, officer):
    assert quotes.is_frozen("west", QUARTER)
    assert not quotes.is_frozen("north", QUARTER)
    assert not quotes.is_frozen("west", QUARTER.next)


@pytest.mark.postgresql
def test_it_is_the_same_on_postgresql(frozen, said, officer):
    with pytest.raises(quotes.NotOpen):
        quotes.ask(*said, CUT, QUARTER, officer)


def test_what_is_about_the_team_is_kept_from_an_officer_who_reads_it_as_a_manager(
    said, officer, session
):
    thread = said[1]
    officer.grants.append(RoleGrant(role=Role.TEAM_MANAGER))
    session.add(ThreadAudience(thread_id=thread.id, part=MANAGERS, since_on=MAY))
    session.flush()
    assert session.execute(quotes.askable(officer, QUARTER)).unique().all()
    session.add(ThreadExclusion(thread_id=thread.id, part=PARTICIPATION))
    session.flush()
    assert session.execute(quotes.askable(officer, QUARTER)).unique().all() == []
