"""The visits of an inspection: when they went, who was there, and what they saw."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.accounts.models import Account
from app.core.db import session
from surveys.inspections.doing import TooMany, already_there, require_being_done
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.marks import VISIT, require_seen
from surveys.inspections.visit_models import Visit, VisitInspector
from surveys.inspections.writing import write

MOST_VISITS = 50


@dataclass(frozen=True)
class Told:
    """A visit as it is written down; `people` are account ids."""

    kind: str
    on: date
    people: tuple[int, ...]
    notes: str


def add_visit(inspection: Inspection, told: Told, by: Account) -> Visit:
    """A visit of those inspectors who take part. Raises TooLate or TooMany."""
    require_being_done(inspection)
    same = {"kind": told.kind, "on": told.on, "notes": told.notes}
    if row := already_there(Visit, inspection, **same, people_ids=tuple(sorted(told.people))):
        return row
    there = select(Visit.id).where(Visit.inspection_id == inspection.id)
    if len(session.scalars(there).all()) >= MOST_VISITS:
        raise TooMany
    visit = Visit(inspection_id=inspection.id, kind=told.kind, on=told.on)
    session.add(visit)
    _write(visit, told, by)
    return visit


def change_visit(
    visit: Visit, told: Told, by: Account | None = None, seen: str | None = None
) -> None:
    """`seen` is the mark of the visit they had before them. Raises TooLate or Outdated."""
    require_being_done(visit.inspection)
    wanted = {"kind": told.kind, "on": told.on, "people_ids": told.people, "notes": told.notes}
    require_seen(visit, VISIT, seen, **wanted)
    visit.kind, visit.on = told.kind, told.on
    _write(visit, told, by)


def _write(visit: Visit, told: Told, by: Account | None) -> None:
    write(visit, by, notes=told.notes)
    session.flush()
    there = {one.account_id: one for one in visit.people}
    visit.people = [there.get(one) or VisitInspector(account_id=one) for one in told.people]


def visits_of(inspection: Inspection) -> list[Visit]:
    """Oldest first."""
    rows = select(Visit).where(Visit.inspection_id == inspection.id)
    return list(session.scalars(rows.order_by(Visit.on, Visit.id)))
