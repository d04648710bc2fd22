"""A frozen report stays as it is: the session refuses to change it, and so does the database.

The database's trigger is in the first migration. Sealing a snapshot afresh under a new key is no
change, so the trigger watches the digest, and the digest the snapshot whenever it is opened.
"""

from sqlalchemy import event, inspect
from sqlalchemy.orm import Mapper

from app.reports.models import Report

KEPT = ("council_code", "quarter", "state", "snapshot_sealed", "digest", "frozen_at")
"""What never changes once a report is frozen."""


class AlreadyFrozen(Exception):
    """The report is frozen and stays as it is."""


class FrozenForGood(Exception):
    """Somebody tried to change a frozen report."""


@event.listens_for(Report, "before_update")
def _refuse_to_change(_mapper: Mapper, _connection, report: Report) -> None:
    was = inspect(report).attrs.state.history
    state = was.deleted[0] if was.deleted else report.state
    changed = any(inspect(report).attrs[name].history.has_changes() for name in KEPT)
    if state == "frozen" and changed:
        raise FrozenForGood


@event.listens_for(Report, "before_delete")
def _refuse_to_delete(_mapper: Mapper, _connection, report: Report) -> None:
    if report.state == "frozen":
        raise FrozenForGood
