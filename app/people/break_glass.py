"""Reading a young person's conversations that were not sent to you: for a stated reason, for a
short time, on the trail, and seen by the young person.

This is the rule of sight alone; the duty desk opens and closes, conversations ask it who may read.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    String,
    and_,
    exists,
    false,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.councils import within
from app.accounts.models import Account
from app.core.clock import now
from app.core.crypto import Sealed
from app.core.db import Base, RandomId, session
from app.core.permissions import Permission
from app.people.models import YoungPerson

REASONS = ("danger", "missing", "worry", "other")
LASTS = timedelta(minutes=60)


class BreakGlass(RandomId, Base):
    """That somebody on duty opened a young person's conversations: why, and from when to when.

    The young person is shown it from `shown_from` on, who it was and the reason given. Somebody
    else than the reader may put that off to a day on which it is looked at again.
    """

    __tablename__ = "break_glass"
    __table_args__ = (
        CheckConstraint(
            "reason IN ({})".format(", ".join(repr(code) for code in REASONS)), name="known_reason"
        ),
        CheckConstraint("why_sealed IS NOT NULL", name="says_why"),
        CheckConstraint("ends_at >= opened_at", name="ends_after_it_opens"),
        CheckConstraint("shown_from >= opened_at", name="shown_after_it_opens"),
        CheckConstraint(
            "held_by_id IS NULL OR account_id IS NULL OR held_by_id <> account_id",
            name="held_back_by_somebody_else",
        ),
        Index("ix_break_glass_account_id_ends_at", "account_id", "ends_at"),
    )

    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    account_name: Mapped[str] = mapped_column(String(120))
    young_person_id: Mapped[int] = mapped_column(
        ForeignKey("young_person.id", ondelete="CASCADE"), index=True
    )
    reason: Mapped[str] = mapped_column(String(20))
    """A code of app.people.texts.OPENED_BECAUSE."""
    why_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    why = Sealed()
    """In the reader's own words, which the young person reads."""
    opened_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    shown_from: Mapped[datetime]
    asked_to_wait: Mapped[bool] = mapped_column(default=False)
    """The reader believes that showing it could put the young person at risk."""
    held_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    held_by_name: Mapped[str] = mapped_column(String(120), default="")
    """Who decided last when the young person sees it; empty while nobody has."""
    held_why_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    held_why = Sealed()

    young_person: Mapped[YoungPerson] = relationship()
    exclusions: Mapped[list["BreakGlassExclusion"]] = relationship(cascade="all, delete-orphan")

    @property
    def is_open(self) -> bool:
        return now() < self.ends_at

    @property
    def is_shown(self) -> bool:
        """True if the young person sees it now."""
        return self.shown_from <= now()

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """Those this account opened, and those it oversees: in its councils, and nobody whom the
        young person complained about.
        """
        excluded = select(BreakGlassExclusion.break_glass_id).where(
            BreakGlassExclusion.account_id == account.id
        )
        here = within(YoungPerson.council_code, account, Permission.BREAK_GLASS_OVERSEE)
        overseen = and_(here, cls.id.not_in(excluded))
        rows = select(cls).join(YoungPerson, YoungPerson.id == cls.young_person_id)
        return rows.where(or_(cls.account_id == account.id, overseen))

    @classmethod
    def lets_read(cls, account: Account, young_person_id) -> ColumnElement[bool]:
        """Whether this account has that young person's conversations open at this moment."""
        if not account.may(Permission.BREAK_GLASS):
            return false()
        return exists().where(
            cls.account_id == account.id,
            cls.young_person_id == young_person_id,
            cls.ends_at > now(),
            YoungPerson.id == cls.young_person_id,
            within(YoungPerson.council_code, account, Permission.BREAK_GLASS),
        )


class BreakGlassExclusion(RandomId, Base):
    """Someone the young person complained about: they are not told that it was opened, or why."""

    __tablename__ = "break_glass_exclusion"

    break_glass_id: Mapped[int] = mapped_column(
        ForeignKey("break_glass.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))


def keep_from(young_person_id: int, account_ids: Iterable[int]) -> None:
    """The young person names these as well: nothing that was opened before is shown to them."""
    named = set(account_ids)
    rows = select(BreakGlass).where(BreakGlass.young_person_id == young_person_id)
    for reading in session.scalars(rows) if named else ():
        there = {row.account_id for row in reading.exclusions}
        reading.exclusions += [BreakGlassExclusion(account_id=one) for one in sorted(named - there)]


def may_be_opened_by(account: Account) -> Select:
    """The young people whose conversations this account may open."""
    here = within(YoungPerson.council_code, account, Permission.BREAK_GLASS)
    return select(YoungPerson).where(here)


def openings_of(young_person_id: int | None) -> list[BreakGlass]:
    """Every time this young person's conversations were opened, the newest first."""
    if young_person_id is None:
        return []
    rows = select(BreakGlass).where(BreakGlass.young_person_id == young_person_id)
    return list(session.scalars(rows.order_by(BreakGlass.opened_at.desc(), BreakGlass.id)))
