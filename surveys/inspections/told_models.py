"""Certificates, the inspectors' own words for a report, and the worries they tell the duty desk."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    Select,
    String,
    UniqueConstraint,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.councils import within
from app.accounts.models import Account
from app.core.crypto import Sealed
from app.core.db import Base, RandomId
from app.core.permissions import Permission
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.reworded import Reworded


class InspectionCertificate(RandomId, Base):
    """A service met every criterion. It holds until a day, and then lapses by itself."""

    __tablename__ = "inspection_certificate"
    __table_args__ = (CheckConstraint("lapses_on > given_on", name="lapses_after_it_is_given"),)

    inspection_id: Mapped[int] = mapped_column(
        ForeignKey("inspection.id", ondelete="CASCADE"), unique=True
    )
    given_on: Mapped[date]
    lapses_on: Mapped[date]
    """The first day on which it does not hold any more."""
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    told_lapsed_on: Mapped[date | None]

    inspection: Mapped[Inspection] = relationship(lazy="joined")

    def holds(self, day: date) -> bool:
        """True on the days before it lapses."""
        return self.given_on <= day < self.lapses_on


class InspectorsWords(Reworded, RandomId, Base):
    """What the inspectors of a council have to say of a quarter, for its board."""

    __tablename__ = "inspectors_words"
    __table_args__ = (
        UniqueConstraint("council_code", "quarter"),
        CheckConstraint(
            "checked_by_id IS NULL OR written_by_id IS NULL OR checked_by_id <> written_by_id",
            name="somebody_else_checks_it",
        ),
        CheckConstraint(
            "checked_on IS NULL OR told_sealed IS NOT NULL", name="what_is_checked_has_words"
        ),
    )

    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    quarter: Mapped[str] = mapped_column(String(7))
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    words = Sealed()
    told = Sealed()
    """What is printed, after an officer saw to it that nobody can be recognised."""
    told_because = Sealed()
    objection = Sealed()
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    written_on: Mapped[date]

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """Those of the councils this account inspects in, or checks for."""
        councils = (
            within(cls.council_code, account, permission)
            for permission in (Permission.INSPECT, Permission.INSPECTION_CHECK)
        )
        return select(cls).where(or_(*councils))


class InspectorsWorry(RandomId, Base):
    """An inspector does not feel safe, or saw something that worries them."""

    __tablename__ = "inspectors_worry"

    inspection_id: Mapped[int | None] = mapped_column(
        ForeignKey("inspection.id", ondelete="SET NULL")
    )
    """Where they were, if they were on one of its pages."""
    council_code: Mapped[str | None] = mapped_column(ForeignKey("council.code"))
    said_by_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    said_on: Mapped[date]
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()
    """Empty when they only tapped."""

    inspection: Mapped[Inspection | None] = relationship()
    said_by: Mapped[Account] = relationship(lazy="joined")
