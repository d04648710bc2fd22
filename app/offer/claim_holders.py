"""Who sees to what a young person asks for from the offer, and by which day."""

from datetime import date

from sqlalchemy import select

from app.accounts.models import Account, Council
from app.core.clock import add_working_days, today
from app.core.db import session
from app.core.permissions import Permission
from app.offer.claim_models import AskedBefore, Claim
from app.offer.models import Entitlement
from app.people.models import Assignment, YoungPerson
from app.people.teams import case_team

HOLDERS = {
    "wanted": ("personal_adviser", "social_worker", "team_manager"),
    "refused": ("team_manager",),
}
"""Whose part it is to see to a claim of each kind: the first of these that somebody has."""


def due_day(council_code: str) -> date:
    """The day by which somebody answers a claim made today: the council's own promise."""
    return add_working_days(today(), session.get(Council, council_code).reply_days)


def holder_of(young_person: YoungPerson, kind: str, line: Entitlement) -> Account | None:
    """The adult who sees to a claim of this kind; None when nobody has a part that could, and the
    council's managers do. Never somebody who said no to it.
    """
    rows = (
        select(Assignment)
        .join(Account, Account.id == Assignment.worker_id)
        .where(
            Assignment.young_person_id == young_person.id,
            Assignment.part.in_(HOLDERS[kind]),
            Assignment.is_current(),
            Account.active,
        )
    )
    said_no = who_said_no(young_person.id, line.id) if kind == "refused" else set()
    held = sorted(
        (
            row
            for row in session.scalars(rows)
            if row.worker.may(Permission.CLAIMS) and row.worker_id not in said_no
        ),
        key=lambda row: (HOLDERS[kind].index(row.part), row.starts_on, row.id),
    )
    return held[0].worker if held else None


def part_of(holder: Account, young_person: YoungPerson) -> str:
    """What this adult is to the young person: the code of the part they have today."""
    rows = select(Assignment.part).where(
        Assignment.worker_id == holder.id,
        Assignment.young_person_id == young_person.id,
        Assignment.is_current(),
    )
    parts = [part for some in HOLDERS.values() for part in some]
    return min(session.scalars(rows), key=lambda one: parts.index(one) if one in parts else 99)


def may_have_said_no(young_person: YoungPerson) -> list[Assignment]:
    """Those who work with them and see to claims: one of them may be whom they asked before."""
    return [one for one in case_team(young_person) if one.worker.may(Permission.CLAIMS)]


def who_said_no(young_person_id: int, entitlement_id: int) -> set[int]:
    """Those who told this young person that they cannot have this line: here, or before they came
    here, as far as they have said whom they asked.
    """
    about = (Claim.young_person_id == young_person_id, Claim.entitlement_id == entitlement_id)
    here = select(Claim.held_by_id).where(*about, Claim.state == "not_got")
    before = select(AskedBefore.account_id).join(Claim, Claim.id == AskedBefore.claim_id)
    return set(session.scalars(here.union(before.where(*about)))) - {None}
