"""What adults write of what they do is read by a child in their own language, English below."""

import pytest

from app.core import interpreting
from app.core.clock import today
from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff
from app.interviews import actions, afterwards, translating
from app.interviews.danger import look
from app.interviews.keeping import asking_of
from app.interviews.wishes import begin
from surveys.definition import Given
from tests.interviews.talked import talk

ENGLISH, OWN = "We find you a mentor.", "ንሕና መምህር ንረኽበልካ።"
LIST = "/feedback/interpreting/"


@pytest.fixture
def interpreter(west):
    return make_staff(Role.INTERPRETER, council=west, display_name="Sara Tesfay")


@pytest.fixture
def talked(taken_on, listener, worker):
    """They talked in Tigrinya, and something is to be done."""
    taken_on.language = "ti"
    talk(taken_on, listener, before="It was loud.")
    actions.add_action(taken_on, ENGLISH, worker, today(), listener)
    return taken_on


@pytest.fixture
def phone(child, talked, signed_in_as):
    return signed_in_as(child.account)


def kinds(account) -> list[str]:
    return [one.kind for one in interpreting.waiting_for(account)]


def test_an_interpreter_puts_it_beside_and_the_child_reads_their_language_first(
    talked, phone, interpreter, signed_in_as
):
    page = phone.get(f"/talk/{talked.id}/").text
    assert f'<p lang="en" dir="auto">{ENGLISH}</p>' in page
    at_work = signed_in_as(interpreter)
    [action] = talked.actions
    address = f"{LIST}what/{action.id}"
    assert "A young person reads this" in at_work.get(address).text
    assert at_work.post(address, data={"words": OWN}).status_code == 302
    assert kinds(interpreter) == []
    page = phone.get(f"/talk/{talked.id}/").text
    assert f'<p dir="auto" lang="ti">{OWN}</p>' in page
    assert page.index(OWN) < page.index("Sara Tesfay") < page.index(ENGLISH)


def test_what_came_of_it_and_what_was_told_wait_too(talked, interpreter, worker, listener):
    actions.finish_action(talked.actions[0], "She calls you on Monday.", worker)
    afterwards.tell(talked, "police", today(), "Where you were.", listener)
    afterwards.tell(talked, "carer", today(), "", listener)
    assert sorted(kinds(interpreter)) == ["outcome", "told", "what"]
    for waiting in interpreting.waiting_for(interpreter):
        interpreting.interpret(waiting, interpreter, OWN)
    assert {kind for kind, _id in translating.beside(talked)} == {"what", "outcome", "told"}
    assert kinds(interpreter) == []


def test_for_a_child_who_reads_english_nothing_waits(talked, interpreter):
    talked.language = "en"
    assert kinds(interpreter) == []
    assert interpreting.find(interpreter, "what", talked.actions[0].id) is None


def test_another_language_than_before_is_asked_for_again(talked, interpreter):
    [waiting] = interpreting.waiting_for(interpreter)
    interpreting.interpret(waiting, interpreter, OWN)
    talked.language = "ar"
    assert [one.into for one in interpreting.waiting_for(interpreter)] == ["ar"]
    assert translating.beside(talked) == {}


def test_no_interpreter_elsewhere_and_nobody_the_child_named(talked, child, west, worker, session):
    elsewhere = make_staff(Role.INTERPRETER, council=make_council("north", "North"))
    both = make_staff(Role.INTERPRETER, council=west)
    assign(both, child, "carer_support")
    assert kinds(elsewhere) == [] and kinds(both) == ["what"]
    asking = asking_of(begin(talked, "en"))
    look(talked, asking.definition.question("keep_from"), Given(choices=("carer_support",)), "en")
    assert kinds(both) == []
    assert interpreting.find(both, "what", talked.actions[0].id) is None


def test_only_interpreters_open_it(talked, listener, worker, signed_in_as):
    for account in (listener, worker):
        visitor = signed_in_as(account)
        assert visitor.get(LIST).status_code == 404
        assert visitor.get(f"{LIST}what/{talked.actions[0].id}").status_code == 404
