"""Rounds of awards, what can be won in them, and who was nominated by whom."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    String,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.councils import within
from app.accounts.models import Account
from app.core.crypto import Sealed
from app.core.db import Base, RandomId
from app.core.permissions import Permission
from app.people.models import YoungPerson
from surveys.models import FormVersion, Response

NOMINATOR_PARTS = ("myself", "friend", "carer", "teacher", "worker", "family", "other")
NOMINATION_STATES = ("begun", "held", "in", "put_aside")
HELD_BECAUSE = ("", "worry", "flood", "late")


class AwardRound(RandomId, Base):
    """One year's awards: when nominations are taken, what can be won, and the day itself."""

    __tablename__ = "award_round"
    __table_args__ = (
        CheckConstraint("closes_on >= opens_on", name="closes_after_it_opens"),
        CheckConstraint("event_on IS NULL OR event_on >= closes_on", name="the_day_comes_last"),
    )

    title: Mapped[str] = mapped_column(String(120))
    council_code: Mapped[str | None] = mapped_column(ForeignKey("council.code"))
    """None for a round of the whole trust."""
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    """The last day on which nominations are taken."""
    link_code: Mapped[str] = mapped_column(String(16), unique=True)
    """What the link for nominators without an account ends with."""
    form_version_id: Mapped[int | None] = mapped_column(ForeignKey("form_version.id"))
    """The questions of this round; None until it is published."""
    event_on: Mapped[date | None]
    event_time: Mapped[str] = mapped_column(String(5), default="")
    event_place: Mapped[str] = mapped_column(String(200), default="")
    event_help: Mapped[str] = mapped_column(String(600), default="")
    """What there is for those who find a crowd hard: a quiet space, a quiet hour, a way in."""
    signatory: Mapped[str] = mapped_column(String(120), default="")
    signatory_title: Mapped[str] = mapped_column(String(120), default="")
    signature: Mapped[bytes | None] = mapped_column(LargeBinary)
    """A PNG we drew ourselves from what was uploaded."""

    categories: Mapped[list["Category"]] = relationship(
        order_by="Category.position", cascade="all, delete-orphan"
    )
    version: Mapped[FormVersion | None] = relationship()

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """The rounds this officer runs: those of their council, and those of the whole trust."""
        run = Permission.AWARD_RUN
        return select(cls).where(within(cls.council_code, account, run, or_unknown=True))


class Category(RandomId, Base):
    """Something one can be nominated for, with plain criteria."""

    __tablename__ = "award_category"
    __table_args__ = (
        UniqueConstraint("round_id", "code"),
        CheckConstraint("age_from <= age_to", name="ages_in_order"),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("award_round.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(80))
    """English, and a msgid for the ones that ship."""
    criteria: Mapped[str] = mapped_column(String(300))
    age_from: Mapped[int] = mapped_column(default=0)
    age_to: Mapped[int] = mapped_column(default=25)
    for_adults: Mapped[bool] = mapped_column(default=False)
    """For the grown-ups who are always there to care."""


class Nominee(RandomId, Base):
    """Somebody who was nominated in a round, once, however many voices there are for them."""

    __tablename__ = "nominee"
    __table_args__ = (
        UniqueConstraint("round_id", "young_person_id"),
        CheckConstraint("NOT adult OR young_person_id IS NULL", name="an_adult_is_no_young_person"),
        Index("ix_nominee_round_id_name_hash", "round_id", "name_hash"),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("award_round.id", ondelete="CASCADE"))
    young_person_id: Mapped[int | None] = mapped_column(
        ForeignKey("young_person.id", ondelete="CASCADE"), index=True
    )
    council_code: Mapped[str | None] = mapped_column(ForeignKey("council.code"))
    adult: Mapped[bool] = mapped_column(default=False)
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    name = Sealed()
    """As the first nominator typed it, or as an officer put it right."""
    name_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    """Keyed, of the name without case, marks and spaces: the same name is found, not read."""
    asked_on: Mapped[date | None]
    """When they were told, and asked what may be shown."""

    round: Mapped[AwardRound] = relationship()
    young_person: Mapped[YoungPerson | None] = relationship()
    nominations: Mapped[list["Nomination"]] = relationship(back_populates="nominee")

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """The nominees of the rounds and councils this officer answers for."""
        rounds = AwardRound.visible_to(account).with_only_columns(AwardRound.id)
        theirs = within(cls.council_code, account, Permission.AWARD_RUN, or_unknown=True)
        return select(cls).where(cls.round_id.in_(rounds), theirs)


class Nomination(RandomId, Base):
    """One voice for a nominee. What was said is the response; nobody is behind an open link."""

    __tablename__ = "nomination"
    __table_args__ = (
        CheckConstraint(
            "NOT by_link OR nominator_id IS NULL", name="nobody_is_behind_an_open_link"
        ),
        CheckConstraint("state IN ('begun', 'held', 'in', 'put_aside')", name="known_state"),
        CheckConstraint("held_because IN ('', 'worry', 'flood', 'late')", name="known_reason"),
        CheckConstraint("state <> 'held' OR held_because <> ''", name="what_is_held_says_why"),
        CheckConstraint(
            "state = 'begun' OR nominee_id IS NOT NULL", name="a_voice_is_for_somebody"
        ),
        Index("ix_nomination_round_id_state", "round_id", "state"),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("award_round.id", ondelete="CASCADE"))
    response_id: Mapped[int] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), unique=True
    )
    nominee_id: Mapped[int | None] = mapped_column(
        ForeignKey("nominee.id", ondelete="CASCADE"), index=True
    )
    category_id: Mapped[int | None] = mapped_column(ForeignKey("award_category.id"), index=True)
    by_link: Mapped[bool]
    nominator_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True
    )
    chosen_id: Mapped[int | None] = mapped_column(ForeignKey("young_person.id", ondelete="CASCADE"))
    """Whom a worker picked from those they work with."""
    part: Mapped[str] = mapped_column(String(10), default="")
    """What the nominator is to them, a code of NOMINATOR_PARTS."""
    state: Mapped[str] = mapped_column(String(10), default="begun")
    held_because: Mapped[str] = mapped_column(String(10), default="")

    round: Mapped[AwardRound] = relationship()
    response: Mapped[Response] = relationship()
    nominee: Mapped[Nominee | None] = relationship(back_populates="nominations")
    category: Mapped[Category | None] = relationship()
