"""Board reports, and how many young people there were to hear."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    Select,
    String,
    UniqueConstraint,
    and_,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.councils import within
from app.accounts.models import Account
from app.core.crypto import Sealed
from app.core.db import Base, RandomId
from app.core.permissions import Permission

GROUPS = ("in_care", "care_leavers", "separated")
"""The groups of young people an officer gives a number for."""


class Report(RandomId, Base):
    """A council's quarter. Once frozen it is what the board was given, and never changes."""

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("council_code", "quarter"),
        CheckConstraint("state IN ('draft', 'frozen')", name="known_state"),
        CheckConstraint(
            "(state = 'frozen') = (snapshot_sealed IS NOT NULL AND digest IS NOT NULL"
            " AND frozen_at IS NOT NULL)",
            name="frozen_means_frozen",
        ),
    )

    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    quarter: Mapped[str] = mapped_column(String(7))
    state: Mapped[str] = mapped_column(String(10), default="draft")
    snapshot_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    snapshot = Sealed()
    """Canonical JSON of the chapters as they passed the disclosure gate. Sealed, for the quotes."""
    digest: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the snapshot, in hex."""
    started_by_name: Mapped[str] = mapped_column(String(120))
    frozen_at: Mapped[datetime | None]
    frozen_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    frozen_by_name: Mapped[str] = mapped_column(String(120), default="")

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """Drafts to those who write for that council, frozen reports to those who may read them."""
        writes = within(cls.council_code, account, Permission.REPORT_WRITE)
        reads = within(cls.council_code, account, Permission.REPORT_READ)
        return select(cls).where(or_(writes, and_(cls.state == "frozen", reads)))


class Population(RandomId, Base):
    """How many young people of a group a council had in a quarter, as an officer gave it."""

    __tablename__ = "population"
    __table_args__ = (
        UniqueConstraint("council_code", "quarter", "group"),
        CheckConstraint("count >= 0", name="not_negative"),
    )

    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    quarter: Mapped[str] = mapped_column(String(7))
    group: Mapped[str] = mapped_column(String(20))
    count: Mapped[int]
    given_by_name: Mapped[str] = mapped_column(String(120))
