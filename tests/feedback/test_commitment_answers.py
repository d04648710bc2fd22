"""What was done comes back to the young person who said it."""

import re

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.permissions import Role
from app.demo.factories import make_council, make_staff, make_statement
from feedback import commitments
from feedback.commitment import CommitmentAnswer
from feedback.commitments import Wording
from tests.feedback.quoting import WORDS
from tests.reports.saying import code_it

DONE = "We found her another worker."


@pytest.fixture
def undertaken(session, west, officer):
    """What the officer undertook about workers, which young people can read."""
    wording = Wording("Workers change.", DONE, state="did", sub_theme="REL_WORKER", public=True)
    found = commitments.undertake(west.code, wording, officer)
    session.commit()
    return found


@pytest.fixture
def said(child, session, comment_of):
    """What Zuri said to the participation team about a worker: the answer and its conversation."""
    thread = make_statement(child, WORDS)
    answer = comment_of(thread)
    code_it(answer, "REL_WORKER")
    session.commit()
    return answer, thread


@pytest.fixture
def address(undertaken) -> str:
    return f"/you-said/desk/{undertaken.id}/comments"


def test_a_tied_answer_shows_on_its_own_page_what_was_done(
    said, address, child, officer, signed_in_as
):
    answer, thread = said
    desk, phone = signed_in_as(officer), signed_in_as(child.account)
    assert DONE not in phone.get(f"/messages/{thread.id}").text
    page = desk.get(address).text
    assert WORDS in page and f'value="{answer.id}"' in page
    assert desk.post(address, data={"shown": answer.id, "answer": answer.id}).status_code == 303
    assert DONE in phone.get(f"/messages/{thread.id}").text
    assert re.search(f'value="{answer.id}" checked', desk.get(address).text)
    desk.post(address, data={"shown": answer.id})
    assert DONE not in phone.get(f"/messages/{thread.id}").text


def test_what_is_not_public_is_on_no_young_persons_page(
    said, undertaken, address, child, officer, signed_in_as, session
):
    answer, thread = said
    signed_in_as(officer).post(address, data={"shown": answer.id, "answer": answer.id})
    undertaken.published_on = None
    session.commit()
    assert DONE not in signed_in_as(child.account).get(f"/messages/{thread.id}").text


def test_whoever_looks_at_the_comments_is_on_the_trail(
    said, address, officer, signed_in_as, session
):
    signed_in_as(officer).get(address)
    read = select(AuditEntry).where(AuditEntry.action == "read")
    assert [(one.subject, one.subject_id) for one in session.scalars(read)] == [
        ("thread", said[1].id)
    ]


def test_only_comments_they_may_code_and_were_shown_are_tied(
    said, address, officer, comment_of, signed_in_as, session
):
    other = comment_of(make_statement(None, "Nice food.", council=make_council("west")))
    code_it(other, "HOM_FOOD")
    session.commit()
    desk = signed_in_as(officer)
    assert "Nice food." not in desk.get(address).text
    desk.post(address, data={"shown": other.id, "answer": other.id})
    desk.post(address, data={"shown": "x", "answer": said[0].id})
    assert session.scalars(select(CommitmentAnswer)).all() == []


def test_the_comments_are_for_those_who_write_for_that_council(address, signed_in_as):
    north = make_staff(Role.PARTICIPATION_OFFICER, council=make_council("north", "North"))
    assert signed_in_as(north).get(address).status_code == 404
    assert signed_in_as(north).post(address).status_code == 404
