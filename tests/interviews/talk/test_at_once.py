"""Taken on, sent and marked at the same moment: once, on either database."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from app.accounts.models import Account
from app.core.clock import now
from app.core.db import session as app_session
from app.core.permissions import Role
from app.demo.factories import make_staff
from app.interviews import conducting, conflicts, listening, offering, sending_later
from app.interviews.afterwards import NotReady, complete_form
from app.interviews.conflicts import TakenOn
from app.interviews.models import ReturnInterview, Sending
from app.interviews.offering import AlreadyTalked
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


@pytest.fixture
def meanwhile(session, taken_on):
    """Somebody else has changed the interview since this transaction read it."""
    session.commit()
    assert (taken_on.answer, taken_on.child_took_part) == (None, False)

    def change(**values) -> None:
        changed = update(ReturnInterview).where(ReturnInterview.id == taken_on.id).values(**values)
        session.execute(changed, execution_options={"synchronize_session": False})

    return change


@pytest.mark.parametrize("answer", ["accepted", "declined"])
def test_an_answer_beside_the_talk_comes_too_late(taken_on, meanwhile, answer):
    meanwhile(held_at=now(), method="in_person", child_took_part=True)
    with pytest.raises(AlreadyTalked):
        offering.answer_offer(taken_on, answer)


def test_a_talk_beside_a_no_is_a_yes(taken_on, listener, meanwhile):
    offering.answer_offer(taken_on, "accepted")
    meanwhile(answer="declined")
    held = conducting.Held(now() - timedelta(hours=1), "in_person", child_took_part=True)
    conducting.mark_held(taken_on, listener, held)
    assert (taken_on.answer, taken_on.child_took_part) == ("accepted", True)


def test_a_form_beside_a_yes_is_not_complete(taken_on, listener, meanwhile):
    meanwhile(answer="accepted", answered_at=now(), offered_at=now())
    with pytest.raises(NotReady) as refused:
        complete_form(taken_on, listener)
    assert "talk" in refused.value.missing
