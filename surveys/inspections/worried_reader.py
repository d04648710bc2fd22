"""An officer who reads what inspectors wrote is worried: the duty desk is told at once."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.accounts.models import Account
from app.core import audit
from app.core.db import session
from app.safeguarding.open_alerts import with_the_desk
from app.safeguarding.services import raise_alert
from surveys.inspections import visiting
from surveys.inspections.inspection_models import Criterion, Inspection
from surveys.inspections.subjects import KINDS
from surveys.inspections.visit_models import EvidencePicture


@dataclass(frozen=True)
class Text:
    """One thing they wrote: `kind` is one of subjects.KINDS."""

    kind: str
    row_id: int
    words: str
    on: date | None = None
    """The day of a visit."""

    @property
    def code(self) -> str:
        """What stands for it in a form."""
        return f"{self.kind}-{self.row_id}"


def texts_of(inspection: Inspection) -> list[Text]:
    """All there is to read in it: notes of visits first, then criteria, pictures, findings and
    advice, with what they say to what an officer changed.
    """
    been = visiting.visits_of(inspection)
    visits = [Text("inspection_visit", one.id, one.notes, one.on) for one in been]
    criteria = [
        Text("inspection_rating", one.id, _together(one.words, one.notes))
        for one in inspection.criteria
    ]
    rows = select(EvidencePicture).join(Criterion).where(Criterion.inspection_id == inspection.id)
    told = {
        "inspection_picture": session.scalars(rows.order_by(Criterion.position)),
        "inspection_finding": inspection.findings,
        "inspection_advice": inspection.recommendations,
    }
    others = [
        Text(kind, one.id, _together(one.as_written, one.objection))
        for kind, found in told.items()
        for one in found
    ]
    return [one for one in (*visits, *criteria, *others) if one.words]


def known_at_desk(inspection: Inspection, account: Account) -> dict[int, bool]:
    """What of it the duty desk has (True) or had, by the id of what was written."""
    texts = texts_of(inspection)
    return with_the_desk(KINDS, [one.row_id for one in texts], account)


def _together(*words: str | None) -> str:
    return "\n".join(filter(None, words))


def tell_duty_desk(inspection: Inspection, text: Text, by: Account) -> None:
    """Put it on the duty desk as urgent; whoever answers for the service is not told. An alert that
    is open on it already stays the one, and is looked at again.
    """
    raise_alert(
        text.kind,
        text.row_id,
        level="red",
        source="reader",
        council_code=inspection.council_code,
        excluded_account_ids=inspection.kept_from,
    )
    session.flush()
    audit.record("raised_alert", text.kind, text.row_id, by)
