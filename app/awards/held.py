"""What the duty desk was told of stays held until the desk has closed it."""

from sqlalchemy import select

from app.core.db import session
from app.safeguarding.models import Alert


class DeskHasIt(Exception):
    """The duty desk has not closed what it was told about this."""


def wait_for_desk(subject_kind: str, subject_id: int) -> None:
    """Raises DeskHasIt while an alert about this is open."""
    open_there = select(Alert.id).where(
        Alert.subject_kind == subject_kind,
        Alert.subject_id == subject_id,
        Alert.closed_on.is_(None),
    )
    if session.scalar(open_there.limit(1)) is not None:
        raise DeskHasIt
