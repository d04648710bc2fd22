"""Words across languages, with the original always beside them."""

import pytest

from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff, make_statement, make_young_person
from feedback import interpreting, services

TIGRINYA = "ጽቡቕ ገዛ እዩ።"


@pytest.fixture
def dawit(app):
    """A young person who writes in Tigrinya, their worker, and an interpreter."""
    west = make_council()
    person = make_young_person(west, chosen_name="Dawit", language="ti")
    worker = make_staff(Role.WORKER)
    assign(worker, person)
    return person, worker, make_staff(Role.INTERPRETER, council=west)


def test_what_was_written_in_another_language_waits_for_an_interpreter(dawit, signed_in_as):
    person, worker, interpreter = dawit
    thread = make_statement(person, TIGRINYA, language="ti", readers=("social_worker",))
    waiting = interpreting.waiting_for(interpreter)
    assert [(one.language, one.into) for one in waiting] == [("ti", "en")]
    at_work = signed_in_as(interpreter)
    address = f"/feedback/interpreting/answer/{waiting[0].text.id}"
    assert TIGRINYA in at_work.get(address).text
    assert at_work.post(address, data={"words": "It is a good house."}).status_code == 302
    assert not interpreting.waiting_for(interpreter)
    page = signed_in_as(worker).get(f"/feedback/{thread.id}").text
    assert TIGRINYA in page
    assert "It is a good house." in page


def test_the_reply_is_put_into_the_young_persons_language(dawit, session, signed_in_as):
    person, worker, interpreter = dawit
    thread = make_statement(person, TIGRINYA, language="ti", readers=("social_worker",))
    services.reply_to(thread, worker, "I am glad.")
    session.commit()
    reply = next(one for one in interpreting.waiting_for(interpreter) if one.from_staff)
    assert reply.into == "ti"
    interpreting.interpret(reply, interpreter, "ደስ ኢሉኒ።")
    session.commit()
    page = signed_in_as(person.account).get(f"/messages/{thread.id}").text
    assert "I am glad." in page
    assert "ደስ ኢሉኒ።" in page


def test_english_waits_for_nobody(dawit):
    person, _worker, interpreter = dawit
    make_statement(person, "All good.", readers=("social_worker",))
    assert not interpreting.waiting_for(interpreter)


def test_an_interpreter_of_another_council_sees_nothing(dawit, signed_in_as):
    person, _worker, _interpreter = dawit
    make_statement(person, TIGRINYA, language="ti")
    elsewhere = make_staff(Role.INTERPRETER, council=make_council("north", "North"))
    assert not interpreting.waiting_for(elsewhere)


def test_an_empty_translation_is_refused(dawit, signed_in_as):
    person, _worker, interpreter = dawit
    make_statement(person, TIGRINYA, language="ti")
    waiting = interpreting.waiting_for(interpreter)[0]
    address = f"/feedback/interpreting/answer/{waiting.text.id}"
    assert signed_in_as(interpreter).post(address, data={"words": " "}).status_code == 422
    assert interpreting.waiting_for(interpreter)
