"""An officer's look at what a service answered, before everybody and the board read its words.

The inspectors have an answer at once, and it is in time from the day on which it was given.
"""

from app.accounts.councils import staff_with
from app.accounts.models import Account
from app.core import audit
from app.core.addresses import public_address
from app.core.clock import today
from app.core.db import session
from app.core.outbox import post
from app.core.permissions import Permission
from surveys.inspections.asked import who_answers
from surveys.inspections.finding_models import Recommendation
from surveys.inspections.marks import ANSWER_LOOK, require_seen


class NoAnswer(Exception):
    """There is none to look at."""


def ask_for_a_look(row: Recommendation) -> None:
    """The officers are told by mail that an answer waits."""
    url = public_address(f"/inspections/desk/{row.inspection_id}")
    council = row.inspection.council_code
    for officer in session.scalars(staff_with(Permission.INSPECTION_CHECK, council)):
        post(officer.email, "answer_to_check", name=officer.display_name, url=url)


def look_at_answer(
    row: Recommendation, by: Account, seen: str | None = None, held: str = ""
) -> None:
    """Everybody may read it; or not, if it is said why it is `held`, and whoever answers is told.

    `seen` is the mark of the answer they had before them, with what an officer said of it. Raises
    NoAnswer or Outdated.
    """
    held = held.strip()
    require_seen(row, ANSWER_LOOK, seen, answer_looked_on=today(), answer_held=held)
    if row.answer is None:
        raise NoAnswer
    row.answer_looked_on, row.answer_held = today(), held or None
    session.flush()
    audit.record("answer_looked_at", row.__tablename__, row.id, by, note="held" if held else "fine")
    if held and row.outcome is None:
        url = public_address(f"/inspections/answers/{row.id}")
        for account in who_answers(row.inspection, [row]):
            post(account.email, "answer_held", name=account.display_name, url=url)
