"""An interpreter's English beside what a young person wrote with a claim. The original is kept."""

from typing import Any

from sqlalchemy import Select, select

from app.accounts.councils import within
from app.accounts.models import Account
from app.core.i18n import _l
from app.core.interpreting import InTheRow, Waiting
from app.core.languages import ENGLISH
from app.core.permissions import Permission
from app.offer.claim_models import Claim
from app.offer.claim_words import SUBJECT
from app.safeguarding.open_alerts import is_alerted


class Sentences(InTheRow):
    """What is on the duty desk first, then what is due first."""

    code = "claim"
    model = Claim
    trail = SUBJECT

    def texts(self, account: Account) -> Select:
        alerted = is_alerted(SUBJECT, Claim.id)
        return (
            select(Claim, alerted)
            .where(
                Claim.words_sealed.is_not(None),
                Claim.words_language != str(ENGLISH),
                within(Claim.council_code, account, Permission.TRANSLATE),
            )
            .order_by(~alerted, Claim.due_on, Claim.id)
        )

    def waiting(self, claim: Claim, alerted: Any) -> Waiting:
        return Waiting(
            kind=self.code,
            what=_l("What a young person asked for"),
            text=claim,
            said_on=claim.made_on,
            language=claim.words_language,
            done=self.done(claim),
            alerted=bool(alerted),
            due_on=claim.due_on,
        )
