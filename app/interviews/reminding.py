"""Mail while a child waits to be listened to: when 24 hours are left, and when the 72 have passed.

Each goes out once. It says that somebody waits, until when, and where; nothing of whom.
"""

from sqlalchemy import Select, or_, select

from app.accounts.councils import staff_with
from app.accounts.models import Council
from app.core.addresses import public_address
from app.core.clock import now
from app.core.db import session
from app.core.jobs import every
from app.core.outbox import post
from app.core.permissions import Permission
from app.interviews.clocks import WARN_BEFORE
from app.interviews.episode_models import WITHIN
from app.interviews.models import Episode, ReturnInterview

SOON, LATE = "return_interview_soon", "return_interview_late"


@every(minutes=5)
def remind() -> int:
    """Tell those who can still do something about it; of how many interviews.

    One that was never warned of and is late already is only said to be late.
    """
    # What somebody is writing at this moment is left alone until the next round.
    locked = _waiting().with_for_update(skip_locked=True, of=ReturnInterview)
    found = session.scalars(locked).unique().all()
    for interview in found:
        _tell(interview)
    return len(found)


def _waiting() -> Select[tuple[ReturnInterview]]:
    """Those of which something is to be told that was not told yet."""
    is_late = Episode.returned_at < now() - WITHIN
    is_soon = Episode.returned_at <= now() - WITHIN + WARN_BEFORE
    late = is_late & ReturnInterview.told_late_at.is_(None)
    soon = is_soon & ReturnInterview.warned_at.is_(None)
    return (
        select(ReturnInterview)
        .join(ReturnInterview.episode)
        .where(
            or_(late, soon),
            ReturnInterview.held_at.is_(None),
            ReturnInterview.form_completed_at.is_(None),
            # A child who said no is not hurried.
            ReturnInterview.answer.is_distinct_from("declined"),
        )
    )


def _tell(interview: ReturnInterview) -> None:
    late = interview.episode.due_at < now()
    interview.warned_at = interview.warned_at or now()
    if late:
        interview.told_late_at = now()
    facts = {
        "due_at": interview.episode.due_at.isoformat(),
        "url": public_address(f"/interviews/{interview.id}"),
    }
    for email in _emails(interview, late):
        post(email, LATE if late else SOON, **facts)


def _emails(interview: ReturnInterview, late: bool) -> list[str]:
    """Whoever listens; the keepers of the register while nobody does, and once it is late."""
    listener = interview.interviewer
    found = [listener.email] if listener is not None and listener.active else []
    if late or not found:
        found += keepers_of(interview.episode.council_code)
    return list(dict.fromkeys(found))


def keepers_of(council_code: str) -> list[str]:
    """The addresses of those who keep this council's register; the duty desk's if nobody does."""
    rows = staff_with(Permission.EPISODES_MANAGE, council_code)
    emails = [account.email for account in session.scalars(rows)]
    return sorted(emails) or [session.get(Council, council_code).duty_email]
