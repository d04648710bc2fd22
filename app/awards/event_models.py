"""The nominee's say, and who comes on the day."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.awards.round_models import Nominee
from app.core.crypto import Sealed
from app.core.db import Base, RandomId

SAYERS = ("nominee", "worker")
HOWS = ("quietly", "read_out")


class NomineeChoice(RandomId, Base):
    """What may be shown, as the nominee says, and under 13 their worker too. Nobody's word means
    private, and only what everyone asked says yes to is shown.
    """

    __tablename__ = "nominee_choice"
    __table_args__ = (
        UniqueConstraint("nominee_id", "said_by"),
        CheckConstraint("said_by IN ('nominee', 'worker')", name="known_sayer"),
        CheckConstraint("how IN ('quietly', 'read_out')", name="known_way"),
        CheckConstraint(
            "NOT own_hand OR (written_by_id IS NULL AND said_by = 'nominee')",
            name="own_hand_is_nobody_elses",
        ),
    )

    nominee_id: Mapped[int] = mapped_column(ForeignKey("nominee.id", ondelete="CASCADE"))
    said_by: Mapped[str] = mapped_column(String(10))
    name: Mapped[bool] = mapped_column(default=False)
    photo: Mapped[bool] = mapped_column(default=False)
    """A photo of the work, never of a face."""
    how: Mapped[str] = mapped_column(String(10), default="quietly")
    said_on: Mapped[date]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    """The worker who wrote it down, as long as they have an account."""
    own_hand: Mapped[bool] = mapped_column(default=False)
    """Whether the nominee answered under their own name."""


class Invitation(RandomId, Base):
    """A nominee's invitation to the day, and what they answered."""

    __tablename__ = "award_invitation"
    __table_args__ = (
        CheckConstraint("reply IN ('', 'yes', 'no')", name="known_reply"),
        CheckConstraint("guests BETWEEN 0 AND 9", name="a_few_guests"),
    )

    nominee_id: Mapped[int] = mapped_column(
        ForeignKey("nominee.id", ondelete="CASCADE"), unique=True
    )
    invited_on: Mapped[date]
    reply: Mapped[str] = mapped_column(String(3), default="")
    guests: Mapped[int] = mapped_column(default=0)
    quiet: Mapped[bool] = mapped_column(default=False)
    transport: Mapped[bool] = mapped_column(default=False)
    needs_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    needs = Sealed()
    replied_on: Mapped[date | None]

    nominee: Mapped[Nominee] = relationship()
