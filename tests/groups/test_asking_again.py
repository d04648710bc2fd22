"""What is said when somebody asks again is kept and looked through, and who reads it is said."""

import pytest
from sqlalchemy import select

from app.groups import joining
from app.groups.member_models import JoinRequest
from app.safeguarding.models import Alert

DANGER = "My carer hits me and I want to die"


@pytest.fixture
def ask(world, signed_in_as):
    """The child sends the form with these words."""
    visitor = signed_in_as(world.child.account)
    return lambda words: visitor.post(f"/groups/{world.group.slug}/ask", data={"words": words})


def the_request(session) -> JoinRequest:
    session.expire_all()
    return session.scalars(select(JoinRequest)).unique().one()


def test_danger_said_after_a_first_tap_is_kept_and_on_the_duty_desk(ask, session):
    ask("")
    assert ask(DANGER).status_code == 303
    request = the_request(session)
    assert request.words == DANGER
    alert = session.scalars(select(Alert)).one()
    assert (alert.level, alert.subject_id) == ("red", request.id)


def test_more_words_stand_below_those_before(ask, session):
    ask("I like to draw.")
    ask("And I have a dog.")
    assert the_request(session).words == "I like to draw.\n\nAnd I have a dog."
    assert session.scalars(select(Alert)).all() == []


def test_the_same_form_sent_twice_says_it_once_and_a_tap_takes_nothing_away(ask, session):
    for words in ("I like to draw.", "I like to draw.", ""):
        ask(words)
    assert the_request(session).words == "I like to draw."


def test_the_first_words_say_in_which_language_it_is(world, session):
    joining.ask_to_join(world.group, world.child, "", "en")
    request = joining.ask_to_join(world.group, world.child, "أريد أن أرسم معكم", "ar")
    assert request.language == "ar"
    assert session.scalars(select(Alert)).one().source == "language"


def test_the_page_says_that_they_asked_already_and_who_reads_it(world, ask, signed_in_as):
    visitor = signed_in_as(world.child.account)
    page = visitor.get(f"/groups/{world.group.slug}/ask").text
    assert "You asked to join" not in page
    assert "Nobody else sees it" not in page and "we have to tell the duty team" in page
    ask("")
    page = visitor.get(f"/groups/{world.group.slug}/ask").text
    assert "You asked to join" in page and "Do you want to say more?" in page


def test_the_officer_sees_that_the_duty_desk_has_it(world, ask, session, signed_in_as):
    officer = signed_in_as(world.officer)
    ask("I like to draw.")
    address = f"/groups/desk/requests/{the_request(session).id}"
    assert "The duty desk has what they wrote" not in officer.get(address).text
    ask(DANGER)
    assert "The duty desk has what they wrote" in officer.get(address).text


def test_words_of_somebody_who_is_in_the_group_are_not_lost(world, member, ask, session):
    answer = ask(DANGER)
    assert answer.status_code == 409 and DANGER in answer.text
    assert session.scalars(select(JoinRequest)).all() == []
