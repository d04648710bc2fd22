"""How many young people there were to hear in a report's quarter."""

from collections.abc import Collection, Mapping

from sqlalchemy import func, select

from app.accounts.models import Account
from app.core import audit
from app.core.db import session
from app.core.population import finds_population
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


@finds_population
def newest_population(council_code: str, groups: Collection[str]) -> int | None:
    """How many there were in these groups together in the newest quarter for which an officer has
    said it of every one of them; None if there is none.
    """
    rows = (
        select(Population.quarter, func.sum(Population.count))
        .where(Population.council_code == council_code, Population.group.in_(groups))
        .group_by(Population.quarter)
        .having(func.count() == len(set(groups)))
        .order_by(Population.quarter.desc())
        .limit(1)
    )
    found = session.execute(rows).first()
    return int(found[1]) if found else None
