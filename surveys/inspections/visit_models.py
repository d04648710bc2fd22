"""Visits, and the drawings and photos that show what was seen."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    Select,
    String,
    and_,
    false,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from app.accounts.models import Account
from app.core.crypto import Sealed, SealedFile
from app.core.db import Base, RandomId, one_of
from app.core.permissions import Permission
from surveys.inspections.inspection_models import Criterion, Inspection
from surveys.inspections.reworded import Reworded

VISIT_KINDS = ("announced", "mystery", "interview", "document")
PICTURE_KINDS = ("photo", "drawing")
LOOKS = ("fine", "not_to_show")


class VisitInspector(Base):
    """An inspector who was there."""

    __tablename__ = "inspection_visit_inspector"

    visit_id: Mapped[int] = mapped_column(
        ForeignKey("inspection_visit.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )

    account: Mapped[Account] = relationship(lazy="joined")


class Visit(RandomId, Base):
    """One time they went, asked or read."""

    __tablename__ = "inspection_visit"
    __table_args__ = (CheckConstraint(one_of("kind", VISIT_KINDS), name="known_kind"),)

    inspection_id: Mapped[int] = mapped_column(
        ForeignKey("inspection.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(20))
    on: Mapped[date] = mapped_column("visited_on")
    notes_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    notes = Sealed()
    """They may name people; only those who take part and an officer read them."""
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))

    inspection: Mapped[Inspection] = relationship()
    people: Mapped[list[VisitInspector]] = relationship(
        cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def people_ids(self) -> tuple[int, ...]:
        """The accounts of those who were there."""
        return tuple(sorted(one.account_id for one in self.people))


class EvidencePicture(Reworded, RandomId, Base):
    """A picture, drawn anew from its pixels. It goes nowhere before a second person looked."""

    __tablename__ = "inspection_picture"
    __table_args__ = (
        CheckConstraint(one_of("kind", PICTURE_KINDS), name="known_kind"),
        CheckConstraint(f"look IS NULL OR {one_of('look', LOOKS)}", name="known_look"),
        CheckConstraint(
            "checked_on IS NULL OR told_sealed IS NOT NULL", name="what_is_checked_has_words"
        ),
        CheckConstraint(
            "looked_by_id IS NULL OR added_by_id IS NULL OR looked_by_id <> added_by_id",
            name="a_second_person_looks",
        ),
    )

    criterion_id: Mapped[int] = mapped_column(
        ForeignKey("inspection_criterion.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(10))
    shows_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    shows = Sealed()
    """What is to be seen on it, for those who cannot see it."""
    told = Sealed()
    """The same in other words, if an officer changed it."""
    told_because = Sealed()
    objection = Sealed()
    file_sealed: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    file = SealedFile()
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    added_on: Mapped[date]
    look: Mapped[str | None] = mapped_column(String(20))
    """What the second person said: None while nobody looked."""
    looked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    looked_on: Mapped[date | None]

    criterion: Mapped[Criterion] = relationship(lazy="joined")

    @property
    def as_written(self) -> str:
        return self.shows or ""

    @property
    def line(self) -> str:
        """What stands beside it for whoever the picture is shown to."""
        return self.told or self.as_written

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """Those who take part and officers of its council see every one; whoever answers for the
        service sees what a second person let through, once it was given.
        """
        inspection = Criterion.inspection_id
        every_one = [
            inspection.in_(rows.with_only_columns(Inspection.id))
            for rows in (Inspection.done_by(account), Inspection.checked_by(account))
        ]
        let_through = false()
        if account.may(Permission.INSPECTION_ANSWER):
            seen = Inspection.visible_to(account).with_only_columns(Inspection.id)
            let_through = and_(inspection.in_(seen), cls.look == "fine")
        rows = select(cls).join(Criterion, Criterion.id == cls.criterion_id)
        return rows.where(or_(*every_one, let_through))
