"""Doing an inspection: starting it, the criteria, and handing it to an officer."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Select, String, literal, select

from app.accounts.councils import granted_for, staff_with
from app.accounts.models import Account, RoleGrant
from app.core.addresses import public_address
from app.core.clock import today
from app.core.db import session
from app.core.outbox import post
from app.core.permissions import Permission, roles_with
from surveys.inspections.inspection_models import Criterion, Inspection, InspectionInspector
from surveys.inspections.marks import RATING, WHO, WORDS, require_seen
from surveys.inspections.reworded import same_words
from surveys.inspections.service_models import InspectedService
from surveys.inspections.told_models import InspectionCertificate
from surveys.inspections.visit_models import EvidencePicture, Visit
from surveys.inspections.writing import require_no_alert, write

MOST_CRITERIA = 30


class TooLate(Exception):
    """It is with an officer or with the service, and stays as it is."""


class TooMany(Exception):
    """There are as many of these as one inspection can have."""


class NotFinished(Exception):
    """Something is missing without which it cannot be handed over."""


def inspectors_of(council_code: str) -> Select[tuple[Account]]:
    """The young people who inspect in this council."""
    here = granted_for(literal(council_code, String))
    inspects = RoleGrant.role.in_(roles_with(Permission.INSPECT))
    return (
        select(Account)
        .where(Account.active, Account.grants.any(inspects & here))
        .order_by(Account.display_name, Account.id)
    )


def start_inspection(
    service: InspectedService,
    starts_on: date,
    inspector_ids: Iterable[int],
    beside: Account | None,
    by: Account,
    copied: Inspection | None = None,
) -> Inspection:
    """An inspection of this service by these inspectors and `by`, with the criteria of an earlier
    one if it is said which.
    """
    inspection = Inspection(
        council_code=service.council_code,
        service_id=service.id,
        starts_on=starts_on,
        started_by_id=by.id,
        started_on=today(),
        beside_id=beside.id if beside else None,
    )
    taking_part = dict.fromkeys((by.id, *inspector_ids))
    inspection.inspectors = [InspectionInspector(account_id=one) for one in taking_part]
    session.add(inspection)
    session.flush()
    for criterion in copied.criteria if copied else ():
        add_criterion(inspection, criterion.words, by)
    return inspection


def change_who(
    inspection: Inspection,
    starts_on: date,
    inspector_ids: Iterable[int],
    beside: Account | None,
    by: Account,
    seen: str | None = None,
) -> None:
    """Others take part from now on, and `by` still does. `seen` is the mark of what they had before
    them. Raises TooLate or Outdated.
    """
    require_being_done(inspection)
    people, beside_id = tuple({by.id, *inspector_ids}), beside.id if beside else None
    wanted = {"starts_on": starts_on, "beside_id": beside_id, "inspector_ids": people}
    require_seen(inspection, WHO, seen, **wanted)
    inspection.starts_on, inspection.beside_id = starts_on, beside_id
    there = {one.account_id: one for one in inspection.inspectors}
    inspection.inspectors = [
        there.get(one) or InspectionInspector(account_id=one) for one in sorted(people)
    ]
    session.flush()


def require_being_done(inspection: Inspection) -> None:
    """Raises TooLate once it was handed over."""
    session.refresh(inspection, ["state"], with_for_update=True)
    if inspection.state != "being_done":
        raise TooLate


def next_position(model, inspection: Inspection, most: int) -> int:
    """The place of one more of these. Raises TooMany."""
    rows = select(model.position).where(model.inspection_id == inspection.id)
    taken = session.scalars(rows).all()
    if len(taken) >= most:
        raise TooMany
    return max(taken, default=0) + 1


def already_there(model, inspection: Inspection, **said):
    """The one of these that says just this: what a phone sends twice is written down once."""
    rows = session.scalars(select(model).where(model.inspection_id == inspection.id))
    return next((one for one in rows if all(getattr(one, k) == v for k, v in said.items())), None)


def add_criterion(inspection: Inspection, words: str, by: Account | None = None) -> Criterion:
    """One more thing a good service does; what is there already, in the same words, stays the one.
    Raises TooLate or TooMany.
    """
    require_being_done(inspection)
    there = session.scalars(select(Criterion).where(Criterion.inspection_id == inspection.id))
    same = next((one for one in there if same_words(one.words, words)), None)
    if same is not None:
        return same
    position = next_position(Criterion, inspection, MOST_CRITERIA)
    criterion = Criterion(inspection_id=inspection.id, position=position)
    session.add(criterion)
    write(criterion, by, words=words.strip())
    return criterion


def change_criterion(
    criterion: Criterion, words: str, by: Account | None = None, seen: str | None = None
) -> None:
    """`seen` is the mark of the words they had before them. Raises TooLate or Outdated."""
    require_being_done(criterion.inspection)
    require_seen(criterion, WORDS, seen, words=words.strip())
    write(criterion, by, words=words.strip())


def remove(row) -> None:
    """Take a criterion, a visit, a finding or a recommendation out. Raises TooLate or DutyLooks."""
    require_being_done(row.inspection)
    pictures = select(EvidencePicture).where(EvidencePicture.criterion_id == row.id)
    for one in (row, *session.scalars(pictures)):
        require_no_alert(one)
    session.delete(row)
    session.flush()


def may_be_rated_anew(inspection: Inspection) -> bool:
    """True when the service has it, inspectors looked again, and no certificate was given."""
    looked_again = any(row.revisits for row in inspection.recommendations)
    certificate = select(InspectionCertificate.id).where(
        InspectionCertificate.inspection_id == inspection.id
    )
    return inspection.state == "given" and looked_again and session.scalar(certificate) is None


def rate(
    criterion: Criterion,
    rating: str,
    notes: str,
    by: Account | None = None,
    seen: str | None = None,
) -> None:
    """How it was, a code of RATINGS, and what they saw. Raises TooLate or Outdated.

    After they looked again it can be told anew, until there is a certificate.
    """
    if not may_be_rated_anew(criterion.inspection):
        require_being_done(criterion.inspection)
    require_seen(criterion, RATING, seen, rating=rating, notes=notes)
    criterion.rating = rating
    write(criterion, by, notes=notes)


def take_back(inspection: Inspection) -> None:
    """The inspectors go on with what they handed over. Raises TooLate once the service has it."""
    session.refresh(inspection, ["state"], with_for_update=True)
    if inspection.state == "given":
        raise TooLate
    inspection.state = "being_done"
    session.flush()


def missing_in(inspection: Inspection) -> list[str]:
    """What it needs at least one of before it can be handed over, and has not: codes of PARTS."""
    visits = select(Visit.id).where(Visit.inspection_id == inspection.id).limit(1)
    there = {
        "criteria": bool(inspection.criteria),
        "visits": session.scalar(visits) is not None,
        "findings": bool(inspection.findings),
    }
    return [part for part in there if not there[part]]


def hand_over(inspection: Inspection) -> None:
    """To an officer, who is told by mail; what one asked for before is answered with it. Raises
    TooLate, or NotFinished while something is missing in it.
    """
    require_being_done(inspection)
    if missing_in(inspection):
        raise NotFinished
    inspection.state, inspection.asked_back = "with_officer", None
    session.flush()
    url = public_address(f"/inspections/desk/{inspection.id}")
    officers = staff_with(Permission.INSPECTION_CHECK, inspection.council_code)
    for officer in session.scalars(officers):
        post(officer.email, "inspection_to_check", name=officer.display_name, url=url)
