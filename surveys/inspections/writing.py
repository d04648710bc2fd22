"""Whatever inspectors write: looked through for danger, and never taken from the duty desk.

While an alert is open on it nothing is taken out, and words that are changed stay with the alert as
they were. Words that are not English go to a person.
"""

from collections.abc import Iterable

from sqlalchemy import inspect, select

from app.accounts.models import Account
from app.core.db import RandomId, session
from app.core.i18n import current_language
from app.safeguarding.models import Alert
from app.safeguarding.services import check_words
from app.safeguarding.words_before import keep_before
from surveys.inspections.subjects import KINDS, Place, before_place, inspection_of


class DutyLooks(Exception):
    """Somebody on duty has been asked to look at it, so it stays for now."""


def write(row: RandomId, by: Account | None, **said: str) -> None:
    """These words, by their field, take the place of those in the row, which may be a new one.

    `by` wrote them; None leaves the author there is.
    """
    kind, place = _kind_of(row), _place_of(row)
    authors = place.authors(row)
    before = {field: getattr(row, field) or "" for field in place.fields}
    changed = {field: words for field, words in said.items() if before[field] != words}
    for field, words in said.items():
        if field in changed or getattr(row, field) is None:
            setattr(row, field, words)
    signed = changed if inspect(row).has_identity else said
    for column in {place.fields[field] for field in signed} if by is not None else ():
        setattr(row, column, by.id)
    session.flush()
    if changed:
        # With the author goes whose words they were: of another one all of them are kept.
        now = place.authors(row)
        gone = [
            field
            for field in place.fields
            if before[field] and (field in changed or authors[field] not in (None, now[field]))
        ]
        keep_before(
            kind, row.id, {before_place(field, authors[field]): before[field] for field in gone}
        )
        _look_for_danger(kind, row, changed.values())


def _look_for_danger(kind: str, row: RandomId, words: Iterable[str]) -> None:
    """An alert, if these words hint at danger: for the duty desk of the council, and never for
    whoever answers for the service.
    """
    inspection, language = inspection_of(row), str(current_language())
    check_words(
        kind,
        row.id,
        [(language, said) for said in words],
        inspection.council_code if inspection else row.council_code,
        inspection.kept_from if inspection else (),
    )


def require_no_alert(row: RandomId) -> None:
    """Raises DutyLooks."""
    open_ones = select(Alert.id).where(
        Alert.subject_kind == _kind_of(row), Alert.subject_id == row.id, Alert.closed_on.is_(None)
    )
    if session.scalar(open_ones) is not None:
        raise DutyLooks


def _kind_of(row: RandomId) -> str:
    return next(kind for kind, place in KINDS.items() if isinstance(row, place.model))


def _place_of(row: RandomId) -> Place:
    return KINDS[_kind_of(row)]
