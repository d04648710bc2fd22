"""What an interpreter puts beside what adults wrote for a child who reads another language."""

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.crypto import Sealed
from app.core.db import Base, RandomId, one_of

TEXTS = ("what", "outcome", "told")
"""What is to be done, what came of it, and what somebody was told."""


class InterviewTranslation(RandomId, Base):
    """One of these texts in the child's language. The original is kept, and shown below it."""

    __tablename__ = "interview_translation"
    __table_args__ = (
        CheckConstraint(one_of("text", TEXTS), name="known_text"),
        CheckConstraint("(action_id IS NULL) <> (told_id IS NULL)", name="of_one_text"),
        CheckConstraint("(text = 'told') = (told_id IS NOT NULL)", name="of_a_text_there_is"),
        UniqueConstraint("action_id", "text", "language"),
        UniqueConstraint("told_id", "language"),
    )

    action_id: Mapped[int | None] = mapped_column(
        ForeignKey("interview_action.id", ondelete="CASCADE")
    )
    told_id: Mapped[int | None] = mapped_column(ForeignKey("interview_told.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(10))
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    by_name: Mapped[str] = mapped_column(String(120))
