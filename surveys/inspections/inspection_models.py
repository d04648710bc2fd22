"""Inspections: which service, who takes part, and the criteria they wrote for it."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    String,
    and_,
    false,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.councils import within
from app.accounts.models import Account
from app.core.crypto import Sealed
from app.core.db import Base, RandomId, one_of
from app.core.permissions import Permission
from surveys.inspections.service_models import InspectedService

STATES = ("being_done", "with_officer", "given")
"""The inspectors write; an officer looks it over; the service has it, and answers."""

RATINGS = ("very_good", "good", "so_so", "not_good", "could_not_tell")


class InspectionInspector(Base):
    """A Young Inspector who takes part."""

    __tablename__ = "inspection_inspector"

    inspection_id: Mapped[int] = mapped_column(
        ForeignKey("inspection.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    account: Mapped[Account] = relationship(lazy="joined")


class Inspection(RandomId, Base):
    """One look at one service, from the first criterion to the last recommendation.

    Its `findings` and `recommendations` are set beside those, in finding_models.
    """

    __tablename__ = "inspection"
    __table_args__ = (
        CheckConstraint(one_of("state", STATES), name="known_state"),
        CheckConstraint(
            "(state = 'given') = (given_on IS NOT NULL)", name="what_is_given_has_its_day"
        ),
        Index("ix_inspection_council_code_given_on", "council_code", "given_on"),
    )

    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    """That of its service."""
    service_id: Mapped[int] = mapped_column(
        ForeignKey("inspected_service.id", ondelete="CASCADE"), index=True
    )
    starts_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(20), default="being_done")
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    started_on: Mapped[date]
    beside_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    """The adult who goes with them."""
    given_on: Mapped[date | None]
    """The day an officer gave it to the service."""
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    asked_back_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    asked_back = Sealed()
    """What an officer wrote when it went back to the inspectors; None when it did not."""

    service: Mapped[InspectedService] = relationship(lazy="joined")
    beside: Mapped[Account | None] = relationship(foreign_keys=[beside_id])
    inspectors: Mapped[list[InspectionInspector]] = relationship(
        cascade="all, delete-orphan", lazy="selectin"
    )
    criteria: Mapped[list["Criterion"]] = relationship(
        order_by="Criterion.position", cascade="all, delete-orphan", back_populates="inspection"
    )

    @property
    def inspector_ids(self) -> tuple[int, ...]:
        """The accounts of those who take part."""
        return tuple(sorted(one.account_id for one in self.inspectors))

    def has(self, account: Account) -> bool:
        """True if this account is one of those who take part."""
        return any(one.account_id == account.id for one in self.inspectors)

    @property
    def kept_from(self) -> list[int]:
        """The accounts that are shown no alert on it: whoever answers for the service, whom it may
        be about, and who never learns which of the inspectors said what.
        """
        return [] if self.service.answers_id is None else [self.service.answers_id]

    @classmethod
    def done_by(cls, account: Account) -> Select:
        """Those in which this Young Inspector takes part, in a council they inspect in."""
        theirs = select(InspectionInspector.inspection_id).where(
            InspectionInspector.account_id == account.id
        )
        inspects = within(cls.council_code, account, Permission.INSPECT)
        return select(cls).where(cls.id.in_(theirs), inspects)

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """Inspectors see their own, and what others of their council finished; officers all of
        their councils; whoever answers, and their managers, what was given to them.
        """
        inspects = within(cls.council_code, account, Permission.INSPECT)
        mine = cls.id.in_(cls.done_by(account).with_only_columns(cls.id))
        given = cls.state == "given"
        return select(cls).where(
            or_(
                mine,
                and_(inspects, given),
                within(cls.council_code, account, Permission.INSPECTION_CHECK),
                and_(given, within(cls.council_code, account, Permission.INSPECTION_OVERSEE)),
                and_(given, cls._answered_by(account)),
            )
        )

    @classmethod
    def checked_by(cls, account: Account) -> Select:
        """Those of the councils this account looks things over for."""
        return select(cls).where(within(cls.council_code, account, Permission.INSPECTION_CHECK))

    @classmethod
    def _answered_by(cls, account: Account):
        """True in a query for what this account answers for, in a council it works in."""
        if not account.may(Permission.INSPECTION_ANSWER):
            return false()
        services = select(InspectedService.id).where(InspectedService.answers_id == account.id)
        owned = cls.recommendations.any(owner_id=account.id)
        theirs = or_(cls.service_id.in_(services), owned)
        return and_(theirs, within(cls.council_code, account, Permission.INSPECTION_ANSWER))


class Criterion(RandomId, Base):
    """What a good service does, in the inspectors' words, and what they saw of it."""

    __tablename__ = "inspection_criterion"
    __table_args__ = (
        CheckConstraint(f"rating IS NULL OR {one_of('rating', RATINGS)}", name="known_rating"),
    )

    inspection_id: Mapped[int] = mapped_column(
        ForeignKey("inspection.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    words = Sealed()
    rating: Mapped[str | None] = mapped_column(String(20))
    notes_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    notes = Sealed()
    """What they saw; it may name people, and only those who take part and an officer read it."""
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    """Who of the inspectors wrote in it last."""

    inspection: Mapped[Inspection] = relationship(back_populates="criteria")
