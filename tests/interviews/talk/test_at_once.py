"""Taken on, sent and marked at the same moment: once, on either database."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.models import Account
from app.core.clock import now
from app.core.db import session as app_session
from app.core.permissions import Role
from app.demo.factories import make_staff
from app.interviews import conducting, conflicts, listening, sending_later
from app.interviews.conflicts import TakenOn
from app.interviews.models import ReturnInterview, Sending
from app.safeguarding.models import Alert
from surveys.definition import Given
from surveys.models import Answer
from tests.at_once import at_once

TIMES = 4


def count(session, model) -> int:
    return session.scalar(select(func.count()).select_from(model))


def here(row):
    """The same row, in the transaction of whoever asks."""
    return app_session.get_one(type(row), row.id)


def one_of_several_takes_it_on(app, session, offered, west, **_more) -> None:
    several = [make_staff(Role.RETURN_INTERVIEWER, council=west) for _ in range(TIMES)]
    for one in several:
        listening.declare(one, "Listening Ears", "other")

    def take_on(account: Account) -> int:
        conflicts.take_on(here(offered), here(account), True, True)
        return account.id

    found = at_once(app, [lambda one=one: take_on(one) for one in several])
    assert sum(isinstance(one, TakenOn) for one in found) == TIMES - 1
    session.refresh(offered)
    assert offered.interviewer_id in found


def kept(once="a key of its own", words="It was loud.") -> sending_later.Kept:
    held = conducting.Held(now() - timedelta(hours=1), "in_person", child_took_part=True)
    answers = {"before": Given(words=words)}
    return sending_later.Kept(once, [("before-answer", words)], answers, held=held)


def the_same_sent_is_in_once(app, session, taken_on, listener, **_more) -> None:
    def send():
        return sending_later.receive(here(taken_on), here(listener), kept()).interview_id

    assert at_once(app, [send] * TIMES) == [taken_on.id] * TIMES
    assert (count(session, Sending), count(session, Answer)) == (1, 1)
    session.refresh(taken_on)
    assert taken_on.child_took_part and len(taken_on.attempts) == 1


def a_tap_is_one_alert(app, session, taken_on, listener, **_more) -> None:
    def tap(once: str):
        sending_later.take_tap(here(taken_on), here(listener), once, {})

    found = at_once(app, [lambda once=once: tap(once) for once in ("one", "one", "two", "two")])
    assert found == [None] * 4
    assert (count(session, Alert), count(session, Sending)) == (1, 2)


EACH = [one_of_several_takes_it_on, the_same_sent_is_in_once, a_tap_is_one_alert]


@pytest.fixture
def there(session, offered, taken_on, listener, west) -> dict:
    """`offered` is free again for whoever is first."""
    return {"offered": offered, "taken_on": taken_on, "listener": listener, "west": west}


def let_go(interview: ReturnInterview) -> None:
    interview.interviewer_id = interview.interviewer = interview.declared_at = None
    interview.interviewer_name = ""


def run(app, session, there, what) -> None:
    if what is one_of_several_takes_it_on:
        let_go(there["offered"])
    what(app, session, **there)


@pytest.mark.parametrize("what", EACH)
def test_at_once_on_sqlite(app, session, there, what):
    run(app, session, there, what)


@pytest.mark.postgresql
@pytest.mark.parametrize("what", EACH)
def test_at_once_on_postgresql(app, session, there, what):
    run(app, session, there, what)
