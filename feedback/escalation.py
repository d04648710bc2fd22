"""Going up the line: what no one answered in time is shown to the next adult as well."""

from collections.abc import Collection, Iterator
from datetime import date
from itertools import islice

from sqlalchemy import literal, select

from app.accounts.models import Account, RoleGrant
from app.core.addresses import public_address
from app.core.clock import today, working_days_between
from app.core.db import session
from app.core.outbox import post
from app.people.models import Assignment
from feedback.models import (
    DUTY,
    MANAGERS,
    PARTICIPATION,
    TEAM_OF,
    TEAMS,
    Thread,
    ThreadAudience,
)
from feedback.services import whole

CASE_TEAM_LINE = ("team_manager", "reviewing_officer", PARTICIPATION)
TEAMS_LINE = (PARTICIPATION, MANAGERS)
"""Who is next when the adults before them are late, for what nobody of the case team was chosen to
read: those who do not work with the young person, and nobody else.
"""
STEP = 2
"""Working days each step of the line has before the next one is brought in."""
AT_ONCE = 50
"""Conversations in one transaction, so that nobody who writes has to wait for all of them."""


def send_up_overdue() -> int:
    """Bring the next adult into every conversation that is overdue; how many were sent up.

    Commits every few. The young person's page shows it too. Nobody a conversation is about is ever
    brought in.
    """
    late = select(Thread).where(Thread.state == "waiting", Thread.due_on < today())
    ids = session.scalars(late.with_only_columns(Thread.id)).all()
    sent = 0
    for start in range(0, len(ids), AT_ONCE):
        session.commit()
        # Asked again, because somebody may have answered since.
        some = whole(late.where(Thread.id.in_(ids[start : start + AT_ONCE])))
        sent += sum(send_up(thread) for thread in session.scalars(some).unique())
    session.commit()
    return sent


def line_above(chosen: Collection[str], about: Collection[str]) -> tuple[str, ...]:
    """Who is next, in order, for what these parts are late with; never a team it is about."""
    line = TEAMS_LINE if TEAMS.keys() >= set(chosen) else CASE_TEAM_LINE
    kept_out = {TEAM_OF.get(part, part) for part in about}
    return tuple(part for part in line if part not in kept_out)


def send_up(thread: Thread) -> bool:
    """Add the next of the line to who may read this; False when nobody (more) is due yet."""
    steps_due = 1 + working_days_between(thread.due_on, today()) // STEP
    reading = {row.part for row in thread.audience}
    sent = False
    for part, people in islice(_steps(thread), steps_due):
        if part not in reading:
            _bring_in(thread, part, people, today())
            sent = True
    return sent


def _steps(thread: Thread) -> Iterator[tuple[str, list[Account]]]:
    """The parts of the line that somebody holds who may read this, and who that is.

    When that is nobody but those who were chosen, the duty desk is the last resort.
    """
    chosen = {row.part for row in thread.audience if row.because == "chosen"}
    about = {row.part for row in thread.exclusions if row.part}
    is_new = False
    for part in line_above(chosen, about):
        if people := holders(thread, part):
            is_new = is_new or part not in chosen
            yield part, people
    if not is_new and (people := holders(thread, DUTY)):
        yield DUTY, people


def holders(thread: Thread, part: str) -> list[Account]:
    """Who holds this part for this conversation today, or is on this team; nobody it is about."""
    rows = (
        select(Account)
        .join(Thread, Thread.id == thread.id)
        .where(Account.active, ~Thread.is_about(Account.id))
    )
    if part in TEAMS:
        of_the_team = Thread.read_by_team(literal(part), Account.id)
        rows = rows.join(RoleGrant, RoleGrant.account_id == Account.id).where(of_the_team)
    else:
        rows = rows.join(Assignment, Assignment.worker_id == Account.id).where(
            Assignment.young_person_id == Thread.young_person_id,
            Assignment.part == part,
            Assignment.is_current(),
        )
    return list(session.scalars(rows.distinct()))


def _bring_in(thread: Thread, part: str, people: list[Account], day: date) -> None:
    thread.audience.append(ThreadAudience(part=part, because="escalated", since_on=day))
    thread.escalated_to = part
    for account in people:
        url = public_address(f"/feedback/{thread.id}")
        post(account.email, "reply_overdue", name=account.display_name, url=url)
