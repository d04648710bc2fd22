"""What the inspectors found, and what they recommend: written while it is being done."""

from datetime import date

from sqlalchemy import Select

from app.accounts.councils import staff_with
from app.accounts.models import Account
from app.core.db import session
from app.core.permissions import Permission
from surveys.inspections.doing import already_there, next_position, require_being_done
from surveys.inspections.finding_models import Finding, Recommendation
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.marks import ADVICE, FINDING, require_seen
from surveys.inspections.writing import write

MOST_FINDINGS = 30
MOST_RECOMMENDATIONS = 20


def add_finding(
    inspection: Inspection, kind: str, words: str, by: Account | None = None
) -> Finding:
    """Raises TooLate or TooMany."""
    require_being_done(inspection)
    if there := already_there(Finding, inspection, kind=kind, words=words.strip()):
        return there
    position = next_position(Finding, inspection, MOST_FINDINGS)
    finding = Finding(inspection_id=inspection.id, position=position, kind=kind)
    session.add(finding)
    write(finding, by, words=words.strip())
    return finding


def change_finding(
    finding: Finding,
    kind: str,
    words: str,
    by: Account | None = None,
    seen: str | None = None,
) -> None:
    """Other words are checked again. `seen` is the mark of what they had before them. Raises
    TooLate or Outdated.
    """
    require_being_done(finding.inspection)
    require_seen(finding, FINDING, seen, kind=kind, words=words.strip())
    finding.kind = kind
    _change_words(finding, words, by)


def owners_for(council_code: str) -> Select[tuple[Account]]:
    """The staff who can be asked for an answer in this council."""
    rows = staff_with(Permission.INSPECTION_ANSWER, council_code)
    return rows.order_by(Account.display_name, Account.id)


def add_recommendation(
    inspection: Inspection,
    words: str,
    owner: Account,
    due_on: date,
    by: Account | None = None,
) -> Recommendation:
    """What `owner` is to answer by `due_on`. Raises TooLate or TooMany."""
    require_being_done(inspection)
    same = {"words": words.strip(), "owner_id": owner.id, "due_on": due_on}
    if there := already_there(Recommendation, inspection, **same):
        return there
    position = next_position(Recommendation, inspection, MOST_RECOMMENDATIONS)
    row = Recommendation(
        inspection_id=inspection.id, position=position, owner_id=owner.id, due_on=due_on
    )
    session.add(row)
    write(row, by, words=words.strip())
    return row


def change_recommendation(
    row: Recommendation,
    words: str,
    owner: Account,
    due_on: date,
    by: Account | None = None,
    seen: str | None = None,
) -> None:
    """Other words are checked again. `seen` is the mark of what they had before them. Raises
    TooLate or Outdated.
    """
    require_being_done(row.inspection)
    require_seen(row, ADVICE, seen, words=words.strip(), owner_id=owner.id, due_on=due_on)
    row.owner_id, row.due_on = owner.id, due_on
    _change_words(row, words, by)


def _change_words(row: Finding | Recommendation, words: str, by: Account | None) -> None:
    if row.words != words.strip():
        row.not_told_yet()
    write(row, by, words=words.strip())
