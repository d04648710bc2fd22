"""Who asks to join a group, who is in it, who came, and the hours and thanks that are theirs."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    String,
    UniqueConstraint,
    and_,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.councils import within
from app.accounts.models import Account
from app.core.clock import today
from app.core.crypto import Sealed
from app.core.db import Base, RandomId, one_of
from app.core.permissions import Permission
from app.groups.models import Group, Meeting
from app.people.models import YoungPerson

REQUEST_STATES = ("waiting", "welcome", "not_this_one", "another_one", "withdrawn")
HOUR_KINDS = ("meeting", "visit", "interview_panel", "training")
GIVEN_AS = ("nothing", "payment", "voucher")


class OfOneChild:
    """A row about one young person: theirs, and the officers' of their council."""

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        theirs = select(YoungPerson.id)
        if account.is_young_person:
            theirs = theirs.where(YoungPerson.account_id == account.id)
        else:
            theirs = theirs.where(within(YoungPerson.council_code, account, Permission.GROUP_RUN))
        return select(cls).where(cls.young_person_id.in_(theirs))


class JoinRequest(OfOneChild, RandomId, Base):
    """Somebody would like to come."""

    __tablename__ = "group_request"
    __table_args__ = (
        CheckConstraint(one_of("state", REQUEST_STATES), name="known_state"),
        CheckConstraint(
            "(state IN ('waiting', 'withdrawn')) = (answered_on IS NULL)", name="answered_on_a_day"
        ),
        CheckConstraint(
            "(state = 'another_one') = (other_group_id IS NOT NULL)", name="another_one_is_named"
        ),
        # One open request at a time, however often it is tapped.
        Index(
            "ix_group_request_open",
            "group_id",
            "young_person_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    group_id: Mapped[int] = mapped_column(ForeignKey("young_group.id", ondelete="CASCADE"))
    young_person_id: Mapped[int] = mapped_column(
        ForeignKey("young_person.id", ondelete="CASCADE"), index=True
    )
    asked_on: Mapped[date]
    due_on: Mapped[date]
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()
    language: Mapped[str] = mapped_column(String(10), default="en")
    state: Mapped[str] = mapped_column(String(20), default="waiting")
    answer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    answer = Sealed()
    other_group_id: Mapped[int | None] = mapped_column(
        ForeignKey("young_group.id", ondelete="CASCADE")
    )
    answered_on: Mapped[date | None]
    answered_by_name: Mapped[str] = mapped_column(String(120), default="")
    reminded_on: Mapped[date | None]

    group: Mapped[Group] = relationship(foreign_keys=[group_id], lazy="joined")
    other_group: Mapped[Group | None] = relationship(foreign_keys=[other_group_id], lazy="joined")
    young_person: Mapped[YoungPerson] = relationship(lazy="joined")


class Member(OfOneChild, RandomId, Base):
    """A young person is in a group from a day to a day."""

    __tablename__ = "group_member"
    __table_args__ = (
        CheckConstraint("to_on IS NULL OR to_on >= from_on", name="ends_after_it_starts"),
        Index(
            "ix_group_member_current",
            "group_id",
            "young_person_id",
            unique=True,
            sqlite_where=text("to_on IS NULL"),
            postgresql_where=text("to_on IS NULL"),
        ),
    )

    group_id: Mapped[int] = mapped_column(ForeignKey("young_group.id", ondelete="CASCADE"))
    young_person_id: Mapped[int] = mapped_column(
        ForeignKey("young_person.id", ondelete="CASCADE"), index=True
    )
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    """The day they left; None while it goes on."""

    group: Mapped[Group] = relationship(lazy="joined")
    young_person: Mapped[YoungPerson] = relationship(lazy="joined")

    @classmethod
    def is_current(cls):
        """True in a query for those who are in it today."""
        return and_(cls.from_on <= today(), or_(cls.to_on.is_(None), cls.to_on > today()))


class Attendance(RandomId, Base):
    """A young person came to a meeting."""

    __tablename__ = "group_attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "young_person_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("group_meeting.id", ondelete="CASCADE"))
    young_person_id: Mapped[int] = mapped_column(
        ForeignKey("young_person.id", ondelete="CASCADE"), index=True
    )


class Hours(OfOneChild, RandomId, Base):
    """Time a young person gave, and what they got for it. Leaving the group takes nothing away."""

    __tablename__ = "group_hours"
    __table_args__ = (
        CheckConstraint(one_of("kind", HOUR_KINDS), name="known_kind"),
        CheckConstraint(one_of("given_as", GIVEN_AS), name="known_thanks"),
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="at_most_a_day"),
        CheckConstraint("pence >= 0", name="nothing_is_taken"),
        CheckConstraint("(given_as = 'nothing') = (agreed_on IS NULL)", name="agreed_on_a_day"),
        CheckConstraint("given_on IS NULL OR given_as <> 'nothing'", name="given_was_agreed"),
        UniqueConstraint("meeting_id", "young_person_id"),
    )

    group_id: Mapped[int] = mapped_column(ForeignKey("young_group.id", ondelete="CASCADE"))
    young_person_id: Mapped[int] = mapped_column(
        ForeignKey("young_person.id", ondelete="CASCADE"), index=True
    )
    meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("group_meeting.id", ondelete="SET NULL")
    )
    """The meeting that was attended; None for what an officer wrote down by itself."""
    kind: Mapped[str] = mapped_column(String(20))
    on_day: Mapped[date]
    minutes: Mapped[int]
    given_as: Mapped[str] = mapped_column(String(10), default="nothing")
    pence: Mapped[int] = mapped_column(default=0)
    agreed_on: Mapped[date | None]
    given_on: Mapped[date | None]

    meeting: Mapped[Meeting | None] = relationship()


class Thanks(OfOneChild, RandomId, Base):
    """The sentence of thanks that stands on a young person's reference for a group."""

    __tablename__ = "group_thanks"
    __table_args__ = (UniqueConstraint("group_id", "young_person_id"),)

    group_id: Mapped[int] = mapped_column(ForeignKey("young_group.id", ondelete="CASCADE"))
    young_person_id: Mapped[int] = mapped_column(
        ForeignKey("young_person.id", ondelete="CASCADE"), index=True
    )
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    words = Sealed()
    written_on: Mapped[date]
    written_by_name: Mapped[str] = mapped_column(String(120))
    job_title: Mapped[str] = mapped_column(String(120), default="")
