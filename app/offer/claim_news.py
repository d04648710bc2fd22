"""What is new for a young person on what they asked for: an answer, or that somebody is on it."""

from collections.abc import Iterable

from sqlalchemy import func, or_

from app.accounts.models import Account
from app.core.clock import today
from app.core.db import session
from app.offer.claim_models import Claim
from app.offer.claims import ANSWERED, visible_to


def news_of(account: Account) -> int:
    """On how many of their claims this young person has not read what was last said."""
    answered = or_(Claim.state.in_(ANSWERED), Claim.on_it_since.is_not(None))
    rows = visible_to(account).with_only_columns(func.count())
    return session.scalar(rows.where(answered, Claim.state != "withdrawn", Claim.seen_on.is_(None)))


def is_new(claim: Claim) -> bool:
    """Whether an adult said something on it that the young person has not read."""
    said = claim.state in ANSWERED or (claim.state == "open" and claim.on_it_since is not None)
    return said and claim.seen_on is None


def see(claims: Iterable[Claim]) -> bool:
    """The young person reads these now; whether anything of it was new."""
    unread = [claim for claim in claims if is_new(claim)]
    for claim in unread:
        claim.seen_on = today()
    return bool(unread)
