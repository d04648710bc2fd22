"""A draft is thrown away by those who write it, after one question; nothing answered is lost."""

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.safeguarding.models import Alert
from app.safeguarding.subjects import subject_of
from surveys.building.history import steps_of
from surveys.building.notes import SUBJECT
from surveys.survey_models import Survey, SurveyStep


def gone(session):
    """The one survey there was is there no more."""
    return session.scalars(select(Survey.id)).all() == []


def test_whoever_started_it_throws_it_away_after_one_question(world, ada, address, session):
    shown = address()
    assert "/throw-away" in ada.get(shown).text
    page = ada.get(address("/throw-away"))
    assert "Throw this survey away?" in page.text and "no answer is lost" in page.text
    assert not gone(session), "asking does nothing"
    assert ada.post(address("/throw-away"), data={"seen": 1}).status_code == 303
    assert gone(session) and ada.get(shown).status_code == 404
    last = session.scalars(select(AuditEntry).order_by(AuditEntry.number.desc())).first()
    assert (last.action, last.actor_name) == ("thrown_away", "Ada")


def test_an_officer_throws_it_away_too(world, officer, address, session):
    assert "/throw-away" in officer.get(f"/surveys/check/{world.survey.id}").text
    answer = officer.post(address("/throw-away"), data={"seen": 1})
    assert answer.status_code == 303 and answer.location.endswith("/surveys/check/")
    assert gone(session)


def test_somebody_who_wrote_nothing_in_it_does_not(world, bo, signed_in_as, address, session):
    assert "/throw-away" not in bo.get(address()).text
    assert "Those who wrote it can throw it away" in bo.get(address("/throw-away")).text
    assert bo.post(address("/throw-away"), data={"seen": 1}).status_code == 422
    for one in (signed_in_as(world.nan), signed_in_as(world.northern)):
        assert one.get(address("/throw-away")).status_code == 404
        assert one.post(address("/throw-away"), data={"seen": 1}).status_code == 404
    assert not gone(session)


def test_somebody_who_changed_it_writes_it_too(world, bo, address, session):
    bo.post(address("/bank"), data={"id": "b_trust", "seen": 1})
    assert bo.post(address("/throw-away"), data={"seen": 2}).status_code == 303
    assert gone(session)


@pytest.mark.parametrize("stage", ["open", "closed"])
def test_what_was_ever_open_is_never_thrown_away(
    world, ada, officer, address, session, on_its_way, stage
):
    on_its_way(stage)
    assert "/throw-away" not in ada.get(address()).text
    for one in (ada, officer):
        assert "So it stays." in one.get(address("/throw-away")).text
        assert one.post(address("/throw-away"), data={"seen": 1}).status_code == 409
    assert not gone(session)


def test_what_somebody_changed_meanwhile_stays_and_is_shown(world, ada, bo, address, session):
    bo.post(address("/bank"), data={"id": "b_trust", "seen": 1})
    answer = ada.post(address("/throw-away"), data={"seen": 1})
    assert answer.status_code == 409 and "changed this meanwhile" in answer.text
    assert not gone(session)


def test_a_note_that_the_duty_desk_still_sees_to_stays_with_its_alert(
    world, ada, bo, address, session, on_its_way
):
    on_its_way("second_look")
    note = {"seen": 1, "fine": "no", "note": "I want to die"}
    bo.post(address("/look"), data=note)
    step = steps_of(session.get(Survey, world.survey.id))[-1].id
    assert session.scalars(select(Alert).where(Alert.subject_kind == SUBJECT)).one()
    assert ada.post(address("/throw-away"), data={"seen": 1}).status_code == 303
    assert session.scalars(select(SurveyStep)).all() == []
    kept = subject_of(SUBJECT, step)
    assert [str(one) for _asked, lines in kept.words for one in lines] == ["I want to die"]
