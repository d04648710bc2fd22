"""What young people ask for from the offer: who sees to it, by when, and what came of it.

*I'd like this* goes to the worker whose part it is. *I asked and didn't get it* goes past that
worker to a manager. What nobody settles by the day that was promised goes to a manager too.
"""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true, update
from sqlalchemy.orm import aliased

from app.accounts.councils import within
from app.accounts.models import Account
from app.core import audit
from app.core.alone import alone
from app.core.clock import today
from app.core.crypto import keyed_hash
from app.core.db import session
from app.core.permissions import Permission
from app.offer.claim_holders import due_day
from app.offer.claim_models import AskedBefore, Claim
from app.offer.claim_overseers import first_holder, tell
from app.offer.claim_words import SUBJECT, keep_words
from app.offer.models import Entitlement
from app.people.models import Assignment, YoungPerson

ANSWERED = ("got", "not_got")


class NotYet(Exception):
    """The line is only announced, or is not for asking any more."""


class AlreadySettled(Exception):
    """Somebody has said what came of this claim."""


def claim_line(
    line: Entitlement,
    young_person: YoungPerson,
    kind: str,
    once: str = "",
    words: tuple[str, str] | None = None,
    asked_id: int | None = None,
) -> Claim:
    """A young person's claim on this line; the open one there is already, if there is one.

    `once` comes from the page, so that one tap sent twice is one claim. `words` are the language
    and the text of what they say about it themselves; `asked_id` is the account of the adult they
    asked before. Raises NotYet, and OtherWords for a sentence that cannot be kept with the claim
    there is.
    """
    if line.strength == "announced" or line.withdrawn_on is not None:
        raise NotYet
    tapped = keyed_hash(f"claim-{young_person.id}", once) if once else None
    # One at a time for each young person, so that two pages sent at once make one claim.
    alone(young_person)
    claim = _claim_there(line, young_person, kind, tapped)
    is_new = claim is None
    if is_new:
        claim = _start(line, young_person, kind, tapped, asked_id)
    if words is not None:
        keep_words(claim, *words)
    if is_new:
        tell(claim)
    return claim


def _start(
    line: Entitlement,
    young_person: YoungPerson,
    kind: str,
    tapped: bytes | None,
    asked_id: int | None,
) -> Claim:
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
    session.add(claim)
    session.flush()
    if asked_id is not None:
        session.add(AskedBefore(claim_id=claim.id, account_id=asked_id))
        session.flush()
    claim.held_by = first_holder(claim)
    session.flush()
    return claim


def open_claim(line: Entitlement, young_person: YoungPerson, kind: str) -> Claim | None:
    """What they have asked for already and nobody has answered yet."""
    return _claim_there(line, young_person, kind, None)


def _claim_there(
    line: Entitlement, young_person: YoungPerson, kind: str, tapped: bytes | None
) -> Claim | None:
    still_open = and_(
        Claim.entitlement_id == line.id,
        Claim.young_person_id == young_person.id,
        Claim.kind == kind,
        Claim.state == "open",
    )
    same_tap = Claim.once_hash == tapped if tapped else false()
    return session.scalars(select(Claim).where(or_(still_open, same_tap)).limit(1)).first()


def visible_to(account: Account) -> Select[tuple[Claim]]:
    """The claims this account may see: one's own; those one sees to, while one works with the
    young person or is a manager; and a manager's council's.
    """
    rows = select(Claim)
    if account.is_young_person:
        return rows.join(YoungPerson).where(YoungPerson.account_id == account.id)
    # A manager may see to what nobody in another council may decide about.
    may_hold = true() if account.may(Permission.CLAIMS_OVERSEE) else works_with(account.id)
    mine = and_(Claim.held_by_id == account.id, may_hold)
    overseen = within(Claim.council_code, account, Permission.CLAIMS_OVERSEE)
    return rows.where(or_(mine, and_(overseen, ~_is_complaint_about(account.id))))


def works_with(account_id) -> ColumnElement[bool]:
    """True for the claims of those this account works with today, while it is open."""
    return exists().where(
        Assignment.worker_id == account_id,
        Assignment.young_person_id == Claim.young_person_id,
        Assignment.is_current(),
        Account.id == Assignment.worker_id,
        Account.active,
    )


def _is_complaint_about(account_id: int) -> ColumnElement[bool]:
    """True for what was refused by this very account: somebody else decides about it."""
    earlier = aliased(Claim)
    said_no = and_(
        earlier.state == "not_got", earlier.held_by_id == account_id, earlier.id != Claim.id
    )
    asked = exists().where(AskedBefore.claim_id == earlier.id, AskedBefore.account_id == account_id)
    return (Claim.kind == "refused") & exists().where(
        earlier.young_person_id == Claim.young_person_id,
        earlier.entitlement_id == Claim.entitlement_id,
        or_(said_no, asked),
    )


def settle(claim: Claim, account: Account, state: str, reason: str) -> None:
    """Say what came of it: `got` or `not_got`, with a reason the young person reads.

    Raises AlreadySettled; in one conditional update, so that of two adults one is told.
    """
    values = {"state": state, "reason": reason, "settled_on": today(), "seen_on": None}
    _close(claim, **values, held_by_id=account.id)
    audit.record(f"claim_{state}", "claim", claim.id, account)


def be_on_it(claim: Claim, account: Account, by: date, words: str) -> None:
    """Say that somebody is on it and names another day: once, so that no claim is put off for ever.

    Raises AlreadySettled when it was settled, or put off already.
    """
    once = (Claim.id == claim.id) & (Claim.state == "open") & Claim.on_it_since.is_(None)
    values = {"held_by_id": account.id, "on_it_since": today(), "due_on": by, "reason": words}
    if session.execute(update(Claim).where(once).values(**values, seen_on=None)).rowcount != 1:
        raise AlreadySettled
    session.refresh(claim)
    audit.record("claim_on_it", SUBJECT, claim.id, account)


def withdraw(claim: Claim) -> None:
    """The young person does not want it any more. Raises AlreadySettled."""
    _close(claim, state="withdrawn", settled_on=today())


def _close(claim: Claim, **values) -> None:
    still_open = (Claim.id == claim.id) & (Claim.state == "open")
    if session.execute(update(Claim).where(still_open).values(**values)).rowcount != 1:
        raise AlreadySettled
    session.refresh(claim)
