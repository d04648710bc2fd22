"""Those who listen: whom they have declared that they work for."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core.db import Base, one_of

PROVIDER_TYPES = (
    "social_worker",
    "council_team",
    "youth_worker",
    "commissioned_independent",
    "other",
)
"""Who the listener works for, by the categories of the freedom of information study of 2023–24."""


class Interviewer(Base):
    """What a return interviewer has declared about themselves: whom they work for."""

    __tablename__ = "interviewer"
    __table_args__ = (
        CheckConstraint(one_of("provider_type", PROVIDER_TYPES), name="known_provider_type"),
    )

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    employer: Mapped[str] = mapped_column(String(120))
    provider_type: Mapped[str] = mapped_column(String(30))
    declared_on: Mapped[date]

    account: Mapped[Account] = relationship(lazy="joined")
