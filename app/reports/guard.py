"""A frozen report stays as it is: the session refuses to change it, and so does the database.

The database's trigger is in the first migration. Sealing a snapshot afresh under a new key is no
change, so the trigger watches the digest, and the digest the snapshot whenever it is opened.
"""

from sqlalchemy import select

from app.core.db import session
from app.core.kept import keep_for_good
from app.core.reporting import Period
from app.reports.models import Report
from feedback.quotes import tells_what_is_frozen

KEPT = ("council_code", "quarter", "state", "snapshot_sealed", "digest", "frozen_at")
"""What never changes once a report is frozen."""


class AlreadyFrozen(Exception):
    """The report is frozen and stays as it is."""


class FrozenForGood(Exception):
    """Somebody tried to change a frozen report."""


keep_for_good(Report, "frozen", KEPT, FrozenForGood)


@tells_what_is_frozen
def is_frozen(council_code: str, period: Period) -> bool:
    """Whether this report is frozen. While the caller's transaction lasts nobody freezes it."""
    rows = select(Report.state).where(
        Report.council_code == council_code, Report.quarter == period.code
    )
    return session.scalar(rows.with_for_update(read=True)) == "frozen"
