"""Jobs: kept with what made them necessary, done by one worker, never lost."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import jobs, periodic
from app.core.db import session as app_session
from app.core.jobs import LEASE, MOST_ATTEMPTS, Job, enqueue, run_worker

BOTH = pytest.mark.parametrize(
    "database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)


@pytest.fixture
def done(monkeypatch):
    """What the job kind `note` has been given so far."""
    given = []
    monkeypatch.setitem(jobs.HANDLERS, "note", given.append)
    return given


@pytest.fixture
def no_rounds(monkeypatch):
    """Only the rounds a test puts in."""
    monkeypatch.setattr(periodic, "TASKS", {})
    return periodic.TASKS


def waiting() -> list[Job]:
    """The jobs there are. Nothing stays locked by looking."""
    app_session.rollback()
    found = list(app_session.scalars(select(Job)))
    app_session.expunge_all()
    app_session.rollback()
    return found


@BOTH
def test_a_job_is_done_once_and_forgotten(database, app, session, done):
    enqueue("note", {"n": 1})
    session.commit()
    run_worker(app, once=True)
    run_worker(app, once=True)
    assert done == [{"n": 1}]
    assert waiting() == []


def test_a_job_goes_when_what_made_it_necessary_is_not_kept(app, session, done):
    enqueue("note", {})
    session.rollback()
    run_worker(app, once=True)
    assert done == []


def test_a_job_for_later_is_left_until_then(app, session, clock, done):
    enqueue("note", {}, run_at=clock() + timedelta(hours=1))
    session.commit()
    run_worker(app, once=True)
    assert done == []
    clock.forward(hours=1)
    run_worker(app, once=True)
    assert done == [{}]


@BOTH
def test_the_lease_of_a_killed_worker_is_taken_over(database, app, session, clock, done):
    enqueue("note", {})
    session.commit()
    assert jobs._take(app) is not None  # and this worker is heard of no more
    run_worker(app, once=True)
    assert done == []
    clock.forward(seconds=LEASE.total_seconds())
    run_worker(app, once=True)
    assert done == [{}]


def test_two_workers_never_hold_the_same_job(app, session):
    enqueue("note", {})
    session.commit()
    assert jobs._take(app) is not None
    assert jobs._take(app) is None


@pytest.mark.postgresql
def test_a_worker_passes_over_a_row_another_one_is_taking(app, session, done):
    enqueue("note", {"n": 1})
    enqueue("note", {"n": 2})
    session.commit()
    held = session.scalars(select(Job).where(Job.kind == "note").limit(1).with_for_update()).one()
    run_worker(app, once=True)
    assert done == [{"n": 3 - held.payload["n"]}]


def test_a_slow_worker_leaves_the_job_to_the_one_that_took_over(app, session, clock, monkeypatch):
    def slow(payload):
        clock.forward(minutes=3)
        jobs._take(app)
        enqueue("trace", {})

    monkeypatch.setitem(jobs.HANDLERS, "slow", slow)
    enqueue("slow", {})
    session.commit()
    jobs._do(app, jobs._take(app))
    assert [job.kind for job in waiting()] == ["slow"]


def test_a_job_that_fails_is_tried_again_at_wider_marks(app, session, clock, monkeypatch):
    monkeypatch.setitem(jobs.HANDLERS, "broken", lambda payload: 1 / 0)
    clock.set(2026, 7, 15, 9, 31, 20)
    enqueue("broken", {})
    session.commit()
    tried = []
    for _ in range(4):
        run_worker(app, once=True)
        clock.moment = waiting()[0].run_at
        tried.append((clock.moment.hour, clock.moment.minute, clock.moment.second))
    assert tried == [(9, 32, 0), (9, 35, 0), (9, 45, 0), (10, 0, 0)]


def test_a_failed_job_keeps_the_class_of_its_error_and_not_its_words(
    app, session, monkeypatch, caplog
):
    def quote(payload):
        raise RuntimeError("canary: what a child wrote")

    monkeypatch.setitem(jobs.HANDLERS, "broken", quote)
    enqueue("broken", {})
    session.commit()
    run_worker(app, once=True)
    assert waiting()[0].last_error == "RuntimeError"
    assert "canary" not in caplog.text


def test_a_job_is_given_up_in_the_end_but_kept(app, session, clock, monkeypatch):
    monkeypatch.setitem(jobs.HANDLERS, "broken", lambda payload: 1 / 0)
    enqueue("broken", {}).attempts = MOST_ATTEMPTS - 1
    session.commit()
    run_worker(app, once=True)
    assert waiting()[0].failed
    clock.forward(days=1)
    assert jobs._take(app) is None


def test_a_waiting_job_does_not_tell_when_it_was_asked_for(app, session, clock):
    clock.set(2026, 7, 15, 9, 44, 59)
    enqueue("note", {})
    session.commit()
    job = waiting()[0]
    assert (job.since.minute, job.run_at.minute, job.since.second) == (30, 30, 0)


def test_a_round_is_made_every_so_often(app, clock, no_rounds):
    made = []
    periodic.every(minutes=5)(lambda: made.append(clock()))
    for _ in range(2):
        run_worker(app, once=True)
    assert len(made) == 1
    clock.forward(minutes=5)
    run_worker(app, once=True)
    assert len(made) == 2


def test_the_worker_commits_what_a_round_did(app, session, no_rounds):
    periodic.every(minutes=5)(lambda: enqueue("later", {}))
    periodic.run_due(app)
    assert [job.kind for job in waiting()] == ["later"]


@BOTH
def test_two_workers_never_make_the_same_round_at_once(database, app, clock, no_rounds):
    depth = []

    def look_round():
        depth.append("in")
        periodic.run_due(app)  # the other worker, meanwhile

    periodic.every(minutes=5)(look_round)
    periodic.run_due(app)
    assert depth == ["in"]


def test_a_round_whose_worker_died_is_made_by_another(app, clock, no_rounds):
    made = []
    periodic.every(minutes=5)(lambda: made.append(1))
    with app.app_context():
        periodic._claim(next(iter(no_rounds.values())))
    clock.forward(minutes=9)
    periodic.run_due(app)
    assert made == []
    clock.forward(minutes=1)
    periodic.run_due(app)
    assert made == [1]


def test_a_round_that_fails_leaves_nothing_and_is_made_again(app, session, clock, no_rounds):
    def half():
        enqueue("half", {})
        app_session.flush()
        raise RuntimeError

    periodic.every(minutes=5)(half)
    periodic.run_due(app)
    assert waiting() == []
    clock.forward(minutes=5)
    with app.app_context():
        assert periodic._claim(next(iter(no_rounds.values()))) is not None
        app_session.rollback()


def test_the_worker_gives_signs_of_life(app, clock):
    assert periodic.last_beat() is None
    run_worker(app, once=True)
    assert periodic.last_beat() == clock()


def test_a_worker_that_is_told_to_stop_begins_nothing(app, session, done):
    enqueue("note", {})
    session.commit()
    stop = threading.Event()
    stop.set()
    run_worker(app, stop=stop)
    assert done == []


def test_a_worker_goes_on_until_it_is_told_to_stop(app, session, monkeypatch):
    stop = threading.Event()
    monkeypatch.setitem(jobs.HANDLERS, "last", lambda payload: stop.set())
    enqueue("last", {})
    session.commit()
    run_worker(app, stop=stop)
    assert waiting() == []
