"""What the duty team has of a talk before the child has agreed to it, and who of them has read it.

"Nobody but your listener has it" is only said while it is true.
"""

from dataclasses import dataclass

from sqlalchemy import select

from app.core import audit
from app.core.db import session
from app.interviews import sharing
from app.interviews.danger import SUBJECT, raised
from app.interviews.models import ReturnInterview
from app.interviews.raised_before import changed
from app.safeguarding.models import Alert
from surveys.services import definition_of


@dataclass(frozen=True)
class WithTheDesk:
    """Which questions (msgids) the duty team has the answers of, and who has read any of it."""

    asked: list[str]
    was_told: bool
    """True if an alert was raised, though it may have none of the words."""
    readers: list[audit.AuditEntry]
    """Everybody but whoever listens, by whom and when first."""

    def __bool__(self) -> bool:
        return self.was_told or bool(self.asked) or bool(self.readers)


def with_the_desk(interview: ReturnInterview) -> WithTheDesk:
    now = [
        definition_of(answer.response).question(answer.question_key).ask
        for answer in raised(interview)
    ]
    before = [question.ask for _row, question, _lines in changed(interview)]
    told = select(Alert.id).where(Alert.subject_kind == SUBJECT, Alert.subject_id == interview.id)
    return WithTheDesk(
        asked=list(dict.fromkeys([*now, *before])),
        was_told=session.scalar(told.limit(1)) is not None,
        readers=[
            entry
            for entry in sharing.read_by(interview)
            if entry.actor_id != interview.interviewer_id
        ],
    )
