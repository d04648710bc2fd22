"""What raised an alert and was changed afterwards: correcting words never empties the desk.

What was said before stays with the alert, sealed, until somebody has said what was done. From then
on only the day and the place remain, so that the young person is told that the desk knew it.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import today
from app.core.crypto import Sealed
from app.core.db import Base, RandomId, session
from app.safeguarding.models import Alert


class WordsBefore(RandomId, Base):
    """What stood in one place when it raised this alert, and the day on which it was changed."""

    __tablename__ = "alert_words_before"

    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id", ondelete="CASCADE"), index=True)
    place: Mapped[str] = mapped_column(String(120))
    """Where it stood, as the feature that raised the alert names it: a key of a question."""
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()
    changed_on: Mapped[date]


def has_open_alert(kind: str, subject_id: int) -> bool:
    return session.scalar(_open(kind, subject_id).limit(1)) is not None


def keep_before(kind: str, subject_id: int, before: Mapping[str, str]) -> None:
    """These words, by their place, raised the open alert on this and are about to be other words.
    Nothing is kept where no alert is open.
    """
    alert_id = session.scalar(_open(kind, subject_id))
    if alert_id is None:
        return
    for place, words in before.items():
        row = WordsBefore(alert_id=alert_id, place=place, changed_on=today())
        row.words = words
        session.add(row)
    session.flush()


def before_of(kind: str, subject_id: int) -> Sequence[WordsBefore]:
    """Everything that was changed, the earliest day first; without its words once the alert is
    closed.
    """
    rows = select(WordsBefore).join(Alert).where(_about(kind, subject_id))
    return session.scalars(rows.order_by(WordsBefore.changed_on, WordsBefore.id)).all()


def forget_words_before(alert: Alert) -> None:
    """The alert is closed: what was taken back is gone from here too."""
    for row in session.scalars(select(WordsBefore).where(WordsBefore.alert_id == alert.id)):
        row.words = None


def _open(kind: str, subject_id: int) -> Select[tuple[int]]:
    return select(Alert.id).where(_about(kind, subject_id), Alert.closed_on.is_(None))


def _about(kind: str, subject_id: int):
    return (Alert.subject_kind == kind) & (Alert.subject_id == subject_id)
