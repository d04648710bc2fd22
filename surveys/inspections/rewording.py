"""An officer puts words of inspectors differently, and the inspectors say whether they agree."""

from sqlalchemy import select

from app.accounts.councils import staff_with
from app.accounts.models import Account
from app.core import audit
from app.core.addresses import public_address
from app.core.clock import today
from app.core.db import session
from app.core.outbox import post
from app.core.permissions import Permission
from surveys.inspections import quarters
from surveys.inspections.finding_models import Finding, Recommendation
from surveys.inspections.inspection_models import Criterion, Inspection
from surveys.inspections.marks import TOLD, TOLD_BESIDE, mark_of, require_seen
from surveys.inspections.reworded import same_words
from surveys.inspections.subjects import inspection_of
from surveys.inspections.told_models import InspectorsWords
from surveys.inspections.visit_models import EvidencePicture
from surveys.inspections.writing import write

Told = Finding | Recommendation | EvidencePicture | InspectorsWords
KINDS: dict[str, type[Told]] = {
    "finding": Finding,
    "recommendation": Recommendation,
    "picture": EvidencePicture,
    "words": InspectorsWords,
}
"""What can be told in other words, by its code in an address."""


class NoReason(Exception):
    """The inspectors' words were changed, and nobody said why."""


class NothingToSay(Exception):
    """It is told in their own words, or it is too late."""


class AnotherSaidNo(Exception):
    """Only whoever said no takes it back; or an officer finds other words."""


def kind_of(row: Told) -> str:
    """Its code in KINDS."""
    return next(code for code, model in KINDS.items() if isinstance(row, model))


def is_open(row: Told) -> bool:
    """True while the inspectors can say something to it: not once the service has it, or the
    quarter it is about is closed.
    """
    if isinstance(row, InspectorsWords):
        return row.is_reworded and quarters.is_open(row.quarter)
    return row.is_reworded and inspection_of(row).state != "given"


def told_mark(row: Told, **instead: object) -> str:
    """Stands for the words there are, how they may be told, and what was said of that."""
    return mark_of(row, _fields(row), **instead)


def _fields(row: Told) -> tuple[str, ...]:
    return TOLD_BESIDE if isinstance(row, EvidencePicture) else TOLD


def tell_as(row: Told, told: str, because: str, by: Account, seen: str | None = None) -> None:
    """Nobody can be recognised in `told`, says this officer, and `because` is why it is not in the
    inspectors' own words.

    `seen` is the mark of what they had before them. Raises NoReason or Outdated.
    """
    own = same_words(told, row.as_written)
    told, reason = (row.as_written, None) if own else (told.strip(), because.strip())
    require_seen(row, _fields(row), seen, told=told, told_because=reason)
    if not own and not reason:
        raise NoReason
    row.tell(told, reason)
    row.checked_by_id, row.checked_on = by.id, today()
    session.flush()
    audit.record("inspection_words_checked", row.__tablename__, row.id, by)


def say(row: Told, agreed: bool, words: str, by: Account, seen: str | None = None) -> None:
    """An inspector says whether it may be told like this. If not, it does not go out, and the
    officers are told by mail; that stands until the same one takes it back, or an officer finds
    other words.

    `seen` is the mark of what they had before them. Raises NothingToSay, Outdated or AnotherSaidNo.
    """
    inspection = inspection_of(row)
    if inspection is not None:
        session.refresh(inspection, ["state"], with_for_update=True)
    if not is_open(row):
        raise NothingToSay
    words = "" if agreed else words.strip()
    require_seen(row, _fields(row), seen, agreed=agreed, objection=words)
    if another_said_no(row, by):
        raise AnotherSaidNo
    row.agreed = agreed
    write(row, by, objection=words)
    row.objection_by_id = by.id
    if not agreed:
        _tell_officers(row, inspection)


def another_said_no(row: Told, account: Account) -> bool:
    """True while the no of another inspector stands."""
    return row.agreed is False and row.objection_by_id not in (None, account.id)


def _tell_officers(row: Told, inspection: Inspection | None) -> None:
    council = inspection.council_code if inspection else row.council_code
    page = inspection.id if inspection else f"words/{row.id}"
    url = public_address(f"/inspections/desk/{page}")
    for officer in session.scalars(staff_with(Permission.INSPECTION_CHECK, council)):
        post(officer.email, "inspectors_do_not_agree", name=officer.display_name, url=url)


def objected_in(inspections: list[Inspection]) -> set[int]:
    """The ids of those in which they do not agree with something, in three queries."""
    rows = reworded_in(inspections)
    return {inspection_of(row).id for row in rows if row.agreed is False}


def reworded_in(inspections: list[Inspection]) -> list[Told]:
    """What is told in other words than the inspectors' in these, in three queries, with what was
    said of it up to now.
    """
    ids = [one.id for one in inspections]
    written = [
        select(model).where(model.inspection_id.in_(ids), model.told_sealed.is_not(None))
        for model in (Finding, Recommendation)
    ]
    pictures = select(EvidencePicture).join(Criterion).where(Criterion.inspection_id.in_(ids))
    shown = pictures.where(EvidencePicture.told_sealed.is_not(None))
    now = {"populate_existing": True}
    found = [
        row for rows in (*written, shown) for row in session.scalars(rows, execution_options=now)
    ]
    return [row for row in found if row.is_reworded]
