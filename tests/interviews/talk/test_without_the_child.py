"""A form that was filled in without the child is never shown as what the child said."""

from datetime import timedelta

import pytest

from app.core.clock import now
from app.interviews import conducting
from app.interviews.keeping import asking_of, keep
from surveys.definition import Given

WORDS = "They say it was loud there."
HELD = {"method": "phone", "child_took_part": "no", "held_at": "2026-07-15T09:00"}


@pytest.fixture
def filled_in(taken_on, listener, session):
    """Noor has written something into the form, without Zuri."""
    asking = asking_of(conducting.begin(taken_on, listener, "en"))
    keep(taken_on, asking, asking.definition.question("before"), Given(words=WORDS))
    session.commit()
    return taken_on


@pytest.fixture
def held(filled_in, listener, session):
    moment = now() - timedelta(hours=1)
    conducting.mark_held(filled_in, listener, conducting.Held(moment, "phone", False))
    session.commit()
    return filled_in


def test_nobody_is_thanked_for_talking(filled_in, listener, signed_in_as):
    tablet, at = signed_in_as(listener), f"/interviews/{filled_in.id}/talk/"
    page = tablet.post(f"{at}held", data=HELD, follow_redirects=True)
    assert "filled in without the young person" in page.text
    assert "Thank you for talking" not in page.text
    assert "Thank you for talking" not in tablet.get(f"{at}done", follow_redirects=True).text


def test_the_words_are_named_as_the_adults(held, listener, signed_in_as):
    page = signed_in_as(listener).get(f"/interviews/{held.id}/talk/words").text
    assert WORDS in page and "What was filled in without them" in page
    assert "These are the words of <bdi>Noor Haddad</bdi>, and not theirs." in page
    assert "What they said" not in page


def test_the_interview_is_not_said_to_be_held(held, listener, signed_in_as):
    page = signed_in_as(listener).get(f"/interviews/{held.id}").text
    assert "Filled in without the young person" in page and "<dt>Held</dt>" not in page


def test_whoever_talked_can_have_a_code_made_later(taken_on, listener, session, signed_in_as):
    taken_on.episode.young_person.account_id = None
    conducting.begin(taken_on, listener, "en")
    moment = now() - timedelta(hours=1)
    conducting.mark_held(taken_on, listener, conducting.Held(moment, "phone", True))
    session.commit()
    tablet = signed_in_as(listener)
    assert (
        "Make a code with which they read their words"
        in tablet.get(f"/interviews/{taken_on.id}").text
    )
    assert tablet.post(f"/interviews/{taken_on.id}/talk/code").status_code == 200
