"""A worker answers, and only the right one can."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core.clock import today
from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff, make_statement, make_young_person
from app.safeguarding.models import Alert
from feedback import services
from feedback.models import Message, Thread


@pytest.fixture
def sky(app):
    """A young person with an account, and a social worker."""
    person = make_young_person(make_council(), chosen_name="Sky")
    worker = make_staff(Role.WORKER, display_name="Amina Yusuf", job_title="Social worker")
    assign(worker, person)
    return person, worker


def page(client, thread: Thread):
    return client.get(f"/feedback/{thread.id}")


def test_the_worker_reads_replies_and_the_young_person_sees_it(app, sky, signed_in_as):
    person, worker = sky
    thread = make_statement(person, "My heater is broken.", readers=("social_worker",))
    at_work, on_the_phone = signed_in_as(worker), signed_in_as(person.account)
    assert "My heater is broken." in page(at_work, thread).text
    sent = at_work.post(f"/feedback/{thread.id}/replies", data={"words": "Mended by Friday."})
    assert sent.status_code == 302
    seen = on_the_phone.get(f"/messages/{thread.id}").text
    assert "Mended by Friday." in seen
    assert "Amina Yusuf" in seen


@pytest.mark.parametrize(
    ("starts", "ends", "found"),
    [(-10, None, 200), (-10, 0, 200), (-10, -1, 404), (1, None, 404)],
)
def test_a_worker_opens_it_only_while_they_have_the_part(app, signed_in_as, starts, ends, found):
    person, worker = make_young_person(), make_staff(Role.WORKER)
    assign(
        worker,
        person,
        starts_on=today() + timedelta(days=starts),
        ends_on=None if ends is None else today() + timedelta(days=ends),
    )
    keeper = make_staff(Role.WORKER)
    assign(keeper, person)
    thread = make_statement(person, readers=("social_worker",))
    assert page(signed_in_as(worker), thread).status_code == found


def test_a_part_the_young_person_did_not_choose_cannot_open_it(app, sky, signed_in_as):
    person, _worker = sky
    adviser = make_staff(Role.WORKER)
    assign(adviser, person, "personal_adviser")
    thread = make_statement(person, readers=("social_worker",))
    assert page(signed_in_as(adviser), thread).status_code == 404


def test_the_worker_it_is_about_neither_sees_nor_finds_it(app, sky, signed_in_as):
    person, worker = sky
    thread = make_statement(
        person, "She shouts.", form="sort_out_a_problem", about=("social_worker",)
    )
    client = signed_in_as(worker)
    assert page(client, thread).status_code == 404
    assert str(thread.id) not in client.get("/feedback/").text
    assert client.post(f"/feedback/{thread.id}/replies", data={"words": "x"}).status_code == 404


def test_another_young_person_cannot_open_it(app, sky, signed_in_as):
    person, _worker = sky
    other = make_young_person(chosen_name="Other")
    thread = make_statement(person)
    assert signed_in_as(other.account).get(f"/messages/{thread.id}").status_code == 404


def test_a_reply_outlives_the_worker_who_wrote_it(app, session, sky, signed_in_as):
    person, worker = sky
    thread = make_statement(person, readers=("social_worker",))
    services.reply_to(thread, worker, "I will ask.")
    session.commit()
    session.delete(worker)
    session.commit()
    seen = signed_in_as(person.account).get(f"/messages/{thread.id}").text
    assert "I will ask." in seen
    assert "Amina Yusuf" in seen


def test_the_same_reply_sent_twice_is_one_reply(app, session, sky, signed_in_as):
    person, worker = sky
    thread = make_statement(person, readers=("social_worker",))
    client = signed_in_as(worker)
    for _time in range(2):
        client.post(f"/feedback/{thread.id}/replies", data={"words": "Hello.", "once": "abc"})
    assert len(session.scalars(select(Message)).all()) == 1


def test_other_words_from_the_same_page_are_not_lost_and_not_taken_for_the_first(
    app, session, sky, signed_in_as
):
    person, _worker = sky
    thread = make_statement(person, readers=("social_worker",))
    client = signed_in_as(person.account)
    address = f"/messages/{thread.id}/say"
    client.post(address, data={"words": "First.", "once": "abc"})
    answer = client.post(address, data={"words": "Second.", "once": "abc"})
    assert answer.status_code == 409
    assert "Second." in answer.text
    assert [message.words for message in session.scalars(select(Message))] == ["First."]


def test_a_message_sent_again_after_its_answer_does_not_wait_anew(app, session, sky, signed_in_as):
    person, worker = sky
    thread = make_statement(person, readers=("social_worker",))
    client = signed_in_as(person.account)
    again = {"words": "Are you there?", "once": "abc"}
    client.post(f"/messages/{thread.id}/say", data=again)
    services.reply_to(thread, worker, "Yes.")
    client.post(f"/messages/{thread.id}/say", data=again)
    session.refresh(thread)
    assert thread.state == "answered"


def test_a_reply_does_not_answer_what_the_worker_had_not_seen(app, session, sky, signed_in_as):
    person, worker = sky
    thread = make_statement(person, readers=("social_worker",))
    at_work = signed_in_as(worker)
    page(at_work, thread)
    signed_in_as(person.account).post(f"/messages/{thread.id}/say", data={"words": "And this."})
    at_work.post(f"/feedback/{thread.id}/replies", data={"words": "Thanks.", "seen": "0"})
    session.refresh(thread)
    assert thread.state == "waiting"


@pytest.mark.parametrize("words", ["", "   ", "x" * 10_001])
def test_what_will_not_do_comes_back_with_what_was_typed(app, session, sky, signed_in_as, words):
    person, worker = sky
    thread = make_statement(person, readers=("social_worker",))
    answer = signed_in_as(worker).post(f"/feedback/{thread.id}/replies", data={"words": words})
    assert answer.status_code == 422
    assert words.strip() in answer.text
    assert not session.scalars(select(Message)).all()


def test_who_has_read_it_is_on_the_young_persons_page(app, sky, signed_in_as):
    person, worker = sky
    thread = make_statement(person, readers=("social_worker",))
    client = signed_in_as(person.account)
    assert "Amina Yusuf" not in client.get(f"/messages/{thread.id}").text
    page(signed_in_as(worker), thread)
    assert "Amina Yusuf" in client.get(f"/messages/{thread.id}").text


def test_something_more_waits_for_an_answer_by_a_new_day(app, session, clock, sky, signed_in_as):
    person, worker = sky
    thread = make_statement(person, readers=("social_worker",))
    services.reply_to(thread, worker, "Done.")
    clock.forward(days=7)
    client = signed_in_as(person.account)
    client.post(f"/messages/{thread.id}/say", data={"words": "It broke again."})
    session.refresh(thread)
    assert thread.state == "waiting"
    assert thread.due_on == date(2026, 7, 27)


def test_something_more_is_checked_for_danger_too(app, session, sky, signed_in_as):
    person, _worker = sky
    thread = make_statement(person, "All good.", readers=("social_worker",))
    client = signed_in_as(person.account)
    client.post(f"/messages/{thread.id}/say", data={"words": "I do not feel safe here."})
    alert = session.scalars(select(Alert)).one()
    assert (alert.level, alert.subject_kind) == ("red", "message")


@pytest.mark.parametrize(("answer", "state"), [("yes", "closed"), ("no", "waiting")])
def test_did_this_sort_it_out(app, session, sky, signed_in_as, answer, state):
    person, worker = sky
    thread = make_statement(person, readers=("social_worker",))
    services.reply_to(thread, worker, "Done.")
    client = signed_in_as(person.account)
    client.post(f"/messages/{thread.id}/sorted-out", data={"sorted_out": answer})
    session.refresh(thread)
    assert (thread.sorted_out, thread.state) == (answer, state)


def test_a_worried_reader_puts_it_on_the_duty_desk_at_once(app, session, sky, signed_in_as):
    person, worker = sky
    thread = make_statement(person, "It is ok I suppose.", readers=("social_worker",))
    signed_in_as(worker).post(f"/feedback/{thread.id}/worry")
    alert = session.scalars(select(Alert)).one()
    assert (alert.level, alert.source) == ("red", "reader")


def test_the_list_costs_the_same_however_long_it_is(app, sky, signed_in_as, statements):
    person, worker = sky
    client = signed_in_as(worker)
    make_statement(person, readers=("social_worker",))
    few = statements.during(lambda: client.get("/feedback/"))
    for _time in range(12):
        make_statement(person, readers=("social_worker",))
    assert statements.during(lambda: client.get("/feedback/")) == few
