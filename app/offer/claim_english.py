"""An interpreter's English beside what a young person wrote with a claim. The original is kept."""

from sqlalchemy import Select, exists, select, update

from app.accounts.councils import within
from app.accounts.models import Account
from app.core import audit
from app.core.db import session
from app.core.permissions import Permission
from app.offer.claim_words import SUBJECT
from app.offer.models import Claim
from app.safeguarding.models import Alert

ENGLISH = "en"


class SomebodyWasFirst(Exception):
    """Another interpreter has put this sentence into English meanwhile."""


def to_interpret(account: Account) -> Select[tuple[Claim]]:
    """The claims whose sentence this account may put into English, and nobody has: what is on the
    duty desk first, then what is due first.
    """
    alerted = exists().where(
        Alert.subject_kind == SUBJECT, Alert.subject_id == Claim.id, Alert.closed_on.is_(None)
    )
    return (
        select(Claim)
        .where(
            Claim.words_sealed.is_not(None),
            Claim.words_language != ENGLISH,
            Claim.english_sealed.is_(None),
            within(Claim.council_code, account, Permission.TRANSLATE),
        )
        .order_by(~alerted, Claim.due_on, Claim.id)
    )


def interpret(claim: Claim, account: Account, words: str) -> None:
    """Put the interpreter's words beside the sentence. Raises SomebodyWasFirst."""
    once = (Claim.id == claim.id) & Claim.english_sealed.is_(None)
    sealed = Claim.english.sealed_for(claim.id, words)
    values = {"english_sealed": sealed, "english_by": account.display_name}
    if session.execute(update(Claim).where(once).values(**values)).rowcount != 1:
        raise SomebodyWasFirst
    session.refresh(claim)
    audit.record("interpreted", SUBJECT, claim.id, account)
