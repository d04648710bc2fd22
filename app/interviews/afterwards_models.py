"""What came of a return interview: what is done by whom, and who was told what."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core.crypto import Sealed
from app.core.db import Base, RandomId, one_of
from app.interviews.words_models import READERS

TOLD = ("child", *READERS, "team_manager", "home_authority", "health", "other")


class Action(RandomId, Base):
    """Something an adult will do because of what was said, by a day. The child sees it."""

    __tablename__ = "interview_action"
    __table_args__ = (Index("ix_interview_action_due_on_done_on", "due_on", "done_on"),)

    interview_id: Mapped[int] = mapped_column(
        ForeignKey("return_interview.id", ondelete="CASCADE"), index=True
    )
    what_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    what = Sealed()
    """In words the child can read; never theirs unless they shared them."""
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    owner_name: Mapped[str] = mapped_column(String(120))
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    outcome_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    outcome = Sealed()

    owner: Mapped[Account | None] = relationship()


class Told(RandomId, Base):
    """Who was told what of it, and when: the reviewing officer, the police, the child."""

    __tablename__ = "interview_told"
    __table_args__ = (CheckConstraint(one_of("who", TOLD), name="known_who"),)

    interview_id: Mapped[int] = mapped_column(
        ForeignKey("return_interview.id", ondelete="CASCADE"), index=True
    )
    who: Mapped[str] = mapped_column(String(30))
    on: Mapped[date]
    what_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    what = Sealed()
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    by_name: Mapped[str] = mapped_column(String(120))
