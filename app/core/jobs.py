"""Work that is not done while a page waits: a table, and one worker that empties it.

A job is a row, written in the transaction that makes it needed: either both are kept or neither is.
That is why there is no task queue beside the database. One was measured, and at `kill -9` it had
lost a task whose statement was safely stored; an alert may not be lost.

A job is leased, not taken away: a worker that dies lets go of it when the lease ends, and the next
one does it again. So a handler may run more than once, and what it writes to the database is
committed together with the end of its job. A job that was done is deleted. One that failed is tried
again, and keeps the name of its error's class and never its message, which may quote someone.
"""

import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, current_app
from sqlalchemy import JSON, Index, String, delete, or_, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core import periodic
from app.core.clock import now
from app.core.db import Base, Id, RandomId, random_id, session
from app.core.periodic import every, hour_mark

__all__ = ["GiveUp", "Job", "enqueue", "every", "handler", "run_worker"]

LEASE = timedelta(minutes=2)
MARKS = (1, 5, 15)
"""Minutes: a job that failed once is tried at the next full minute, then at every fifth…"""
MOST_ATTEMPTS = 500
"""At the last of the marks this is five days. After that a person has to look."""
SINCE = 15
MOST_EACH_MINUTE = MOST_ATTEMPTS * MARKS[-1]
"""The same five days for what is tried at every full minute."""
each_minute: dict[str, Callable[[dict], bool]] = {}
"""By kind: whether a job with this payload is tried again at every full minute, however often it
failed, because somebody may get hurt meanwhile.
"""
POLL_SECONDS = 1.0


class GiveUp(Exception):
    """Raised by a handler when trying again cannot help: a person has to look."""


Handler = Callable[[dict], None]
HANDLERS: dict[str, Handler] = {}


class Job(RandomId, Base):
    """Something to be done. Times are kept to a quarter of an hour, or to the mark of a retry, so
    that a job left waiting does not tell when a child wrote.
    """

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_failed_run_at", "failed", "run_at"),)

    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict] = mapped_column(JSON)
    since: Mapped[datetime]
    """When it was asked for, rounded down to a quarter of an hour."""
    run_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    lease: Mapped[int | None] = mapped_column(Id)
    last_error: Mapped[str] = mapped_column(String(80), default="")
    failed: Mapped[bool] = mapped_column(default=False)
    """Given up: nothing tries it again by itself."""


@dataclass(frozen=True)
class Leased:
    id: int
    kind: str
    payload: dict
    lease: int


def handler(kind: str) -> Callable[[Handler], Handler]:
    """The function below does the jobs of this kind, given the payload; it does not commit."""

    def register(function: Handler) -> Handler:
        HANDLERS[kind] = function
        return function

    return register


def enqueue(kind: str, payload: dict, run_at: datetime | None = None) -> Job:
    """Have this done soon, or not before `run_at`, if the caller's transaction is committed."""
    since = hour_mark(now(), SINCE)
    job = Job(kind=kind, payload=payload, since=since, run_at=run_at or since)
    session.add(job)
    return job


def run_worker(app: Flask, once: bool = False, stop: threading.Event | None = None) -> None:
    """Do the jobs and rounds that are due, again and again until `stop` is set, or `once`.

    A database that is away is waited for, except with `once`.
    """
    if stop is None:
        stop = threading.Event()
        if not once:
            _stop_when_told(stop)
    while not stop.is_set():
        try:
            _work(app, stop)
        except DBAPIError as problem:
            if once:
                raise
            app.logger.error("worker: %s", type(problem).__name__)
        if once:
            break
        stop.wait(POLL_SECONDS)


def _stop_when_told(stop: threading.Event) -> None:
    with suppress(ValueError):  # not in the main thread: whoever started it ends it
        signal.signal(signal.SIGTERM, lambda *_signal: stop.set())


def _work(app: Flask, stop: threading.Event) -> None:
    """The rounds that are due and every job that is due."""
    periodic.beat(app)
    periodic.run_due(app)
    while not stop.is_set() and (leased := _take(app)):
        _do(app, leased)


def _due():
    moment = now()
    free = or_(Job.leased_until.is_(None), Job.leased_until <= moment)
    return select(Job).where(~Job.failed, Job.run_at <= moment, free).order_by(Job.run_at).limit(1)


def _take(app: Flask) -> Leased | None:
    """A job that nobody else has now, leased to us; None when nothing is due."""
    with app.app_context():
        # Looking does not ask SQLite for the right to write, which senders of statements need.
        with Session(app.extensions["engine"].execution_options(reading=True)) as looking:
            if looking.scalar(_due()) is None:
                return None
        job = session.scalar(_due().with_for_update(skip_locked=True))
        if job is None:
            return None
        job.attempts += 1
        job.lease = random_id()
        job.leased_until = now() + LEASE
        leased = Leased(job.id, job.kind, job.payload, job.lease)
        session.commit()
        return leased


def _do(app: Flask, leased: Leased) -> None:
    with app.app_context():
        try:
            HANDLERS[leased.kind](leased.payload)
            if session.execute(delete(Job).where(*_ours(leased))).rowcount:
                session.commit()
            else:  # the lease ended meanwhile, and somebody else does it
                session.rollback()
        except Exception as problem:
            session.rollback()
            _put_back(leased, problem)


def _ours(leased: Leased) -> tuple:
    return (Job.id == leased.id, Job.lease == leased.lease)


def _put_back(leased: Leased, problem: Exception) -> None:
    error = type(problem).__name__
    current_app.logger.error("job %s: %s", leased.kind, error)
    job = session.scalar(select(Job).where(*_ours(leased)))
    if job is None:
        return
    is_urgent = each_minute.get(leased.kind, lambda _payload: False)(leased.payload)
    mark = MARKS[0] if is_urgent else MARKS[min(job.attempts, len(MARKS)) - 1]
    job.run_at = hour_mark(now(), mark) + timedelta(minutes=mark)
    job.leased_until = job.lease = None
    job.last_error = error
    most = MOST_EACH_MINUTE if is_urgent else MOST_ATTEMPTS
    job.failed = job.attempts >= most or isinstance(problem, GiveUp)
    session.commit()
