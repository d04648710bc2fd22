"""What inspectors tap goes to the duty desk as urgent, at once."""

from app.accounts.models import Account
from app.core.clock import today
from app.core.db import session
from app.safeguarding.services import raise_alert
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.told_models import InspectorsWorry

WORRY = "inspectors_worry"
"""What an alert on a tap is about."""


def tell_duty_desk(
    by: Account, inspection: Inspection | None, council: str | None
) -> InspectorsWorry:
    """One tap: the duty desk of this council is told, or every one when it is not known. The worry,
    to which words can be added.
    """
    worry = InspectorsWorry(
        inspection_id=inspection.id if inspection else None,
        council_code=inspection.council_code if inspection else council,
        said_by_id=by.id,
        said_on=today(),
    )
    session.add(worry)
    session.flush()
    _alert(worry)
    return worry


def say_more(worry: InspectorsWorry, words: str) -> None:
    """Words to a tap; the alert there is on it stays, or a new one is raised if it was closed."""
    said = (worry.words or "", words.strip())
    worry.words = "\n\n".join(part for part in said if part)
    session.flush()
    _alert(worry)


def _alert(worry: InspectorsWorry) -> None:
    """Whoever answers for the service they were at is neither told nor shown it."""
    raise_alert(
        WORRY,
        worry.id,
        level="red",
        source="button",
        council_code=worry.council_code,
        excluded_account_ids=worry.inspection.kept_from if worry.inspection else (),
    )
