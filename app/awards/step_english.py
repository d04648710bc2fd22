"""Carers' stories in other languages: what interpreters are shown, and the English they put beside.

A step is no answer on the engine of forms, so that the English stands in its own row. The story is
always kept as it was written.
"""

from typing import Any

from sqlalchemy import Select

from app.accounts.councils import within
from app.accounts.models import Account
from app.awards.carer_steps import SUBJECT
from app.awards.models import SmallStep
from app.core.i18n import _l
from app.core.interpreting import InTheRow, Waiting
from app.core.languages import ENGLISH
from app.core.permissions import Permission
from app.safeguarding.open_alerts import is_alerted


class Stories(InTheRow):
    """Those in another language that nobody has put aside or written down as they may be told;
    what is on the duty desk first, then the oldest.
    """

    code = "step"
    model = SmallStep
    trail = SUBJECT

    def texts(self, account: Account) -> Select:
        alerted = is_alerted(SUBJECT, SmallStep.id)
        return (
            SmallStep.foreign()
            .where(within(SmallStep.council_code, account, Permission.TRANSLATE))
            .add_columns(alerted)
            .order_by(~alerted, SmallStep.offered_on, SmallStep.id)
        )

    def waiting(self, step: SmallStep, alerted: Any) -> Waiting:
        return Waiting(
            kind=self.code,
            what=_l("A carer’s story"),
            text=step,
            said_on=step.offered_on,
            language=step.language,
            done=self.done(step),
            alerted=bool(alerted),
            stands_as="story",
        )


def waits_for_english(step: SmallStep) -> bool:
    """True for a story in another language that no interpreter has put into English and that nobody
    has written down as it may be told.
    """
    foreign = step.by_link and step.language != str(ENGLISH) and step.checked_on is None
    return foreign and step.held != "put_aside" and step.english is None
