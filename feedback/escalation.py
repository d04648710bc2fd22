"""Going up the line: what no one answered in time is shown to the next adult as well."""

from datetime import date

from flask import current_app
from sqlalchemy import select

from app.accounts.models import Account, RoleGrant
from app.core.clock import today, working_days_between
from app.core.db import session
from app.core.outbox import post
from app.people.models import Assignment
from feedback.models import MANAGERS, PARTICIPATION, TEAMS, Thread, ThreadAudience
from feedback.services import people_it_is_about, whole

LINES = {
    "known": ("team_manager", "reviewing_officer", PARTICIPATION),
    "anonymous": (PARTICIPATION, MANAGERS),
}
"""Who is next, in order, when the adults before them are late."""
STEP = 2
"""Working days each step of the line has before the next one is brought in."""


def send_up_overdue() -> int:
    """Bring the next adult into every conversation that is overdue; how many were sent up.

    The young person's page shows it too. Nobody a conversation is about is ever brought in.
    """
    late = whole(select(Thread).where(Thread.state == "waiting", Thread.due_on < today()))
    return sum(send_up(thread) for thread in session.scalars(late).unique())


def send_up(thread: Thread) -> bool:
    """Add the next of the line to who may read this; False when nobody (more) is due yet."""
    steps_due = 1 + working_days_between(thread.due_on, today()) // STEP
    line = LINES["anonymous" if thread.anonymous else "known"]
    reading = {row.part for row in thread.audience}
    sent = False
    for part in _steps(thread, line)[:steps_due]:
        if part not in reading:
            _bring_in(thread, part, today())
            sent = True
    return sent


def _steps(thread: Thread, line: tuple[str, ...]) -> list[str]:
    """The parts of the line that somebody holds who may read this."""
    excluded_parts = {row.part for row in thread.exclusions if row.part}
    return [
        part
        for part in line
        if part not in excluded_parts and (part in TEAMS or _held(thread, part))
    ]


def _held(thread: Thread, part: str) -> bool:
    return bool(holders(thread, part))


def holders(thread: Thread, part: str) -> list[Account]:
    """Who holds this part for this conversation today, or is on this team; nobody it is about."""
    accounts = select(Account).where(Account.active, Account.id.not_in(people_it_is_about(thread)))
    if part not in TEAMS:
        return list(
            session.scalars(
                accounts.join(Assignment, Assignment.worker_id == Account.id).where(
                    Assignment.young_person_id == thread.young_person_id,
                    Assignment.part == part,
                    Assignment.is_current(),
                )
            )
        )
    in_council = RoleGrant.council_code.is_(None) | (RoleGrant.council_code == thread.council_code)
    return list(
        session.scalars(
            accounts.join(RoleGrant).where(RoleGrant.role == TEAMS[part], in_council).distinct()
        )
    )


def _bring_in(thread: Thread, part: str, day: date) -> None:
    thread.audience.append(ThreadAudience(part=part, because="escalated", since_on=day))
    thread.escalated_to = part
    for account in holders(thread, part):
        url = f"{current_app.config['PUBLIC_URL'].rstrip('/')}/feedback/{thread.id}"
        post(account.email, "reply_overdue", name=account.display_name, url=url)
