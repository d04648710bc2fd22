"""A short text of the inspectors about a quarter, printed in the board's report as theirs."""

from sqlalchemy import select

from app.accounts.models import Account
from app.core.clock import today
from app.core.db import insert_or, random_id, session
from app.core.reporting import Period
from surveys.inspections.marks import WORDS, require_seen
from surveys.inspections.rewording import tell_as
from surveys.inspections.told_models import InspectorsWords
from surveys.inspections.writing import write


class SamePerson(Exception):
    """Whoever wrote it does not check it."""


def words_for(council_code: str, period: Period) -> InspectorsWords | None:
    rows = select(InspectorsWords).where(
        InspectorsWords.council_code == council_code, InspectorsWords.quarter == period.code
    )
    return session.scalar(rows)


def write_words(
    council_code: str, period: Period, words: str, by: Account, seen: str | None = None
) -> InspectorsWords:
    """The inspectors' text for this council and quarter. Other words are checked again.

    `seen` is the mark of the words they had before them. Raises Outdated if others are there now.
    """
    row = words_for(council_code, period) or _begun(council_code, period)
    require_seen(row, WORDS, seen, words=words.strip())
    if row.words != words.strip():
        row.not_told_yet()
    row.written_on = today()
    write(row, by, words=words.strip())
    return row


def _begun(council_code: str, period: Period) -> InspectorsWords:
    """The row for this quarter, without words. Of two who begin at once the later has to wait, and
    gets what the first wrote.
    """
    new = random_id()
    adding = insert_or(InspectorsWords, session.get_bind()).values(
        id=new,
        council_code=council_code,
        quarter=period.code,
        words_sealed=InspectorsWords.words.sealed_for(new, ""),
        written_on=today(),
    )
    adding = adding.on_conflict_do_nothing(index_elements=["council_code", "quarter"])
    session.execute(adding)
    return words_for(council_code, period)


def check_words(
    row: InspectorsWords, told: str, by: Account, seen: str | None = None, because: str = ""
) -> None:
    """An officer says that nobody can be recognised in `told`, and why it says something else than
    they wrote.

    `seen` is the mark of what they had before them. Raises SamePerson, NoReason or Outdated.
    """
    if row.written_by_id == by.id:
        raise SamePerson
    tell_as(row, told, because, by, seen)


def all_words(account: Account) -> list[InspectorsWords]:
    """Newest quarter first."""
    rows = InspectorsWords.visible_to(account)
    ordered = rows.order_by(InspectorsWords.quarter.desc(), InspectorsWords.council_code)
    return list(session.scalars(ordered))
