"""Rounds that are made every so often, by one worker at a time, and the worker's sign of life."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, current_app
from sqlalchemy import String, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.clock import now
from app.core.db import Base, insert_or, session, will_write

LEASE = timedelta(minutes=10)
"""How long a round may take before another worker believes that the one making it has died."""
BEAT = timedelta(seconds=30)
WORKER = "worker"


class Round(Base):
    """When a round is next due. The row named `worker` says when a worker was last alive."""

    __tablename__ = "round"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    next_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]


@dataclass(frozen=True)
class Task:
    name: str
    make: Callable[[], object]
    every: timedelta


TASKS: dict[str, Task] = {}


def every(**interval: float) -> Callable:
    """The function below is a round, made `every(minutes=5)`; the worker commits what it did."""

    def register(function: Callable[[], object]) -> Callable[[], object]:
        name = f"{function.__module__}.{function.__qualname__}"
        TASKS[name] = Task(name, function, timedelta(**interval))
        return function

    return register


def hour_mark(moment: datetime, minutes: int) -> datetime:
    """`moment` rounded down to a full `minutes` (1 to 60) of its hour."""
    return moment.replace(minute=moment.minute // minutes * minutes, second=0, microsecond=0)


def beat(app: Flask) -> None:
    """Say that a worker is alive, if that was not said within the last half minute."""
    with app.app_context():
        last = last_beat()
        if last is None or now() - last >= BEAT:
            _add_if_missing([WORKER])
            session.get(Round, WORKER).next_at = now()
            session.commit()


def last_beat() -> datetime | None:
    """When a worker last said that it is alive; None if none ever has."""
    return _look(select(Round.next_at).where(Round.name == WORKER)).get("next_at")


def run_due(app: Flask) -> None:
    """Make every round that is due and that nobody is making, each in its own transaction."""
    for task in TASKS.values():
        with app.app_context():
            leased_until = _claim(task)
            if leased_until is not None:
                _make(task, leased_until)


def _make(task: Task, leased_until: datetime) -> None:
    try:
        task.make()
    except Exception as problem:
        session.rollback()
        current_app.logger.error("round %s: %s", task.name, type(problem).__name__)
    will_write()  # a long round only reads, so that nobody waits for it
    ours = update(Round).where(Round.name == task.name, Round.leased_until == leased_until)
    over = ours.values(next_at=now() + task.every, leased_until=None)
    if session.execute(over).rowcount:
        session.commit()
    else:  # it took longer than its lease, and somebody else is making it
        session.rollback()


def _claim(task: Task) -> datetime | None:
    """Until when this round is now leased to us; None if it is not due or somebody is making it."""
    seen = _look(select(Round.next_at, Round.leased_until).where(Round.name == task.name))
    if not seen:
        _add_if_missing([task.name])
    elif seen["next_at"] > now() or (seen["leased_until"] or now()) > now():
        return None
    free = or_(Round.leased_until.is_(None), Round.leased_until <= now())
    due = select(Round).where(Round.name == task.name, Round.next_at <= now(), free)
    found = session.scalar(due.with_for_update(skip_locked=True))
    if found is not None:
        found.leased_until = now() + LEASE
    session.commit()
    return found.leased_until if found is not None else None


def _look(rows) -> dict:
    """The first of these rows, read without asking for the right to write; {} if there is none."""
    with Session(current_app.extensions["reading_engine"]) as looking:
        found = looking.execute(rows).mappings().first()
        return dict(found) if found else {}


def _add_if_missing(names: list[str]) -> None:
    rows = [{"name": name, "next_at": now()} for name in names]
    session.execute(insert_or(Round, session.get_bind()).on_conflict_do_nothing(), rows)
