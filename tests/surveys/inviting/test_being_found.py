"""After a survey without names: a way to be found, and a duty desk that promises nothing else."""

import pytest
from sqlalchemy import select

from app.core.permissions import Role
from app.demo.factories import make_open_survey, make_staff, survey_link
from app.safeguarding.models import Alert
from tests.surveys.inviting.answers import answer

OFFER = "Do you want somebody to help you?"
SAFE = {
    "key": "safe",
    "type": "yes_no_not_sure",
    "ask": "Do you feel safe where you live?",
    "alert_on": ["no"],
}


@pytest.fixture
def alert(client, world, session):
    """Somebody tapped that they do not feel safe."""
    survey = make_open_survey(world.west, questions=[SAFE], title="Being safe")
    session.commit()
    done = answer(client, survey_link(survey).code, {"safe": "no"})
    alert = session.scalars(select(Alert)).one()
    return alert, client.get(done.location).text


@pytest.fixture
def desk(world, session, signed_in_as):
    duty = make_staff(Role.DUTY_WORKER, council=world.west)
    session.commit()
    return signed_in_as(duty)


def test_a_tap_that_they_are_not_safe_is_offered_a_way_to_be_found(alert):
    _alert, page = alert
    assert OFFER in page and "/tell/not_safe" in page and "0800 1111" in page
    # Somebody else may look at the phone.
    assert "You told us that you may not be safe" not in page


@pytest.mark.parametrize("words", ["More fruit.", "My carer hits me."])
def test_whoever_wrote_something_is_offered_it_alike(client, world, words):
    done = answer(client, world.link.code, {"anything": words})
    assert OFFER in client.get(done.location).text


def test_the_desk_does_not_say_that_the_young_person_sees_it(alert, desk):
    page = desk.get(f"/safeguarding/{alert[0].id}").text
    assert "the young person can see it" not in page
    assert "no answer can reach them" in page and "an answer was left for them" not in page
    assert "Was the young person told?" not in page


def test_it_is_closed_without_saying_that_they_were_told(alert, desk, session):
    alert, _page = alert
    sent = {"outcome": "cannot_be_reached", "words": "The home was rung.", "child_told": "yes"}
    assert desk.post(f"/safeguarding/{alert.id}/outcome", data=sent).status_code == 302
    session.refresh(alert)
    assert (alert.outcome, alert.child_told) == ("cannot_be_reached", False)
    assert "was told" not in desk.get(f"/safeguarding/{alert.id}").text


def test_no_answer_is_said_to_be_left_where_none_can_be(alert, desk):
    sent = {"outcome": "cannot_be_traced", "words": "Nobody knows who."}
    assert desk.post(f"/safeguarding/{alert[0].id}/outcome", data=sent).status_code == 422


def test_an_answer_that_tells_is_told_though_the_words_are_in_another_language(
    world, client, desk, session
):
    said = {"key": "said", "type": "long_text", "ask": "What else?"}
    link = survey_link(make_open_survey(world.west, questions=[SAFE, said])).code
    session.commit()
    for _child in range(3):
        answer(client, link, {"safe": "no", "said": "لا أشعر بالأمان في البيت."})
    alerts = session.scalars(select(Alert)).all()
    assert [(one.source, one.cues[-1]) for one in alerts] == [("language", "PICKED")] * 3
    page = desk.get("/safeguarding/").text
    assert page.count("They picked an answer that says they may not be safe") == 3
