"""What a young person says themselves with a claim: kept and looked through, or given back."""

from app.core.db import session
from app.offer.claim_holders import who_said_no
from app.offer.claim_models import Claim
from app.safeguarding.services import check_words

SUBJECT = "claim"
"""What alerts on a young person's own sentence are about."""


class OtherWords(Exception):
    """The claim that is there has another sentence, or takes none any more: this one is not kept,
    and whoever wrote it has to be told.
    """


def keep_words(claim: Claim, language: str, text: str) -> None:
    """Keep the sentence with the claim, and look through it for danger like anything they write.

    A page sent twice brings the same sentence twice. Raises OtherWords.
    """
    if claim.words == text:
        return
    if claim.words is not None or claim.state != "open":
        raise OtherWords
    claim.words_language, claim.words = language, text
    session.flush()
    not_shown_to = who_said_no(claim.young_person_id, claim.entitlement_id)
    check_words(SUBJECT, claim.id, [(language, text)], claim.council_code, not_shown_to)
