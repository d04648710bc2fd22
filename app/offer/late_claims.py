"""What young people asked for and nobody sees to in time: it goes to a manager."""

from sqlalchemy import ColumnElement, and_, or_, select

from app.core.clock import today
from app.core.db import session
from app.offer.claim_models import Claim
from app.offer.claim_overseers import first_holder, holder_oversees, stand_in, tell
from app.offer.claims import works_with


def see_to_the_late() -> int:
    """Give what a worker can no longer see to, to whoever has the part now; and take to a manager
    what is late. How many claims moved.

    What a manager does not answer in time either goes on to all of them, once.
    """
    held = Claim.held_by_id.is_not(None)
    orphaned = and_(held, ~works_with(Claim.held_by_id), ~holder_oversees())
    # What somebody is answering at this moment is left alone until the next round.
    waiting = select(Claim).where(Claim.state == "open", or_(_late(), orphaned, ~held))
    found = session.scalars(waiting.with_for_update(skip_locked=True, of=Claim)).all()
    moved = [claim for claim in found if _move(claim)]
    for claim in moved:
        tell(claim)
    session.flush()
    return len(moved)


def _late() -> ColumnElement[bool]:
    """True for what is late and has not gone up since the day by which it was to be answered."""
    not_up = or_(Claim.went_up_on.is_(None), Claim.went_up_on <= Claim.due_on)
    return and_(Claim.due_on < today(), not_up)


def _move(claim: Claim) -> bool:
    """Find who sees to it from now on. True if somebody has to be told."""
    before, up = claim.held_by, claim.went_up_on
    late = claim.due_on < today() and (up is None or up <= claim.due_on)
    if late:
        claim.went_up_on = today()
    if before is None or (late and up):
        claim.held_by = stand_in(claim)
    else:
        claim.held_by = first_holder(claim)
    return late or claim.held_by is not before
