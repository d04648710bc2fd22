"""Young people's groups, when they meet, and what stands on the agenda and in the notes."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    String,
    Text,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.councils import within
from app.accounts.models import Account
from app.core.crypto import Sealed
from app.core.db import Base, RandomId, one_of
from app.core.permissions import Permission

JOINING = ("open", "full", "ended")
"""Takes new people; takes nobody just now; does not meet any more."""
POINT_KINDS = ("agenda", "note")
POINT_STATES = ("proposed", "taken", "not_taken")
AUDIENCES = ("group", "everyone")


class Group(RandomId, Base):
    """A group of one council or, with none named, of the whole trust, as it is described."""

    __tablename__ = "young_group"
    __table_args__ = (
        CheckConstraint(one_of("joining", JOINING), name="known_joining"),
        CheckConstraint("age_from <= age_to", name="ages_in_order"),
    )

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    """Its name in an address: small letters, digits and hyphens."""
    council_code: Mapped[str | None] = mapped_column(ForeignKey("council.code"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    what: Mapped[str] = mapped_column(Text)
    who_for: Mapped[str] = mapped_column(Text, default="")
    age_from: Mapped[int] = mapped_column(default=0)
    age_to: Mapped[int] = mapped_column(default=25)
    meets: Mapped[str] = mapped_column(Text, default="")
    """When and where it usually meets."""
    what_it_is_like: Mapped[str] = mapped_column(Text, default="")
    food: Mapped[str] = mapped_column(Text, default="")
    getting_there: Mapped[str] = mapped_column(Text, default="")
    access: Mapped[str] = mapped_column(Text, default="")
    run_by: Mapped[str] = mapped_column(String(200), default="")
    """The part people have, never their own number."""
    joining: Mapped[str] = mapped_column(String(10), default="open")
    verify: Mapped[bool] = mapped_column(default=False)
    """Nobody has said yet that all of this holds: ask your worker."""

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """For the desk: those of the councils an officer runs groups for, and the whole trust's,
        in which young people of these councils may be.
        """
        return select(cls).where(
            within(cls.council_code, account, Permission.GROUP_RUN, or_unknown=True)
        )

    @classmethod
    def run_by_account(cls, account: Account) -> Select:
        """Those whose words and meetings this officer writes: the whole trust's only with every
        council.
        """
        return select(cls).where(within(cls.council_code, account, Permission.GROUP_RUN))

    @classmethod
    def open_to(cls, council_code: str | None) -> Select:
        """Those a young person of this council may be in; all of them for nobody in particular."""
        rows = select(cls)
        if council_code is None:
            return rows
        return rows.where(or_(cls.council_code.is_(None), cls.council_code == council_code))


class Meeting(RandomId, Base):
    """One time a group meets."""

    __tablename__ = "group_meeting"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        Index("ix_group_meeting_group_id_starts_at", "group_id", "starts_at"),
    )

    group_id: Mapped[int] = mapped_column(ForeignKey("young_group.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(200))
    access: Mapped[str] = mapped_column(Text, default="")
    called_off_on: Mapped[date | None]
    called_off_because: Mapped[str] = mapped_column(String(300), default="")

    group: Mapped[Group] = relationship(lazy="joined")
    points: Mapped[list["Point"]] = relationship(
        order_by="(Point.number, Point.id)", back_populates="meeting"
    )

    @property
    def minutes(self) -> int:
        """How long it is."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


class Point(RandomId, Base):
    """A point of a meeting's agenda or of its notes. Sealed: young people propose them, and notes
    hold what was said.
    """

    __tablename__ = "group_point"
    __table_args__ = (
        CheckConstraint(one_of("kind", POINT_KINDS), name="known_kind"),
        CheckConstraint(one_of("state", POINT_STATES), name="known_state"),
        CheckConstraint(one_of("audience", AUDIENCES), name="known_audience"),
        CheckConstraint(
            "(audience = 'group' AND NOT for_board) OR checked_on IS NOT NULL",
            name="public_only_after_a_check",
        ),
        CheckConstraint("audience = 'group' OR state = 'taken'", name="public_only_if_taken"),
    )

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("group_meeting.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int] = mapped_column(default=1)
    """Its place among the points of the meeting."""
    kind: Mapped[str] = mapped_column(String(10))
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    words = Sealed()
    language: Mapped[str] = mapped_column(String(10), default="en")
    written_on: Mapped[date]
    proposed_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    """The young person who proposed it; None for what an officer wrote."""
    proposed: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(10), default="taken")
    answer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    answer = Sealed()
    """Why it was not taken."""
    audience: Mapped[str] = mapped_column(String(10), default="group")
    for_board: Mapped[bool] = mapped_column(default=False)
    checked_on: Mapped[date | None]
    """An officer said that nobody can be recognised in it."""
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))

    meeting: Mapped[Meeting] = relationship(back_populates="points")
