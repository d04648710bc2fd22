"""Judging: who judges, the blind cards, what each judge gave and which cards are not for them."""

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    Select,
    String,
    UniqueConstraint,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.awards.round_models import AwardRound, Category, Nomination, Nominee
from app.core.clock import today
from app.core.crypto import Sealed
from app.core.db import Base, RandomId
from app.people.models import YoungPerson

PLACES = ("recognised", "commended", "winner")
"""From the one that everybody has."""


class Judge(RandomId, Base):
    """A young person who judges in a round."""

    __tablename__ = "award_judge"
    __table_args__ = (UniqueConstraint("round_id", "account_id"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("award_round.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )

    account: Mapped[Account] = relationship(lazy="joined")


class Card(RandomId, Base):
    """A nominee in one category as the judges see them: no name, and words an officer looked at."""

    __tablename__ = "award_card"
    __table_args__ = (
        UniqueConstraint("nominee_id", "category_id"),
        CheckConstraint("place IN ('recognised', 'commended', 'winner')", name="known_place"),
    )

    nominee_id: Mapped[int] = mapped_column(ForeignKey("nominee.id", ondelete="CASCADE"))
    category_id: Mapped[int] = mapped_column(
        ForeignKey("award_category.id", ondelete="CASCADE"), index=True
    )
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()
    interpreted: Mapped[bool] = mapped_column(default=False)
    """Whether some of these words are an interpreter's English."""
    ready: Mapped[bool] = mapped_column(default=False)
    talk_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    talk = Sealed()
    """What the judges said about it when they talked."""
    place: Mapped[str] = mapped_column(String(12), default="recognised")

    nominee: Mapped[Nominee] = relationship()
    category: Mapped[Category] = relationship()
    scores: Mapped[list["JudgeScore"]] = relationship()

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """The ready cards of the rounds this account judges, up to the day itself, but for its
        conflicts: itself, whom it nominated, and whom it said it knows.
        """
        rounds = (
            select(Judge.round_id)
            .join(AwardRound)
            .where(
                Judge.account_id == account.id,
                or_(AwardRound.event_on.is_(None), AwardRound.event_on >= today()),
            )
        )
        themselves = (
            select(Nominee.id).join(YoungPerson).where(YoungPerson.account_id == account.id)
        )
        nominated = select(Nomination.nominee_id).where(
            Nomination.nominator_id == account.id, Nomination.nominee_id.is_not(None)
        )
        known = select(JudgeConflict.nominee_id).where(JudgeConflict.account_id == account.id)
        return (
            select(cls)
            .join(Nominee, Nominee.id == cls.nominee_id)
            .where(
                cls.ready,
                Nominee.round_id.in_(rounds),
                cls.nominee_id.not_in(themselves),
                cls.nominee_id.not_in(nominated),
                cls.nominee_id.not_in(known),
            )
        )


class JudgeScore(RandomId, Base):
    """What one judge gave one card, from 1 to 5."""

    __tablename__ = "judge_score"
    __table_args__ = (
        UniqueConstraint("card_id", "account_id"),
        CheckConstraint("score BETWEEN 1 AND 5", name="one_to_five"),
    )

    card_id: Mapped[int] = mapped_column(ForeignKey("award_card.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    score: Mapped[int]


class JudgeConflict(RandomId, Base):
    """A judge who knows a nominee, by their own word, and does not judge them."""

    __tablename__ = "judge_conflict"
    __table_args__ = (UniqueConstraint("nominee_id", "account_id"),)

    nominee_id: Mapped[int] = mapped_column(ForeignKey("nominee.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
