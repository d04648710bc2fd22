"""What was said and who reads it: notes of a professional, what a child shares, what a tablet sent.

The child's own words are the answers of a response on the form engine. What a professional writes
is a Note, and the two are never merged.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.crypto import Sealed
from app.core.db import Base, RandomId, one_of
from surveys.models import Answer

SECTIONS = ("before", "during", "after", "risks", "carers_view", "judgement")
"""The parts of a professional's notes. `carers_view` is needed when the child said no."""

READERS = (
    "social_worker",
    "personal_adviser",
    "reviewing_officer",
    "carer",
    "police",
    "participation_team",
)
"""With whom a child may share a paragraph of their own words. Nobody else reads it, but whoever
listened, and the duty desk where somebody may get hurt.
"""


class Note(RandomId, Base):
    """What a professional wrote, in a part of the form. Never the child's own words."""

    __tablename__ = "interview_note"
    __table_args__ = (
        UniqueConstraint("interview_id", "section"),
        CheckConstraint(one_of("section", SECTIONS), name="known_section"),
    )

    interview_id: Mapped[int] = mapped_column(ForeignKey("return_interview.id", ondelete="CASCADE"))
    section: Mapped[str] = mapped_column(String(20))
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    by_name: Mapped[str] = mapped_column(String(120))
    written_at: Mapped[datetime]


class SharedParagraph(RandomId, Base):
    """The child lets one kind of reader see one answer of theirs, until they take it back."""

    __tablename__ = "shared_paragraph"
    __table_args__ = (
        UniqueConstraint("answer_id", "reader"),
        CheckConstraint(one_of("reader", READERS), name="known_reader"),
        CheckConstraint(
            "(passed_on IS NULL) = (passed_on_by IS NULL)", name="passed_on_by_somebody"
        ),
    )

    interview_id: Mapped[int] = mapped_column(
        ForeignKey("return_interview.id", ondelete="CASCADE"), index=True
    )
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"))
    reader: Mapped[str] = mapped_column(String(30))
    shared_on: Mapped[date]
    passed_on: Mapped[date | None]
    """When whoever listened told a reader who has no account here."""
    passed_on_by: Mapped[str | None] = mapped_column(String(120))

    answer: Mapped[Answer] = relationship()


class Sending(Base):
    """What a tablet kept while there was no signal, and sent later: so that it comes in once.

    A tablet whose clock is wrong is not put right unseen: what it said stands here, and somebody
    is asked when the conversation was.
    """

    __tablename__ = "interview_sending"

    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """Keyed hash of the key that the tablet made for this sending."""
    interview_id: Mapped[int] = mapped_column(
        ForeignKey("return_interview.id", ondelete="CASCADE"), index=True
    )
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    """Keyed hash of what was sent: the same key with other words is refused."""
    received_at: Mapped[datetime]
    talked_at: Mapped[datetime | None]
    """When they talked, by the tablet's own clock."""
    clock_off: Mapped[int]
    """Seconds by which that clock was ahead of ours when it was sent; behind is negative."""
    child_took_part: Mapped[bool | None]
    """What was said of it there, for whoever is asked when it was."""
    clock_moved: Mapped[int] = mapped_column(default=0)
    """Seconds by which it was moved between the talk and the sending, measured on the tablet beside
    what nobody can put right; back is negative. Ahead may also be that the tablet slept.
    """
