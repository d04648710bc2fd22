"""Alerts: something that a duty worker looks at by a certain time."""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    String,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.councils import within
from app.accounts.models import Account
from app.core.crypto import Sealed
from app.core.db import Base, Id, RandomId
from app.core.permissions import Permission

LEVELS = ("red", "amber")
SOURCES = ("button", "cue", "language", "reader")


class Alert(RandomId, Base):
    """What was raised, by when someone must look, and what came of it.

    On something said anonymously no moment is kept but the one it is due, and that only while the
    alert is open: on closing it is cut to the day and only the minutes it took remain.
    """

    __tablename__ = "alert"
    __table_args__ = (
        CheckConstraint("level IN ('red', 'amber')", name="known_level"),
        CheckConstraint("source IN ('button', 'cue', 'language', 'reader')", name="known_source"),
        CheckConstraint(
            "NOT anonymous OR raised_at IS NULL", name="an_anonymous_alert_has_no_moment"
        ),
        CheckConstraint(
            "NOT anonymous OR closed_on IS NULL OR (due_at IS NULL AND acknowledged_at IS NULL)",
            name="a_closed_anonymous_alert_has_only_days",
        ),
        CheckConstraint(
            "NOT anonymous OR closed_on IS NULL OR missed_at IS NULL",
            name="a_closed_anonymous_alert_misses_no_moment",
        ),
        Index("ix_alert_closed_on_due_at", "closed_on", "due_at"),
        Index("ix_alert_subject_kind_subject_id", "subject_kind", "subject_id"),
        # However many raise one at the same moment.
        Index(
            "uq_alert_open",
            "subject_kind",
            "subject_id",
            unique=True,
            sqlite_where=text("closed_on IS NULL"),
            postgresql_where=text("closed_on IS NULL"),
        ),
    )

    level: Mapped[str] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(String(10))
    imported: Mapped[bool] = mapped_column(default=False)
    subject_kind: Mapped[str] = mapped_column(String(20))
    """What it is about, a key of app.safeguarding.subjects.SUBJECTS: response, message…"""
    subject_id: Mapped[int] = mapped_column(Id)
    council_code: Mapped[str | None] = mapped_column(ForeignKey("council.code"))
    """None when the young person did not say; every duty worker sees it then."""
    anonymous: Mapped[bool] = mapped_column(default=False)
    cues: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Ids of the cue groups that matched, never the words."""
    raised_on: Mapped[date]
    raised_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    missed_at: Mapped[datetime | None]
    """The first moment it was due at, if it was passed on late: a new one hides no lateness."""
    second_contact_told: Mapped[bool] = mapped_column(default=False)
    """True once a second contact was told, whatever moment it is due at since."""
    second_contact_at: Mapped[datetime | None]
    """When a second contact was told that the moment it is due at has passed."""
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    acknowledged_by_name: Mapped[str] = mapped_column(String(120), default="")
    minutes_to_acknowledge: Mapped[int | None]
    outcome: Mapped[str | None] = mapped_column(String(40))
    """A code of app.safeguarding.texts.OUTCOMES."""
    child_told: Mapped[bool | None]
    outcome_words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    outcome_words = Sealed()
    closed_on: Mapped[date | None]

    exclusions: Mapped[list["AlertExclusion"]] = relationship(cascade="all, delete-orphan")

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """The alerts of the councils this account is on duty for, never one that is about them."""
        excluded = select(AlertExclusion.alert_id).where(AlertExclusion.account_id == account.id)
        rows = select(cls).where(cls.id.not_in(excluded))
        return rows.where(within(cls.council_code, account, Permission.ALERTS, or_unknown=True))


class AlertExclusion(RandomId, Base):
    """Someone this alert is about, who is therefore neither told of it nor shown it."""

    __tablename__ = "alert_exclusion"

    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
