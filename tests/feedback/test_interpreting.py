"""Words across languages, with the original always beside them."""

import pytest
from sqlalchemy import event, select

from app.core import interpreting
from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff, make_statement, make_young_person
from app.safeguarding.models import Alert
from app.safeguarding.services import raise_alert
from feedback import services
from feedback.models import PARTICIPATION, ThreadExclusion
from surveys.models import Answer
from tests.locks import watched_pages

is_words = Answer.kind == "words"
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


def test_young_peoples_words_stand_before_replies_and_those_on_the_duty_desk_first(
    dawit, session, clock
):
    person, worker, interpreter = dawit
    old = make_statement(person, TIGRINYA, language="ti", readers=("social_worker",))
    services.reply_to(old, worker, "I am glad.")
    session.commit()
    for one in interpreting.waiting_for(interpreter):
        if not one.from_staff:
            interpreting.interpret(one, interpreter, "A good house.")
    clock.forward(days=60)
    calm = make_statement(person, TIGRINYA, language="ti", readers=("social_worker",))
    clock.forward(days=1)
    pressing = make_statement(person, TIGRINYA, language="ti", readers=("social_worker",))
    for alert in session.scalars(select(Alert)):
        session.delete(alert)
    session.flush()
    facts = {"level": "amber", "source": "language", "council_code": person.council_code}
    raise_alert("response", pressing.response_id, **facts)
    session.commit()
    found = interpreting.waiting_for(interpreter)
    assert [one.from_staff for one in found] == [False, False, True]
    responses = [one.text.response_id for one in found[:2]]
    assert responses == [pressing.response_id, calm.response_id]
    assert [one.alerted for one in found] == [True, False, False]


def test_english_waits_for_nobody(dawit):
    person, _worker, interpreter = dawit
    make_statement(person, "All good.", readers=("social_worker",))
    assert not interpreting.waiting_for(interpreter)


def test_an_interpreter_of_another_council_sees_nothing(dawit, signed_in_as):
    person, _worker, _interpreter = dawit
    make_statement(person, TIGRINYA, language="ti")
    elsewhere = make_staff(Role.INTERPRETER, council=make_council("north", "North"))
    assert not interpreting.waiting_for(elsewhere)


@pytest.mark.parametrize("kind", ["answer", "message"])
def test_an_interpreter_on_the_team_it_is_about_sees_nothing(dawit, session, kind):
    person, worker, _interpreter = dawit
    thread = make_statement(person, TIGRINYA, language="ti", readers=("social_worker",))
    reply = services.reply_to(thread, worker, "I am glad.")
    session.add(ThreadExclusion(thread_id=thread.id, part=PARTICIPATION))
    both = make_staff(Role.INTERPRETER, Role.PARTICIPATION_OFFICER)
    session.flush()
    text = reply if kind == "message" else session.scalars(select(Answer).where(is_words)).one()
    assert interpreting.waiting_for(both) == []
    assert interpreting.find(both, kind, text.id) is None
    assert interpreting.find(dawit[2], kind, text.id) is not None


def test_an_interpreter_it_is_about_sees_nothing(dawit, session):
    person, _worker, interpreter = dawit
    thread = make_statement(person, TIGRINYA, language="ti")
    session.add(ThreadExclusion(thread_id=thread.id, account_id=interpreter.id))
    session.flush()
    assert interpreting.waiting_for(interpreter) == []


@pytest.fixture
def waiting(dawit):
    """What Dawit wrote, and the address at which it is interpreted."""
    person, _worker, interpreter = dawit
    make_statement(person, TIGRINYA, language="ti", readers=("social_worker",))
    [one] = interpreting.waiting_for(interpreter)
    return one, f"/feedback/interpreting/answer/{one.text.id}"


def test_one_text_is_found_without_the_others(dawit, session):
    person, _worker, interpreter = dawit
    for _ in range(3):
        make_statement(person, TIGRINYA, language="ti", readers=("social_worker",))
    session.commit()
    last = interpreting.waiting_for(interpreter)[-1].text.id
    session.expunge_all()
    loaded = []
    note = lambda answer, _context: loaded.append(answer.id)  # noqa: E731
    event.listen(Answer, "load", note)
    assert interpreting.find(interpreter, "answer", last).text.id == last
    event.remove(Answer, "load", note)
    assert loaded == [last]


def test_nobody_waits_to_write_while_the_page_is_made(app, dawit, waiting, signed_in_as):
    visitor = signed_in_as(dawit[2])
    with watched_pages(app) as pages:
        visitor.get(waiting[1])
    assert pages == [("feedback/interpreting_show.html", True)]
