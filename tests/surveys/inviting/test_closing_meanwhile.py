"""A survey that closes while somebody sends: what was read before the lock is looked at again."""

import pytest
from sqlalchemy import event, select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.core.db import session
from surveys.inviting.finding import is_still_open, link_with
from surveys.models import Response
from surveys.survey_models import Survey
from tests.surveys.inviting.answers import begin
from tests.talking import hidden

CLOSING = update(Survey).values(stage="closed")


def closed_after_it_was_read(app, client, world):
    """What is answered to somebody who sends, when an officer closes the survey just before the
    answer is written.
    """
    begin(client, world.link.code)
    at = f"/surveys/{world.link.code}/11_17"
    client.post(f"{at}/anything", data={"answer": "Warmer rooms."})
    looked_over = hidden(client.get(f"{at}/check").text, "answers")
    session.commit()
    closers = [True]

    def somebody_else_closes_it(_connection):
        if closers and closers.pop():
            with Session(app.extensions["engine"]) as other, other.begin():
                other.execute(CLOSING)

    with_reading = app.extensions["reading_engine"]
    event.listen(with_reading, "commit", somebody_else_closes_it)
    try:
        done = client.post(f"{at}/check", data={"answers": looked_over})
    finally:
        event.remove(with_reading, "commit", somebody_else_closes_it)
    assert not closers
    return done


def the_answer_is_refused_and_its_words_stay(app, client, world):
    done = closed_after_it_was_read(app, client, world)
    assert done.headers["Location"] == f"/surveys/{world.link.code}/"
    assert session.scalars(select(Response).where(Response.sent_on.is_not(None))).all() == []
    assert "Warmer rooms." in client.get(done.headers["Location"]).text


def test_an_answer_that_comes_after_the_closing_is_refused(app, client, world):
    the_answer_is_refused_and_its_words_stay(app, client, world)


@pytest.mark.postgresql
def test_an_answer_that_comes_after_the_closing_is_refused_on_postgresql(app, client, world):
    the_answer_is_refused_and_its_words_stay(app, client, world)


@pytest.mark.postgresql
def test_closing_waits_for_an_answer_that_is_being_kept_and_others_who_answer_do_not(app, world):
    link = link_with(world.link.code)
    session.commit()
    assert is_still_open(link)
    with Session(app.extensions["engine"]) as other:
        other.execute(text("SET lock_timeout = '50ms'"))
        other.execute(select(Survey.id).with_for_update(read=True))
        with pytest.raises(OperationalError, match="lock timeout"):
            other.execute(CLOSING)
    session.commit()
