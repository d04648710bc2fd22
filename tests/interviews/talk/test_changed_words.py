"""Correcting what raised an alert never empties the alert: the desk keeps what was said."""

import pytest
from sqlalchemy import select

from app.core.permissions import Role
from app.demo.factories import make_staff
from app.safeguarding.models import Alert
from app.safeguarding.services import record_outcome
from app.safeguarding.words_before import WordsBefore
from tests.interviews.talked import agree, paragraph, talk

DANGER = "I want to die."
NOTHING = "Nothing at all."


@pytest.fixture
def talked(taken_on, listener):
    return talk(taken_on, listener, before=DANGER)


@pytest.fixture
def duty(west):
    return make_staff(Role.DUTY_WORKER, council=west, display_name="Sam Colley")


@pytest.fixture
def alert(talked, session):
    return session.scalars(select(Alert)).one()


def change(visitor, talked, said: str):
    at = f"/talk/{talked.id}/words/change/before"
    return visitor.post(at, data={"answer": said, "do": "next"})


@pytest.mark.parametrize("said", [NOTHING, ""])
def test_the_desk_keeps_what_raised_it_with_the_correction_beside_it(
    said, alert, talked, child, duty, signed_in_as
):
    change(signed_in_as(child.account), talked, said)
    page = signed_in_as(duty).get(f"/safeguarding/{alert.id}").text
    assert DANGER in page and "Changed on" in page
    assert (NOTHING if said else "They took it out") in page


def test_it_is_kept_sealed_and_gone_when_the_alert_closes(
    alert, talked, child, duty, signed_in_as, session
):
    change(signed_in_as(child.account), talked, NOTHING)
    kept = session.scalars(select(WordsBefore)).one()
    assert kept.words == DANGER and DANGER.encode() not in kept.words_sealed
    record_outcome(alert, duty, "spoke_with_child", "Rang her.", True)
    session.commit()
    assert kept.words is None
    page = signed_in_as(duty).get(f"/safeguarding/{alert.id}").text
    assert DANGER not in page and "not kept once the alert is closed" in page


def test_the_child_is_still_told_that_the_duty_team_knew_it(
    alert, talked, child, duty, signed_in_as, session
):
    phone = signed_in_as(child.account)
    change(phone, talked, NOTHING)
    agree(talked)
    session.commit()
    assert paragraph(talked, "before").was_raised
    assert "as you said it first" in phone.get(f"/talk/{talked.id}/").text
    record_outcome(alert, duty, "spoke_with_child", "Rang her.", True)
    session.commit()
    assert "as you said it first" in phone.get(f"/talk/{talked.id}/").text


def test_what_is_not_changed_is_kept_once(alert, talked, child, signed_in_as, session):
    change(signed_in_as(child.account), talked, DANGER)
    assert session.scalars(select(WordsBefore)).all() == []


def test_before_they_agree_the_child_is_told_which_parts_the_duty_team_has(
    alert, talked, child, listener, duty, signed_in_as
):
    for visitor, at in (
        (signed_in_as(child.account), f"/talk/{talked.id}/words/"),
        (signed_in_as(listener), f"/interviews/{talked.id}/talk/back/"),
    ):
        page = visitor.get(at).text
        assert "The duty team has what you said here" in page
        assert "Nobody of the duty team has opened it yet" in page
        assert "Nobody but" not in page and "Nobody else reads it before" not in page
    signed_in_as(duty).get(f"/safeguarding/{alert.id}")
    page = signed_in_as(child.account).get(f"/talk/{talked.id}/words/").text
    assert "<bdi>Sam Colley</bdi>" in page


def test_without_an_alert_it_says_that_nobody_else_has_it(taken_on, listener, child, signed_in_as):
    talk(taken_on, listener, before="It was loud there.")
    page = signed_in_as(child.account).get(f"/talk/{taken_on.id}/words/").text
    assert "Nobody but <bdi>Noor Haddad</bdi> has it yet" in page and "duty team has" not in page
