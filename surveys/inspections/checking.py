"""An officer's look before the service sees it: nobody can be recognised in what is told."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.accounts.models import Account
from app.core import audit
from app.core.addresses import public_address
from app.core.clock import add_working_days, today
from app.core.db import session
from app.core.outbox import post
from surveys.inspections.asked import who_answers
from surveys.inspections.certificates import end_earlier
from surveys.inspections.finding_models import Finding, Recommendation
from surveys.inspections.inspection_models import Criterion, Inspection
from surveys.inspections.rewording import Told, reworded_in, tell_as
from surveys.inspections.subjects import inspection_of
from surveys.inspections.visit_models import EvidencePicture

DAYS_TO_ANSWER = 10
"""Working days a service has at least, from the day it is given to them."""


class NotChecked(Exception):
    """Something in it waits for the officer's look."""


class NotSettled(Exception):
    """The inspectors have not said yet whether they agree with other words, or do not agree."""


class NotWithOfficer(Exception):
    """It is not the officer's turn."""


def _require_with_officer(inspection: Inspection) -> None:
    session.refresh(inspection, ["state"], with_for_update=True)
    if inspection.state != "with_officer":
        raise NotWithOfficer


def check(
    row: Finding | Recommendation | EvidencePicture,
    told: str,
    by: Account,
    inside: bool = False,
    seen: str | None = None,
    because: str = "",
) -> None:
    """Nobody can be recognised in `told`, says this officer, and why it says something else than
    the inspectors wrote.

    `seen` is the mark of what they had before them. Raises NotWithOfficer, NoReason or Outdated.
    """
    _require_with_officer(inspection_of(row))
    tell_as(row, told, because, by, seen)
    if isinstance(row, Finding):
        row.inside = inside
    session.flush()


def send_back(inspection: Inspection, why: str, by: Account) -> None:
    """The inspectors go on with it, and read why. Raises NotWithOfficer."""
    _require_with_officer(inspection)
    inspection.state, inspection.asked_back = "being_done", why.strip()
    session.flush()
    audit.record("inspection_sent_back", "inspection", inspection.id, by)


def waiting_in(inspection: Inspection) -> int:
    """How many findings, recommendations and pictures still wait for a look."""
    pictures = select(EvidencePicture.id).join(Criterion)
    unseen = pictures.where(
        Criterion.inspection_id == inspection.id, EvidencePicture.look.is_(None)
    )
    unread = sum(row.checked_on is None for row in _words_of(inspection))
    return unread + len(session.scalars(unseen).all())


def unsettled_in(inspections: list[Inspection]) -> list[Told]:
    """What is told in other words than theirs, while the inspectors have days left to say whether
    they agree, or do not. A picture that is not shown has nothing beside it.
    """
    rows = (row for row in reworded_in(inspections) if not row.is_settled(today()))
    return [row for row in rows if getattr(row, "look", None) != "not_to_show"]


def with_the_inspectors(inspections: list[Inspection]) -> set[int]:
    """The ids of those in which an officer has looked at everything, and the inspectors have days
    left to say whether they agree; in four queries.
    """
    unsettled = unsettled_in([one for one in inspections if one.state == "with_officer"])
    found = {inspection_of(row) for row in unsettled}
    found -= {inspection_of(row) for row in unsettled if row.agreed is False}
    unread = {one.id for one in found if any(row.checked_on is None for row in _words_of(one))}
    pictures = select(Criterion.inspection_id).join(EvidencePicture)
    ids = [one.id for one in found]
    unseen = pictures.where(Criterion.inspection_id.in_(ids), EvidencePicture.look.is_(None))
    return set(ids) - unread - set(session.scalars(unseen))


def _words_of(inspection: Inspection) -> list[Finding | Recommendation]:
    return [*inspection.findings, *inspection.recommendations]


def earliest_answer() -> date:
    """The first day by which a service can be asked to answer what is given to it today."""
    return add_working_days(today(), DAYS_TO_ANSWER)


def give(inspection: Inspection, by: Account) -> None:
    """The service has it, and whoever answers is told by mail. A certificate of an earlier
    inspection ends with it.

    Nobody has less than DAYS_TO_ANSWER for an answer, however long the look took. Raises
    NotWithOfficer, NotChecked or NotSettled.
    """
    _require_with_officer(inspection)
    if waiting_in(inspection):
        raise NotChecked
    if unsettled_in([inspection]):
        raise NotSettled
    inspection.state, inspection.given_on, inspection.given_by_id = "given", today(), by.id
    inspection.asked_back = None
    earliest = earliest_answer()
    for row in inspection.recommendations:
        row.due_on = max(row.due_on, earliest)
    end_earlier(inspection)
    session.flush()
    audit.record("inspection_given", "inspection", inspection.id, by)
    url = public_address(f"/inspections/answers/about/{inspection.id}")
    for account in who_answers(inspection, inspection.recommendations):
        post(account.email, "inspection_given", name=account.display_name, url=url)


def inspections_for(account: Account) -> list[Inspection]:
    """All this officer sees, the newest first; constant queries."""
    rows = Inspection.checked_by(account).options(
        selectinload(Inspection.recommendations), selectinload(Inspection.findings)
    )
    return list(session.scalars(rows.order_by(Inspection.started_on.desc(), Inspection.id)))
