"""Every try to reach a child, and whom a child wants nothing to go to."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    Select,
    String,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core.crypto import Sealed
from app.core.db import Base, RandomId, one_of

if TYPE_CHECKING:
    from app.interviews.interview_models import ReturnInterview

ATTEMPTS_HOW = ("in_person", "phone", "message", "link", "through_carer", "letter")

ATTEMPT_OUTCOMES = ("offered", "accepted", "declined", "no_reply", "not_reached")
"""`not_reached` is an attempt and not an offer: the child does not know of it."""


class Attempt(RandomId, Base):
    """One try to reach the child: when, how, and what came of it."""

    __tablename__ = "interview_attempt"
    __table_args__ = (
        CheckConstraint(one_of("how", ATTEMPTS_HOW), name="known_how"),
        CheckConstraint(one_of("outcome", ATTEMPT_OUTCOMES), name="known_outcome"),
    )

    interview_id: Mapped[int] = mapped_column(
        ForeignKey("return_interview.id", ondelete="CASCADE"), index=True
    )
    made_at: Mapped[datetime]
    how: Mapped[str] = mapped_column(String(20))
    outcome: Mapped[str] = mapped_column(String(20))
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    note = Sealed()
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    by_name: Mapped[str] = mapped_column(String(120), default="")
    """Empty when the child answered by themselves."""
    from_talk: Mapped[bool] = mapped_column(default=False)
    """A yes that nobody said in so many words: whoever listened wrote that the child took part."""

    interview: Mapped["ReturnInterview"] = relationship(back_populates="attempts")


class InterviewExclusion(RandomId, Base):
    """Someone the child named when asked whom it is about, by the part they had then. Nothing of it
    is for them, whatever part they have later.
    """

    __tablename__ = "interview_exclusion"
    __table_args__ = (UniqueConstraint("interview_id", "question_key", "part", "account_id"),)

    interview_id: Mapped[int] = mapped_column(ForeignKey("return_interview.id", ondelete="CASCADE"))
    question_key: Mapped[str] = mapped_column(String(60))
    """Where they were named: in the wishes or in the talk."""
    part: Mapped[str] = mapped_column(String(30))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))

    @classmethod
    def kept_from(cls, account: Account) -> Select[tuple[int]]:
        """The ids of the interviews in which the child named this account."""
        return select(cls.interview_id).where(cls.account_id == account.id)
