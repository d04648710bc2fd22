"""The managers who see to what nobody in a young person's own team could, and who stands in where
a council has none who may.
"""

from sqlalchemy import ColumnElement, exists

from app.accounts.councils import granted_for, staff_with
from app.accounts.models import Account, RoleGrant
from app.core.addresses import public_address
from app.core.db import session
from app.core.outbox import post
from app.core.permissions import Permission, roles_with
from app.offer.claim_holders import holder_of, who_said_no
from app.offer.claim_models import Claim


def overseers(claim: Claim) -> list[Account]:
    """The council's managers who may decide about it: nobody who said no to it."""
    return _managers(claim, claim.council_code)


def _managers(claim: Claim, council_code: str | None) -> list[Account]:
    said_no = who_said_no(claim.young_person_id, claim.entitlement_id)
    rows = staff_with(Permission.CLAIMS_OVERSEE, council_code)
    return list(session.scalars(rows.where(Account.id.not_in(said_no)).order_by(Account.id)))


def stand_in(claim: Claim) -> Account | None:
    """A manager of another council, where this one has none who may decide about it; the one who
    does so already, if there is one. None where the council has its own.
    """
    if overseers(claim):
        return None
    elsewhere = _managers(claim, None)
    return min(elsewhere, key=lambda one: (one.id != claim.held_by_id, one.id), default=None)


def holder_oversees() -> ColumnElement[bool]:
    """True for the claims that are held by a manager of their council."""
    return exists().where(
        RoleGrant.account_id == Claim.held_by_id,
        RoleGrant.role.in_(roles_with(Permission.CLAIMS_OVERSEE)),
        granted_for(Claim.council_code),
        Account.id == RoleGrant.account_id,
        Account.active,
    )


def tell(claim: Claim) -> None:
    """Mail whoever sees to it that something waits: never what it is, or whose."""
    url = public_address("/offer/claims/desk/")
    for account in [claim.held_by] if claim.held_by else overseers(claim):
        post(account.email, "claim_waiting", name=account.display_name, url=url)


def first_holder(claim: Claim) -> Account | None:
    """Who sees to it of those who have a part; a stand-in where no manager could either."""
    kind = "refused" if claim.went_up_on else claim.kind
    return holder_of(claim.young_person, kind, claim.entitlement) or stand_in(claim)
