"""How many young people there were to hear in a report's quarter."""

from collections.abc import Mapping

from sqlalchemy import select

from app.accounts.models import Account
from app.core import audit
from app.core.db import session
from app.reports.guard import AlreadyFrozen
from app.reports.models import GROUPS, Population, Report


def population_of(report: Report) -> dict[str, int]:
    """How many young people there were, by group, as far as an officer has said."""
    return {group: row.count for group, row in _given(report).items()}


def _given(report: Report) -> dict[str, Population]:
    rows = select(Population).where(
        Population.council_code == report.council_code, Population.quarter == report.quarter
    )
    return {row.group: row for row in session.scalars(rows)}


def give_population(report: Report, counts: Mapping[str, int | None], account: Account) -> None:
    """Write down how many young people there were; None takes a figure away.

    Raises AlreadyFrozen.
    """
    if report.state == "frozen":
        raise AlreadyFrozen
    known = _given(report)
    for group in GROUPS:
        count, row = counts.get(group), known.get(group)
        if count is None and row is not None:
            session.delete(row)
        elif count is not None and row is not None:
            row.count, row.given_by_name = count, account.display_name
        elif count is not None:
            session.add(
                Population(
                    council_code=report.council_code,
                    quarter=report.quarter,
                    group=group,
                    count=count,
                    given_by_name=account.display_name,
                )
            )
    session.flush()
    audit.record("gave population", "report", report.id, account)
