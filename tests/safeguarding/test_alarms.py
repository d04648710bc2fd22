"""What breaks quietly is seen: on the desk, from outside, and by a way that does work."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from app.core import jobs
from app.core.clock import moment_at
from app.core.jobs import Job, run_worker
from app.core.outbox import post, text
from app.core.permissions import Role
from app.demo.factories import make_council, make_shift, make_staff
from app.safeguarding.alarms import quiet_parts, tell_of_quiet
from app.safeguarding.duty_mail import desk_url, facts_of
from app.safeguarding.duty_numbers import keep_number
from app.safeguarding.services import acknowledge, raise_alert

WEDNESDAY = date(2026, 7, 15)
OK = {"mail": "ok", "texts": "ok", "worker": "ok", "rota": "ok", "desk": "ok"}


def raised(number: int = 1, **values):
    facts = {"level": "red", "source": "button", "council_code": "west", **values}
    return raise_alert("response", number, **facts)


@pytest.fixture
def at_work(app, session):
    """A sign of life of the worker; also by calling it."""

    def work():
        session.commit()
        run_worker(app, once=True)

    work()
    return work


@pytest.fixture
def outside(client, session):
    """What somebody who watches from outside is told: (status, parts)."""

    def ask() -> tuple[int, dict]:
        answer = client.get("/healthz/duty")
        return answer.status_code, answer.json

    return ask


def quiet(part: str) -> tuple[int, dict]:
    return 503, {**OK, part: "quiet"}


def on_today(who, council, hours=(9, 17)):
    return make_shift(who, moment_at(WEDNESDAY, hours[0]), moment_at(WEDNESDAY, hours[1]), council)


def told(session, kind: str = "mail") -> list[tuple[str, str]]:
    """To whom mail or texts about something quiet went, and about what."""
    session.flush()
    rows = session.scalars(select(Job).where(Job.kind == kind)).all()
    about = [row.payload for row in rows if row.payload["template"] == "desk_is_quiet"]
    return sorted((payload["to"], payload["facts"]["part"]) for payload in about)


def test_while_all_is_well_it_says_so(west, at_work, outside):
    assert outside() == (200, OK)


def test_no_sign_of_life_of_the_worker(west, at_work, outside, clock):
    clock.forward(minutes=4)
    assert outside() == quiet("worker")
    at_work()
    assert outside() == (200, OK)


def test_mail_that_does_not_leave(west, at_work, outside, clock):
    post("not an address", "alert_raised", **facts_of(raised()))
    at_work()
    clock.forward(minutes=11)
    at_work()
    assert outside() == quiet("mail")


def test_texts_that_do_not_leave(make_app, session, west, clock, outside):
    session.commit()
    app = make_app(MAIL_URL="file:///proc/nowhere")
    with app.app_context():
        text("+447700900123", "desk_is_quiet", part="rota", url=desk_url())
        session.commit()
        run_worker(app, once=True)
        clock.forward(minutes=11)
        run_worker(app, once=True)
    assert outside()[1]["texts"] == "quiet"


def test_nobody_on_a_rota_that_is_kept(west, duty, at_work, outside, clock):
    assert outside() == (200, OK)
    on_today(duty, west, (9, 11))
    assert outside() == (200, OK)
    clock.moment = moment_at(WEDNESDAY, 11)
    at_work()
    assert outside() == quiet("rota")
    make_council("north", "North")
    on_today(make_staff(Role.DUTY_WORKER), west, (11, 12))
    assert outside() == (200, OK)


def test_a_desk_nobody_opens_while_something_is_late(
    west, duty, signed_in_as, at_work, outside, clock
):
    signed_in_as(duty).get("/safeguarding/")
    alert = raised()
    clock.forward(minutes=90)
    at_work()
    assert outside() == (200, OK)
    clock.forward(minutes=31)
    at_work()
    assert outside() == quiet("desk")
    signed_in_as(duty).get("/safeguarding/")
    assert outside() == (200, OK)
    clock.forward(hours=3)
    at_work()
    assert outside() == quiet("desk")
    acknowledge(alert, duty)
    assert outside() == (200, OK)


def test_a_desk_that_only_another_councils_people_open(west, duty, signed_in_as, at_work, clock):
    north = make_council("north", "North")
    signed_in_as(make_staff(Role.DUTY_WORKER, council=north)).get("/safeguarding/")
    raised()
    clock.forward(minutes=61)
    at_work()
    [one] = quiet_parts()
    assert (one.part, one.code) == ("desk", "west")


def test_nothing_is_quiet_because_nothing_is_due(west, duty, at_work, outside, clock):
    raised(level="amber", source="reader")
    clock.forward(hours=20)
    at_work()
    assert outside() == (200, OK)


def test_it_names_no_council_and_nobody(west, duty, at_work, client, clock):
    on_today(duty, west, (9, 10))
    raised()
    clock.forward(hours=2)
    answer = client.get("/healthz/duty").text
    for word in ("west", "West", "Sam", duty.email):
        assert word not in answer


def test_the_desk_says_each_in_red(west, duty, signed_in_as, clock):
    on_today(duty, west, (9, 10))
    post("a@listen.invalid", "alert_raised", **facts_of(raised()))
    clock.forward(hours=1)
    page = signed_in_as(duty).get("/safeguarding/").text
    for words in ("Mail is not going out.", "has stopped.", "West: Nobody is on duty now"):
        assert words in page


class TestTelling:
    """People are told once, by a way that is not the broken one."""

    def test_of_an_empty_rota_the_second_contact_by_mail(self, session, west, duty, clock):
        on_today(duty, west, (9, 10))
        assert tell_of_quiet() >= 1
        assert (west.second_contact_email, "rota") in told(session)
        assert tell_of_quiet() == 0

    @pytest.mark.postgresql
    def test_again_when_it_was_well_in_between(self, session, west, duty, clock):
        on_today(duty, west, (9, 10))
        tell_of_quiet()
        on_today(duty, west, (10, 11))
        tell_of_quiet()
        clock.moment = moment_at(WEDNESDAY, 11)
        tell_of_quiet()
        assert told(session).count((west.second_contact_email, "rota")) == 2

    def test_that_mail_is_stuck_those_on_duty_by_text(self, session, west, duty, at_work, clock):
        keep_number(duty, "07700 900123", duty)
        on_today(duty, west)
        post("not an address", "alert_raised", **facts_of(raised(level="amber")))
        session.commit()
        at_work()
        clock.forward(minutes=11)
        tell_of_quiet()
        assert told(session, "text") == [("+447700900123", "mail")]
        assert told(session) == []

    def test_that_texts_are_stuck_the_second_contact_by_mail(self, session, west, at_work, clock):
        text("+447700900123", "desk_is_quiet", part="rota", url=desk_url())
        session.scalars(select(Job)).one().attempts = 1
        clock.forward(minutes=30)
        tell_of_quiet()
        assert (west.second_contact_email, "texts") in told(session)

    def test_nobody_is_told_of_mail_that_only_waited_for_the_worker(
        self, session, west, duty, clock
    ):
        post("a@listen.invalid", "alert_raised", **facts_of(raised()))
        clock.forward(hours=1)
        keep_number(duty, "07700 900123", duty)
        on_today(duty, west)
        tell_of_quiet()
        assert told(session, "text") == []


def test_what_was_given_up_is_named_and_can_be_set_aside(session, west, duty, signed_in_as):
    post("duty@listen.invalid", "alert_raised", **facts_of(raised()))
    session.flush()
    for job in session.scalars(select(Job)):
        job.failed = True
    desk = signed_in_as(duty)
    page = desk.get("/safeguarding/").text
    assert "These did not arrive" in page
    assert "duty@listen.invalid" in page
    desk.post("/safeguarding/given-up")
    assert "These did not arrive" in desk.get("/safeguarding/").text, "none was seen, none is gone"
    shown = session.scalars(select(Job.id)).all()
    desk.post("/safeguarding/given-up", data={"job": [str(id) for id in shown]})
    page = desk.get("/safeguarding/").text
    assert "These did not arrive" not in page


def test_mail_of_an_alert_is_tried_every_minute_and_at_once_when_the_desk_says_so(
    app, session, west, duty, signed_in_as, clock, monkeypatch
):
    def broken(payload):
        raise OSError

    clock.set(2026, 7, 15, 9, 31)
    monkeypatch.setitem(jobs.HANDLERS, "mail", broken)
    post("duty@listen.invalid", "alert_raised", **facts_of(raised()))
    session.commit()
    tried = []
    for _ in range(4):
        jobs.run_worker(app, once=True)
        run_at = session.scalars(select(Job.run_at).where(Job.attempts > 0)).first()
        session.rollback()
        tried.append(run_at.minute)
        clock.moment = run_at
    assert tried == [32, 33, 34, 35]
    session.execute(update(Job).values(run_at=clock() + timedelta(minutes=15), attempts=3))
    session.commit()
    clock.forward(minutes=11)
    desk = signed_in_as(duty)
    assert "Try to send it now" in desk.get("/safeguarding/").text
    desk.post("/safeguarding/try-now")
    waits = session.scalars(select(Job.run_at).where(Job.kind == "mail")).all()
    assert waits and all(run_at <= clock() for run_at in waits)
