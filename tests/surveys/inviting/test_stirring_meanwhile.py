"""Somebody who sends while the rows of who has answered are stirred has answered all the same."""

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.core.db import session
from surveys.inviting import once
from surveys.inviting.asked_models import SurveyAnswered


@pytest.mark.postgresql
def test_who_answers_while_all_are_stirred_is_still_known_to_have_answered(app, world):
    once.note_answered(world.survey.id, [bytes(32)])
    session.commit()
    engine, waiting = app.extensions["engine"], [True]

    def send(_connection, _cursor, statement, *_rest):
        if waiting and statement.startswith("DELETE FROM survey_answered"):
            waiting.clear()
            with Session(engine) as other, other.begin():
                other.add(SurveyAnswered(survey_id=world.survey.id, who_hash=b"\1" * 32))

    event.listen(engine, "before_cursor_execute", send)
    try:
        once.stir()
    finally:
        event.remove(engine, "before_cursor_execute", send)
    session.commit()
    assert not waiting
    known = session.scalars(select(SurveyAnswered.who_hash)).all()
    assert sorted(known) == [bytes(32), b"\1" * 32]
