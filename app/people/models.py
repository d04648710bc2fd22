"""Young people, and which worker has which part in their lives."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    String,
    and_,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.councils import within
from app.accounts.models import Account
from app.core.clock import today
from app.core.crypto import Sealed
from app.core.db import Base, RandomId, one_of
from app.core.permissions import Permission

CARE_STATUSES = ("in_care", "eligible", "relevant", "former_relevant", "qualifying")
"""Children Act 1989, schedule 2 part II and sections 23A, 23C and 24."""

HOME_TYPES = (
    "foster_home",
    "family_or_friends",
    "childrens_home",
    "supported_home",
    "own_home",
    "other_home",
)
"""Where a young person lives: with foster carers, with family or friends as carers, in a children's
home, in supported lodgings or accommodation, on their own, elsewhere.
"""

PARTS = (
    "social_worker",
    "personal_adviser",
    "reviewing_officer",
    "team_manager",
    "carer_support",
    "advocate",
)
"""The parts an adult can have in a young person's life here."""


class YoungPerson(RandomId, Base):
    """As little about a young person as the job needs."""

    __tablename__ = "young_person"
    __table_args__ = (
        CheckConstraint(one_of("care_status", CARE_STATUSES), name="known_care_status"),
        CheckConstraint(
            f"home_type IS NULL OR {one_of('home_type', HOME_TYPES)}", name="known_home_type"
        ),
    )

    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), unique=True
    )
    known_as_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    known_as = Sealed()
    """The name their workers use."""
    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"), index=True)
    birth_month: Mapped[date]
    """The first of the month they were born in; the day is nobody's business here."""
    care_status: Mapped[str] = mapped_column(String(20))
    separated: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(String(10), default="en")
    home_type: Mapped[str | None] = mapped_column(String(20))
    """One of HOME_TYPES; None while nobody has said."""
    home_provider: Mapped[str] = mapped_column(String(120), default="")
    """Who runs that home, if an organisation does: nobody of theirs is an independent listener."""
    out_of_area: Mapped[bool] = mapped_column(default=False)
    """Whether they live outside the area of the council that looks after them."""
    disabled: Mapped[bool | None]
    """Disabled, or in need of more help to take part; None while nobody has said. Held for one
    thing: to see, in counts, whether disabled young people are left out (Equality Act 2010, section
    149; UK GDPR article 9(2)(g) with the Data Protection Act 2018, schedule 1, paragraph 8).
    """

    account: Mapped[Account | None] = relationship(lazy="joined")
    assignments: Mapped[list["Assignment"]] = relationship(back_populates="young_person")

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """The young people this account works with today, and those whose records it keeps."""
        rows = select(cls)
        mine = cls.id.in_(
            select(Assignment.young_person_id).where(
                Assignment.worker_id == account.id, Assignment.is_current()
            )
        )
        if account.is_young_person:
            return rows.where(cls.account_id == account.id)
        return rows.where(or_(mine, within(cls.council_code, account, Permission.PEOPLE_MANAGE)))


class Assignment(RandomId, Base):
    """A worker's part in a young person's life. It ends the moment `ends_on` has passed."""

    __tablename__ = "assignment"
    __table_args__ = (
        Index("ix_assignment_worker_id_young_person_id", "worker_id", "young_person_id"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_it_starts"),
    )

    worker_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    young_person_id: Mapped[int] = mapped_column(
        ForeignKey("young_person.id", ondelete="CASCADE"), index=True
    )
    part: Mapped[str] = mapped_column(String(30))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    """The last day; None while it goes on."""

    worker: Mapped[Account] = relationship(lazy="joined")
    young_person: Mapped[YoungPerson] = relationship(back_populates="assignments")

    @classmethod
    def is_current(cls):
        """True in a query for the assignments that hold today."""
        day = today()
        return and_(cls.starts_on <= day, or_(cls.ends_on.is_(None), cls.ends_on >= day))


class JoinCode(RandomId, Base):
    """What a worker hands a young person so that they can make their own account. Works once."""

    __tablename__ = "join_code"

    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    young_person_id: Mapped[int] = mapped_column(ForeignKey("young_person.id", ondelete="CASCADE"))
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    young_person: Mapped[YoungPerson] = relationship(lazy="joined")
