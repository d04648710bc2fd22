"""The demo's missing children: invented, and telling what was once true here. Forms were completed
for nearly all, while fewer and fewer children took part.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from app.accounts.models import Account
from app.core.clock import today
from app.core.db import session
from app.core.reporting import Period
from app.demo import cast
from app.demo.missing_now import this_week
from app.demo.missing_then import Quarter
from app.interviews.models import Interviewer
from app.people.models import YoungPerson

TOOK_PART = (0.71, 0.62)
"""Of the episodes of the last quarter but one, and of the last: down, as it was in 2022–23."""


def children_who_were_missing(
    own: Sequence[YoungPerson],
    others: Sequence[YoungPerson],
    staff: Mapping[str, Account],
    this_quarter: Period,
) -> None:
    """Two quarters that are over, in both councils, and this week: `own` are those who sign in."""
    listener = staff["interviewer"]
    session.add(
        Interviewer(
            account_id=listener.id,
            employer=cast.LISTENS_FOR,
            provider_type="commissioned_independent",
            declared_on=today() - timedelta(days=300),
        )
    )
    in_care = [person for person in others if person.care_status == "in_care"]
    last = this_quarter.previous
    for period, took_part in zip((last.previous, last), TOOK_PART, strict=True):
        Quarter(period, took_part, staff).tell_of(in_care)
    this_week(own, in_care, staff)
