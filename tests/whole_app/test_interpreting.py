"""One queue holds every sort of text that waits for an interpreter, and is one for all of them."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from app.accounts.models import Account
from app.core.audit import AuditEntry
from app.core.clock import today
from app.core.interpreting import KINDS, SomebodyWasFirst, Waiting, find, interpret, waiting_for
from app.core.permissions import Role
from app.demo.factories import make_council, make_staff
from app.interviews import actions, afterwards
from feedback.models import MOST_CHARACTERS
from tests.whole_app.world import Belongings, make_world

QUEUE = "/feedback/interpreting/"
FIRST, SECOND = "What the first wrote.", "What the second wrote."


@dataclass
class Queue:
    """What waits in the west and in the north, and who interprets there."""

    west: Account
    north: Account
    waiting: dict[str, Waiting]
    """In the west, one of each kind."""


@pytest.fixture
def queue(session) -> Queue:
    world = make_world()
    for its in (world.own, world.other):
        come_of_the_talk(its)
    session.commit()
    west = world.accounts[Role.INTERPRETER]
    north = make_staff(Role.INTERPRETER, council=make_council("north"))
    return Queue(west, north, {one.kind: one for one in waiting_for(west)})


def come_of_the_talk(its: Belongings) -> None:
    """What was done, and who was told, for a child who reads another language."""
    actions.finish_action(its.action, "The bus comes at eight.", its.staff)
    afterwards.tell(its.offered, "carer", today(), "That the bus is late.", its.staff)


def address(one: Waiting) -> str:
    return f"{QUEUE}{one.kind}/{one.text.id}"


def test_every_sort_of_text_waits_for_interpreters_of_its_council_and_nobody_else(
    queue, signed_in_as
):
    assert queue.waiting.keys() == KINDS.keys()
    elsewhere = {(one.kind, one.text.id) for one in waiting_for(queue.north)}
    assert {kind for kind, _id in elsewhere} == KINDS.keys()
    worker, north = signed_in_as(make_staff(Role.WORKER)), signed_in_as(queue.north)
    shown = signed_in_as(queue.west).get(QUEUE).text
    for one in queue.waiting.values():
        assert address(one) in shown
        assert (one.kind, one.text.id) not in elsewhere
        assert find(queue.north, one.kind, one.text.id) is None
        assert [who.get(address(one)).status_code for who in (worker, north)] == [404, 404]
        assert north.post(address(one), data={"words": FIRST}).status_code == 404
    assert find(queue.west, "no_such_kind", 1) is None


def test_the_english_is_put_beside_once_and_the_second_loses_nothing(queue, signed_in_as, session):
    at = signed_in_as(queue.west)
    for one in queue.waiting.values():
        place, original = address(one), one.words
        page = at.get(place).text
        assert original in page
        assert at.post(place, data={"words": " "}).status_code == 422
        long = at.post(place, data={"words": "w" * (MOST_CHARACTERS + 1)})
        assert long.status_code == 422 and "w" * (MOST_CHARACTERS + 1) in long.text
        assert at.post(place, data={"words": FIRST}).status_code == 302
        assert (at.get(place).status_code, place in at.get(QUEUE).text) == (404, False)
        second = at.post(place, data={"words": SECOND})
        assert second.status_code == 409 and "Somebody was first" in second.text
        assert all(words in second.text for words in (original, FIRST, SECOND))
        about = {"subject": KINDS[one.kind].trail, "subject_id": one.text.id}
        done = select(AuditEntry.action).filter_by(**about, actor_id=queue.west.id)
        assert {"read", "interpreted"} <= set(session.scalars(done))


@pytest.mark.postgresql
def test_of_two_interpreters_at_one_moment_the_first_is_kept(queue, session):
    for one in queue.waiting.values():
        interpret(one, queue.west, FIRST)
        with pytest.raises(SomebodyWasFirst):
            interpret(one, queue.west, SECOND)
        session.commit()
        assert find(queue.west, one.kind, one.text.id).done.words == FIRST
