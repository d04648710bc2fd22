"""The promises each council has made, as they were published, and how they are going."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account, Council
from app.core.db import Base, RandomId

PLEDGE_STATES = ("draft", "published")


class Pledge(RandomId, Base):
    """One text of a council's promises. Published ones never change; a newer one supersedes them.

    The one that holds on a day is the published one with the latest `starts_on` up to that day.
    """

    __tablename__ = "pledge"
    __table_args__ = (
        UniqueConstraint("council_code", "number"),
        CheckConstraint("state IN ('draft', 'published')", name="known_state"),
        CheckConstraint(
            "state = 'draft' OR starts_on IS NOT NULL", name="what_is_published_has_a_first_day"
        ),
    )

    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(20), default="draft")
    starts_on: Mapped[date | None]
    content: Mapped[dict] = mapped_column(JSON)
    """The promises and their indicators, as `promises.build` reads them."""
    digest: Mapped[str] = mapped_column(String(64), default="")
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    changed_at: Mapped[datetime]
    published_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    published_at: Mapped[datetime | None]

    council: Mapped[Council] = relationship(lazy="joined")
    made_by: Mapped[Account | None] = relationship(foreign_keys=[made_by_id])
    published_by: Mapped[Account | None] = relationship(foreign_keys=[published_by_id])


class PublicFigures(RandomId, Base):
    """What of a quarter's ratings may be shown to everybody, as the disclosure gate let it through.

    Worked out once, after the quarter has ended, and never again: a figure that moved would tell.
    """

    __tablename__ = "pledge_figures"
    __table_args__ = (UniqueConstraint("council_code", "quarter"),)

    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    quarter: Mapped[str] = mapped_column(String(7))
    shown: Mapped[dict] = mapped_column(JSON)
    """What was let through, by the name of the cell; null for what was held back."""
    gate: Mapped[dict] = mapped_column(JSON)
    """The gate's own record, so that later releases are checked against this one."""
    made_on: Mapped[date]
