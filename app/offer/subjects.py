"""What the duty desk is shown of a claim whose sentence reads like a worry."""

from markupsafe import escape

from app.core.db import session
from app.core.i18n import gettext
from app.offer.claim_models import Claim
from app.offer.claims import SUBJECT
from app.offer.words import said
from app.safeguarding.subjects import SUBJECTS, Subject


def register() -> None:
    """Let alerts on claims be opened."""
    SUBJECTS[SUBJECT] = claim_subject


def claim_subject(claim_id: int) -> Subject | None:
    """What was asked for and the sentence with it; None when the claim is gone."""
    claim = session.get(Claim, claim_id)
    if claim is None:
        return None
    line = said(claim.entitlement.content["title"]).text
    texts = [escape(words) for words in (claim.words or "", claim.english) if words is not None]
    return Subject(
        title=gettext("Asked for something in the Local Offer"),
        words=[(line, texts)],
        who=claim.young_person.known_as or "",
        young_person_id=claim.young_person_id,
        language=claim.words_language or "en",
        trail=(SUBJECT, claim.id),
    )
