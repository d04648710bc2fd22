"""Who is on duty when, what one shift tells the next, and when the desk was last looked at."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.councils import within
from app.accounts.models import Account
from app.core.crypto import Sealed
from app.core.db import Base, RandomId
from app.core.permissions import Permission
from app.safeguarding.models import Alert, AlertExclusion


class Shift(RandomId, Base):
    """A time for which somebody is on duty, for one council or (with none named) for all.

    It counts only while they still have the duty desk there: see app.safeguarding.rota.
    """

    __tablename__ = "duty_shift"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        Index("ix_duty_shift_ends_at_starts_at", "ends_at", "starts_at"),
    )

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    council_code: Mapped[str | None] = mapped_column(ForeignKey("council.code"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    """Not part of it any more: the next may begin at this moment."""
    told_at: Mapped[datetime | None]
    """Set once they were told of the alerts that nobody had picked up as they came on: to when the
    shift began, because an alert that is raised may be what has them told.
    """

    account: Mapped[Account] = relationship(lazy="joined")

    @classmethod
    def kept_by(cls, account: Account) -> Select:
        """The shifts this account may change: those of the councils whose rota it keeps."""
        return select(cls).where(within(cls.council_code, account, Permission.ROTA))


class DutyPhone(Base):
    """The number at which a member of staff gets texts while they are on duty."""

    __tablename__ = "duty_phone"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    number: Mapped[str] = mapped_column(String(20))
    """A mobile's, as +447…"""


class Handover(RandomId, Base):
    """What somebody who goes off duty tells whoever comes on, and who has read it."""

    __tablename__ = "handover"
    __table_args__ = (
        CheckConstraint("(read_at IS NULL) = (read_by_name = '')", name="read_by_somebody"),
        Index("ix_handover_written_at", "written_at"),
    )

    council_code: Mapped[str | None] = mapped_column(ForeignKey("council.code"))
    written_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    written_by_name: Mapped[str] = mapped_column(String(120))
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()
    read_at: Mapped[datetime | None]
    read_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    read_by_name: Mapped[str] = mapped_column(String(120), default="")

    exclusions: Mapped[list["HandoverExclusion"]] = relationship(cascade="all, delete-orphan")

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """The notes of the desks this account is on; none on which an alert about them is spoken
        of, whenever it turned out that it is.
        """
        excluded = select(HandoverExclusion.handover_id).where(
            HandoverExclusion.account_id == account.id
        )
        by_now = (
            select(HandoverAlert.handover_id)
            .join(AlertExclusion, AlertExclusion.alert_id == HandoverAlert.alert_id)
            .where(AlertExclusion.account_id == account.id)
        )
        here = within(cls.council_code, account, Permission.ALERTS, or_unknown=True)
        return select(cls).where(here, cls.id.not_in(excluded), cls.id.not_in(by_now))


class HandoverAlert(RandomId, Base):
    """An alert that was open when a note was written.

    Of something said anonymously it goes when the alert is closed: with the hour of the note it
    would tell more than the day on which a child wrote.
    """

    __tablename__ = "handover_alert"

    handover_id: Mapped[int] = mapped_column(
        ForeignKey("handover.id", ondelete="CASCADE"), index=True
    )
    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id", ondelete="CASCADE"), index=True)

    alert: Mapped[Alert] = relationship()


class HandoverExclusion(RandomId, Base):
    """Someone an alert that a note speaks of is about: they are not shown the note."""

    __tablename__ = "handover_exclusion"

    handover_id: Mapped[int] = mapped_column(
        ForeignKey("handover.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))


class DeskVisit(Base):
    """When somebody on the duty desk last had it open."""

    __tablename__ = "desk_visit"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime]


class ToldQuiet(Base):
    """That people were told of a part of the desk that had fallen quiet, until it no longer is."""

    __tablename__ = "told_quiet"

    part: Mapped[str] = mapped_column(String(20), primary_key=True)
    council_code: Mapped[str] = mapped_column(String(20), primary_key=True)
    """Empty for what is the same in every council."""
    told_at: Mapped[datetime]
