"""What becomes of a comment: what it is about, its English, and whether its words may be quoted.

And the files of comments that were brought in.
"""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.crypto import Sealed
from app.core.db import Base, RandomId, one_of
from surveys.models import Answer

VALENCES = ("good", "not_good", "mixed", "idea_or_request", "neutral")
NO_THEME = "NO_THEME"
"""The sub-theme of a comment that is about nothing in the codebook."""


class Coding(RandomId, Base):
    """A comment is about a sub-theme: proposed by someone or something, confirmed by a person."""

    __tablename__ = "coding"
    __table_args__ = (
        CheckConstraint("proposed_by IN ('child', 'machine', 'officer')", name="known_proposer"),
        CheckConstraint(
            f"valence IS NULL OR {one_of('valence', VALENCES)}",
            name="known_valence",
        ),
        CheckConstraint(
            "confirmed_at IS NULL OR confirmed_by_name <> ''", name="a_person_confirmed_it"
        ),
        # All that a report asks of a coding, so that it reads no row.
        Index(
            "ix_coding_standing",
            "answer_id",
            "withdrawn_at",
            "confirmed_at",
            "sub_theme",
            "valence",
        ),
        Index("ix_coding_sub_theme_valence", "sub_theme", "valence"),
    )

    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"))
    sub_theme: Mapped[str] = mapped_column(String(40))
    valence: Mapped[str | None] = mapped_column(String(20))
    proposed_by: Mapped[str] = mapped_column(String(10))
    confirmed_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    confirmed_by_name: Mapped[str] = mapped_column(String(120), default="")
    confirmed_at: Mapped[datetime | None]
    codebook_version: Mapped[str] = mapped_column(String(20))
    withdrawn_at: Mapped[datetime | None]
    """Undone. Kept, so that what was once decided can be seen."""

    answer: Mapped[Answer] = relationship()


class Translation(RandomId, Base):
    """An interpreter's words for an answer or a message; the original is kept beside it."""

    __tablename__ = "translation"
    __table_args__ = (
        CheckConstraint("(answer_id IS NULL) <> (message_id IS NULL)", name="of_one_text"),
        UniqueConstraint("answer_id", "language"),
        UniqueConstraint("message_id", "language"),
    )

    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(10))
    """The language these words are in."""
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    by_name: Mapped[str] = mapped_column(String(120))


class QuoteRequest(RandomId, Base):
    """May these words stand in this report? A fresh yes for each use, which can be taken back."""

    __tablename__ = "quote_request"
    __table_args__ = (
        CheckConstraint("state IN ('asked', 'yes', 'no')", name="known_state"),
        UniqueConstraint("answer_id", "council_code", "quarter"),
    )

    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"))
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    excerpt_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    excerpt = Sealed()
    language: Mapped[str] = mapped_column(String(10))
    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    quarter: Mapped[str] = mapped_column(String(7))
    """2026-Q3, as in app.core.reporting.Period."""
    state: Mapped[str] = mapped_column(String(10), default="asked")
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    asked_by_name: Mapped[str] = mapped_column(String(120))
    asked_on: Mapped[date]
    decided_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    """The day the report was frozen: from then on the answer stands."""


class ImportBatch(RandomId, Base):
    """One file of comments a council already had."""

    __tablename__ = "import_batch"

    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    imported_on: Mapped[date]
    imported_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    kept: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    already_here: Mapped[int] = mapped_column(default=0)


class ImportedRow(Base):
    """A row that came in, so that it does not come in twice."""

    __tablename__ = "imported_row"

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """Keyed hash of the council, the source's id, the day, the question and the words."""
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id", ondelete="CASCADE"))
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"))
