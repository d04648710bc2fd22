"""What young people asked for from the Local Offer, who sees to it, and what came of it."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core.crypto import Sealed
from app.core.db import Base, RandomId, one_of
from app.offer.models import Entitlement
from app.people.models import YoungPerson

CLAIM_KINDS = ("wanted", "refused")
"""I'd like this; I asked and didn't get it."""

CLAIM_STATES = ("open", "got", "not_got", "withdrawn")


class Claim(RandomId, Base):
    """A young person's request for a line, who sees to it, and what came of it."""

    __tablename__ = "entitlement_claim"
    __table_args__ = (
        CheckConstraint(one_of("kind", CLAIM_KINDS), name="known_kind"),
        CheckConstraint(one_of("state", CLAIM_STATES), name="known_state"),
        Index("ix_entitlement_claim_council_code_made_on", "council_code", "made_on"),
    )

    entitlement_id: Mapped[int] = mapped_column(ForeignKey("entitlement.id"), index=True)
    young_person_id: Mapped[int] = mapped_column(
        ForeignKey("young_person.id", ondelete="CASCADE"), index=True
    )
    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    kind: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10), default="open")
    once_hash: Mapped[bytes | None] = mapped_column(unique=True)
    """So that one tap sent twice is one claim."""
    held_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    """The adult who sees to it; None while nobody has been found."""
    made_on: Mapped[date]
    due_on: Mapped[date]
    went_up_on: Mapped[date | None]
    """When it went to a manager: at once if the answer had been no, otherwise when it was late."""
    settled_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(500), default="")
    """What the adult says about the outcome, for the young person to read."""
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()
    """What the young person says about it themselves, if anything."""
    words_language: Mapped[str | None] = mapped_column(String(10))
    english_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    english = Sealed()
    """What an interpreter put beside the sentence."""
    english_by: Mapped[str | None] = mapped_column(String(120))
    on_it_since: Mapped[date | None]
    """When an adult said that they are on it and named another day; once, and `due_on` is it."""
    seen_on: Mapped[date | None]
    """When the young person read what was last said here; None while that is new for them."""

    entitlement: Mapped[Entitlement] = relationship(lazy="joined")
    young_person: Mapped[YoungPerson] = relationship()
    held_by: Mapped[Account | None] = relationship()


class AskedBefore(Base):
    """Whom a young person asked before this claim, as they say: that adult does not decide it."""

    __tablename__ = "entitlement_claim_asked"

    claim_id: Mapped[int] = mapped_column(
        ForeignKey("entitlement_claim.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
