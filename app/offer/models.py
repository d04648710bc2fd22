"""The lines of the Local Offer, how each came to say what it says, and how often each was shared.

The statutory local offer: Children and Social Work Act 2017, section 2.
"""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core.db import Base, RandomId, one_of

HEADINGS = (
    "accommodation",
    "financial_literacy",
    "health_and_wellbeing",
    "relationships",
    "education_and_training",
    "employment",
    "participation_in_society",
)
"""The headings of the statutory offer, with the one the 2026 Act adds."""

STRENGTHS = ("law", "guidance", "national", "local", "announced")
"""What stands behind a line. What is only announced cannot be asked for yet."""

REVISION_STATES = ("draft", "waiting", "approved", "returned", "superseded")


class Entitlement(RandomId, Base):
    """One line of the offer as it is shown today: what its last approved revision says."""

    __tablename__ = "entitlement"
    __table_args__ = (
        CheckConstraint(one_of("strength", STRENGTHS), name="known_strength"),
        CheckConstraint(one_of("heading", HEADINGS), name="known_heading"),
        CheckConstraint("age_from >= 0", name="an_age"),
        Index("ix_entitlement_council_code_heading", "council_code", "heading"),
    )

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    """Its name in addresses. Never changes."""
    code: Mapped[str] = mapped_column(String(8), unique=True)
    """Its short name in links that are shared. Never changes."""
    topic: Mapped[str] = mapped_column(String(60), index=True)
    """What it is about, the same for both councils' lines of the same thing."""
    council_code: Mapped[str | None] = mapped_column(ForeignKey("council.code"))
    """The council whose promise it is; None for what holds everywhere."""
    heading: Mapped[str] = mapped_column(String(40))
    strength: Mapped[str] = mapped_column(String(20))
    who: Mapped[list[str]] = mapped_column(JSON)
    """Care statuses, any_care_experienced or separated."""
    needs: Mapped[list[str]] = mapped_column(JSON, default=list)
    """What else has to be true, as codes of `eligibility.NEEDS`."""
    age_from: Mapped[int]
    until_birthday: Mapped[int | None]
    """The day before this birthday is the last; None where no upper age is known."""
    no_referral: Mapped[bool] = mapped_column(default=False)
    """True if a young person can get it without anybody sending them."""
    content: Mapped[dict] = mapped_column(JSON)
    """The words, as `words.Words` reads them: title, text, amount, conditions, how, bring…"""
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    """Who has to check it."""
    checked_on: Mapped[date | None]
    review_by: Mapped[date | None] = mapped_column(index=True)
    withdrawn_on: Mapped[date | None]

    owner: Mapped[Account | None] = relationship()
    revisions: Mapped[list["Revision"]] = relationship(
        back_populates="entitlement", order_by="Revision.number", cascade="all, delete-orphan"
    )


class Revision(RandomId, Base):
    """One wording of a line, kept for ever; shown once somebody else has approved it."""

    __tablename__ = "entitlement_revision"
    __table_args__ = (
        UniqueConstraint("entitlement_id", "number"),
        CheckConstraint(one_of("state", REVISION_STATES), name="known_state"),
        CheckConstraint(
            "approved_by_id IS NULL OR made_by_id IS NULL OR approved_by_id <> made_by_id",
            name="nobody_approves_their_own",
        ),
    )

    entitlement_id: Mapped[int] = mapped_column(ForeignKey("entitlement.id", ondelete="CASCADE"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(20), default="draft")
    content: Mapped[dict] = mapped_column(JSON)
    """Everything about the line that may change, rule and words, as `records.Record` reads it."""
    note: Mapped[str] = mapped_column(String(500), default="")
    """Why it was changed, as whoever wrote it said. What became of it stands on the trail."""
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]
    approved_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    approved_at: Mapped[datetime | None]

    entitlement: Mapped[Entitlement] = relationship(back_populates="revisions")
    made_by: Mapped[Account | None] = relationship(foreign_keys=[made_by_id])
    approved_by: Mapped[Account | None] = relationship(foreign_keys=[approved_by_id])


class SearchText(Base):
    """What a line says in one language, folded for searching. The full-text index is built on it.

    Its number is for that index alone: nothing here is about a person.
    """

    __tablename__ = "entitlement_search"
    __table_args__ = (UniqueConstraint("entitlement_id", "language"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    entitlement_id: Mapped[int] = mapped_column(ForeignKey("entitlement.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(10))
    title: Mapped[str]
    body: Mapped[str]


class IndexedLanguage(Base):
    """What a language's part of the search was made from, so that it is made again in time."""

    __tablename__ = "entitlement_indexed"

    language: Mapped[str] = mapped_column(String(10), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))


class ShippedLine(Base):
    """What the file that comes with the app last said of a line, so that a change is noticed."""

    __tablename__ = "entitlement_shipped"

    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    content: Mapped[dict] = mapped_column(JSON)


class LineCount(Base):
    """How often a line was shared and looked at through a shared link, by month. Nobody's name."""

    __tablename__ = "entitlement_count"

    entitlement_id: Mapped[int] = mapped_column(
        ForeignKey("entitlement.id", ondelete="CASCADE"), primary_key=True
    )
    month: Mapped[date] = mapped_column(primary_key=True)
    """The first day of the month."""
    shared: Mapped[int] = mapped_column(default=0)
    viewed: Mapped[int] = mapped_column(default=0)
