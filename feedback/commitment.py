"""You said, we did: what adults have undertaken because of what young people said."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core.db import Base, RandomId

STATES = ("doing", "did", "cannot")
"""We are doing it; we did it; we can't, because."""


class Commitment(RandomId, Base):
    """One undertaking, with somebody who answers for it and a day."""

    __tablename__ = "commitment"
    __table_args__ = (
        CheckConstraint("state IN ('doing', 'did', 'cannot')", name="known_state"),
        CheckConstraint("state <> 'did' OR done_on IS NOT NULL", name="what_was_done_has_a_day"),
        CheckConstraint("state <> 'cannot' OR because <> ''", name="a_no_has_a_reason"),
        Index("ix_commitment_council_code_due_on", "council_code", "due_on"),
    )

    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    promise: Mapped[str] = mapped_column(String(20), default="")
    """The promise it keeps, by its key: P2."""
    sub_theme: Mapped[str] = mapped_column(String(30), default="")
    """The codebook's sub-theme it is about."""
    said: Mapped[str] = mapped_column(String(600))
    """What young people said, in the officer's words: never one child's own."""
    undertaken: Mapped[str] = mapped_column(String(600))
    """What we did, are doing or cannot do."""
    because: Mapped[str] = mapped_column(String(600), default="")
    state: Mapped[str] = mapped_column(String(10), default="doing")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    made_on: Mapped[date]
    changed_at: Mapped[datetime]
    published_on: Mapped[date | None]
    """From this day young people can read it."""

    owner: Mapped[Account | None] = relationship()
    answers: Mapped[list["CommitmentAnswer"]] = relationship(cascade="all, delete-orphan")


class CommitmentAnswer(Base):
    """An answer of a young person's that a commitment replies to."""

    __tablename__ = "commitment_answer"

    commitment_id: Mapped[int] = mapped_column(
        ForeignKey("commitment.id", ondelete="CASCADE"), primary_key=True
    )
    answer_id: Mapped[int] = mapped_column(
        ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True, index=True
    )
