"""What Young Inspectors say of a draft: they sign it, or write down where they do not agree."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core.crypto import Sealed
from app.core.db import Base, RandomId, one_of

KINDS = ("signed", "dissent")
NAMES = ("chosen", "role")
"""Printed under the name they chose in the app, or as *A Young Inspector*."""
STATES = ("waiting", "asked", "cleared")
"""Waits for an officer; the officer asked for other words; may be printed."""


class Asking(RandomId, Base):
    """An officer asked the council's Young Inspectors to read a draft."""

    __tablename__ = "report_asking"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), unique=True)
    asked_on: Mapped[date]
    asked_by_name: Mapped[str] = mapped_column(String(120))


class Signature(RandomId, Base):
    """What one Young Inspector says of the draft with this digest; the last thing they said."""

    __tablename__ = "report_signature"
    __table_args__ = (
        UniqueConstraint("report_id", "account_id"),
        CheckConstraint(one_of("kind", KINDS), name="known_kind"),
        CheckConstraint(one_of("printed_as", NAMES), name="known_name"),
    )

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(10))
    printed_as: Mapped[str] = mapped_column(String(10))
    draft_digest: Mapped[str] = mapped_column(String(64))
    """SHA-256, in hex, of the chapters they read."""
    said_on: Mapped[date]

    account: Mapped[Account] = relationship(lazy="joined")
    dissents: Mapped[list["Dissent"]] = relationship(
        order_by="Dissent.number", back_populates="signature", lazy="selectin"
    )

    @property
    def dissent(self) -> "Dissent | None":
        """The words that count: the newest, while they do not agree."""
        return self.dissents[-1] if self.kind == "dissent" and self.dissents else None


class Dissent(RandomId, Base):
    """A wording of a dissent. Each is kept, with what an officer asked about it."""

    __tablename__ = "report_dissent"
    __table_args__ = (
        UniqueConstraint("signature_id", "number"),
        CheckConstraint(one_of("state", STATES), name="known_state"),
        CheckConstraint(
            "(state = 'asked') = (asked_sealed IS NOT NULL AND answer_by IS NOT NULL)",
            name="asked_means_asked",
        ),
        CheckConstraint("state = 'waiting' OR looked_on IS NOT NULL", name="somebody_looked"),
    )

    signature_id: Mapped[int] = mapped_column(ForeignKey("report_signature.id", ondelete="CASCADE"))
    number: Mapped[int]
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    words = Sealed()
    language: Mapped[str] = mapped_column(String(10))
    written_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    looked_on: Mapped[date | None]
    looked_at_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    asked_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    asked = Sealed()
    """What the officer asked to have said in another way, and why."""
    answer_by: Mapped[date | None]

    signature: Mapped[Signature] = relationship(back_populates="dissents")
