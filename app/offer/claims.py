"""What young people ask for from the offer: who sees to it, by when, and what came of it.

*I'd like this* goes to the worker whose part it is. *I asked and didn't get it* goes past that
worker to a manager. What nobody settles by the day that was promised goes to a manager too.
"""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, literal, or_, select, update
from sqlalchemy.exc import IntegrityError

from app.accounts.councils import granted_for, within
from app.accounts.models import Account, Council, RoleGrant
from app.core import audit
from app.core.addresses import public_address
from app.core.clock import add_working_days, today
from app.core.crypto import keyed_hash
from app.core.db import session
from app.core.outbox import post
from app.core.periodic import every
from app.core.permissions import GRANTS, Permission
from app.offer.models import Claim, Entitlement
from app.people.models import Assignment, YoungPerson

HOLDERS = {
    "wanted": ("personal_adviser", "social_worker", "team_manager"),
    "refused": ("team_manager",),
}
"""Whose part it is to see to a claim of each kind: the first of these that somebody has."""

OVERSEEING = [role for role, granted in GRANTS.items() if Permission.CLAIMS_OVERSEE in granted]


class NotYet(Exception):
    """The line is only announced, or is not for asking any more."""


class AlreadySettled(Exception):
    """Somebody has said what came of this claim."""


def claim_line(line: Entitlement, young_person: YoungPerson, kind: str, once: str = "") -> Claim:
    """A young person's claim on this line; the open one there is already, if there is one.

    `once` comes from the page, so that one tap sent twice is one claim. Raises NotYet.
    """
    if line.strength == "announced" or line.withdrawn_on is not None:
        raise NotYet
    tapped = keyed_hash(f"claim-{young_person.id}", once) if once else None
    there = _claim_there(line, young_person, kind, tapped)
    if there is not None:
        return there
    claim = Claim(
        entitlement_id=line.id,
        young_person_id=young_person.id,
        council_code=young_person.council_code,
        kind=kind,
        once_hash=tapped,
        made_on=today(),
        due_on=due_day(young_person.council_code),
        went_up_on=today() if kind == "refused" else None,
    )
    claim.entitlement, claim.young_person = line, young_person
    claim.held_by = holder_of(young_person, kind)
    try:
        with session.begin_nested():
            session.add(claim)
    except IntegrityError:
        # The same tap came in twice at the same moment: the first one made it.
        return session.scalars(select(Claim).where(Claim.once_hash == tapped)).one()
    tell(claim)
    return claim


def _claim_there(
    line: Entitlement, young_person: YoungPerson, kind: str, tapped: bytes | None
) -> Claim | None:
    still_open = and_(
        Claim.entitlement_id == line.id,
        Claim.young_person_id == young_person.id,
        Claim.kind == kind,
        Claim.state == "open",
    )
    same_tap = Claim.once_hash == tapped if tapped else False
    return session.scalars(select(Claim).where(or_(still_open, same_tap)).limit(1)).first()


def due_day(council_code: str) -> date:
    """The day by which somebody answers a claim made today: the council's own promise."""
    return add_working_days(today(), session.get(Council, council_code).reply_days)


def holder_of(young_person: YoungPerson, kind: str) -> Account | None:
    """The adult who sees to a claim of this kind; None when nobody has a part that could, and the
    council's managers do.
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
    held = sorted(
        (row for row in session.scalars(rows) if row.worker.may(Permission.CLAIMS)),
        key=lambda row: (HOLDERS[kind].index(row.part), row.starts_on, row.id),
    )
    return held[0].worker if held else None


def visible_to(account: Account) -> Select[tuple[Claim]]:
    """The claims this account may see: one's own; those one sees to, while one works with the
    young person; and a manager's council's.
    """
    rows = select(Claim)
    if account.is_young_person:
        return rows.join(YoungPerson).where(YoungPerson.account_id == account.id)
    mine = and_(Claim.held_by_id == account.id, _works_with(account.id))
    return rows.where(or_(mine, within(Claim.council_code, account, Permission.CLAIMS_OVERSEE)))


def _works_with(account_id) -> ColumnElement[bool]:
    return exists().where(
        Assignment.worker_id == account_id,
        Assignment.young_person_id == Claim.young_person_id,
        Assignment.is_current(),
    )


def settle(claim: Claim, account: Account, state: str, reason: str) -> None:
    """Say what came of it: `got` or `not_got`, with a reason the young person reads.

    Raises AlreadySettled; in one conditional update, so that of two adults one is told.
    """
    values = {"state": state, "reason": reason, "settled_on": today()}
    _close(claim, **values, held_by_id=account.id)
    audit.record(f"claim_{state}", "claim", claim.id, account)


def withdraw(claim: Claim) -> None:
    """The young person does not want it any more. Raises AlreadySettled."""
    _close(claim, state="withdrawn", settled_on=today())


def _close(claim: Claim, **values) -> None:
    still_open = (Claim.id == claim.id) & (Claim.state == "open")
    if session.execute(update(Claim).where(still_open).values(**values)).rowcount != 1:
        raise AlreadySettled
    session.refresh(claim)


@every(hours=1)
def see_to_the_late() -> int:
    """Give what a worker can no longer see to, to whoever has the part now; and take to a manager
    what is late. How many claims moved.
    """
    waiting = select(Claim).where(Claim.state == "open")
    orphaned = waiting.where(Claim.held_by_id.is_not(None), ~_works_with(Claim.held_by_id))
    late = waiting.where(Claim.due_on < today(), Claim.went_up_on.is_(None))
    moved = 0
    for claim in session.scalars(orphaned).all():
        kind = "refused" if claim.went_up_on else claim.kind
        claim.held_by = holder_of(claim.young_person, kind)
        tell(claim)
        moved += 1
    for claim in session.scalars(late).all():
        claim.went_up_on = today()
        claim.held_by = holder_of(claim.young_person, "refused")
        tell(claim)
        moved += 1
    session.flush()
    return moved


def tell(claim: Claim) -> None:
    """Mail whoever sees to it that something waits: never what it is, or whose."""
    url = public_address("/offer/claims/desk/")
    for account in [claim.held_by] if claim.held_by else overseers(claim.council_code):
        post(account.email, "claim_waiting", name=account.display_name, url=url)


def overseers(council_code: str) -> list[Account]:
    """The managers who see to what nobody in a young person's own team could."""
    overseeing = Account.grants.any(
        RoleGrant.role.in_(OVERSEEING) & granted_for(literal(council_code))
    )
    rows = select(Account).where(Account.kind == "staff", Account.active, overseeing)
    return list(session.scalars(rows.order_by(Account.id)))
