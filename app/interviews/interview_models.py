"""Return interviews: what was offered, what the child chose, who listened, and what came of it.

The child's own words are the answers of a response on the form engine. What a professional writes
is a Note, and the two are never merged. *Form completed* and *child took part* are two facts: a
form filled in without the child is not a conversation.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    String,
    false,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.councils import within
from app.accounts.models import Account
from app.core.db import Base, RandomId, one_of
from app.core.permissions import Permission
from app.interviews.episode_models import Episode
from app.people.models import YoungPerson
from surveys.models import Response

if TYPE_CHECKING:
    from app.interviews.afterwards_models import Action, Told
    from app.interviews.attempt_models import Attempt
    from app.interviews.words_models import Note

LISTENERS = (Permission.INTERVIEW, Permission.INTERVIEW_CHOSEN)
"""Either lets somebody listen; the second only where the child chose them."""

ANSWERS = ("accepted", "declined")
"""What the child says to the offer. No answer is None, and is asked again kindly."""

PLACES = ("home", "school", "cafe", "walk", "office", "youth_centre", "car", "somewhere_else")

METHODS = ("in_person", "phone", "video")

HELPED = ("yes", "partly", "no")


class ReturnInterview(RandomId, Base):
    """The offer and the conversation that follow one episode. One an episode, however often the
    child is asked.
    """

    __tablename__ = "return_interview"
    __table_args__ = (
        CheckConstraint(f"answer IS NULL OR {one_of('answer', ANSWERS)}", name="known_answer"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="an_answer_has_a_moment"),
        CheckConstraint(
            "answered_at IS NULL OR offered_at IS NOT NULL", name="what_was_answered_was_offered"
        ),
        CheckConstraint(
            "NOT child_took_part OR held_at IS NOT NULL", name="who_took_part_was_talked_with"
        ),
        CheckConstraint(
            "held_at IS NULL OR (interviewer_name <> '' AND method IS NOT NULL)",
            name="what_was_held_says_by_whom_and_how",
        ),
        CheckConstraint(f"method IS NULL OR {one_of('method', METHODS)}", name="known_method"),
        CheckConstraint(f"helped IS NULL OR {one_of('helped', HELPED)}", name="known_helped"),
        CheckConstraint(f"place IS NULL OR {one_of('place', PLACES)}", name="known_place"),
        Index("ix_return_interview_interviewer_id", "interviewer_id"),
    )
    # By a child on their phone and an adult at a desk.
    CHANGED_AT_ONCE = (
        *("wishes_id", "words_id", "wishes", "words"),
        *("offered_at", "answer", "answered_at", "ask_again_on"),
        *("held_at", "child_took_part", "read_back_at", "form_completed_at"),
    )

    episode_id: Mapped[int] = mapped_column(
        ForeignKey("episode.id", ondelete="CASCADE"), unique=True
    )
    door_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    """Keyed hash of the code (also a link) that opens the offer for a child without an account."""
    door_until: Mapped[datetime | None]
    door_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    """Who gave it, and so may open it as well: through it nobody is chosen who is them."""
    words_door_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    """The `door_hash` that opens what was said as well: of a code given by whoever listened.
    Another code, given by somebody who has not heard it, opens the offer alone.
    """
    offered_at: Mapped[datetime | None]
    """When the child first knew of the offer."""
    answer: Mapped[str | None] = mapped_column(String(10))
    """The last thing they said to it; every one is an Attempt."""
    answered_at: Mapped[datetime | None]
    ask_again_on: Mapped[date | None]
    """The day on which somebody asks again, kindly."""
    warned_at: Mapped[datetime | None]
    """When mail said that 24 hours are left; and below, that the 72 have passed."""
    told_late_at: Mapped[datetime | None]
    wishes_id: Mapped[int | None] = mapped_column(
        ForeignKey("response.id", ondelete="SET NULL"), unique=True
    )
    """Who, where, when, in which language, with whom beside; what to talk about and what not."""
    words_id: Mapped[int | None] = mapped_column(
        ForeignKey("response.id", ondelete="SET NULL"), unique=True
    )
    """What the child said. A draft until the child has read it back; sent when they agreed."""
    interviewer_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    interviewer_name: Mapped[str] = mapped_column(String(120), default="")
    asked_at: Mapped[datetime | None]
    """When whoever is to listen was asked, by the child or by a keeper of the register."""
    no_reply_from: Mapped[str] = mapped_column(String(120), default="")
    """Whom the child chose who has not answered, so that somebody else was asked; the child reads
    it.
    """
    provider_type: Mapped[str | None] = mapped_column(String(30))
    whom_by_code_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    """Who had given the code through which it was said with whom the child would like to talk. It
    does not choose that person. None if the child was signed in.
    """
    chosen_by_child: Mapped[bool] = mapped_column(default=False)
    """The child asked for this very person, although they are not independent."""
    independent_of_home: Mapped[bool | None]
    independent_of_authority: Mapped[bool | None]
    declared_at: Mapped[datetime | None]
    """When the interviewer said how independent they are of this child's home and authority."""
    planned_at: Mapped[datetime | None]
    place: Mapped[str | None] = mapped_column(String(20))
    method: Mapped[str | None] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(10), default="en")
    with_interpreter: Mapped[bool] = mapped_column(default=False)
    with_friend: Mapped[bool] = mapped_column(default=False)
    held_at: Mapped[datetime | None]
    """When somebody talked with the child, or sat down to fill in the form without them."""
    child_took_part: Mapped[bool] = mapped_column(default=False)
    read_back_at: Mapped[datetime | None]
    """When the child had read their words back and agreed to them."""
    form_completed_at: Mapped[datetime | None]
    helped: Mapped[str | None] = mapped_column(String(10))
    """What the child says afterwards: did this help?"""

    episode: Mapped[Episode] = relationship(back_populates="interview", lazy="joined")
    interviewer: Mapped[Account | None] = relationship(foreign_keys=interviewer_id)
    wishes: Mapped[Response | None] = relationship(foreign_keys=wishes_id)
    words: Mapped[Response | None] = relationship(foreign_keys=words_id)
    # Named in full: what slows down guessing is called Attempt too.
    attempts: Mapped[list["Attempt"]] = relationship(
        "app.interviews.attempt_models.Attempt",
        back_populates="interview",
        order_by="app.interviews.attempt_models.Attempt.made_at",
        cascade="all, delete-orphan",
    )
    notes: Mapped[list["Note"]] = relationship(cascade="all, delete-orphan")
    actions: Mapped[list["Action"]] = relationship(
        order_by="Action.due_on", cascade="all, delete-orphan"
    )
    told: Mapped[list["Told"]] = relationship(order_by="Told.on", cascade="all, delete-orphan")

    @property
    def without_the_child(self) -> bool:
        """Somebody sat down and filled in the form without them: nothing of it is their words."""
        return self.held_at is not None and not self.child_took_part

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """The interviews whose course this account may see: those it holds, and those of episodes
        it sees. What the child said is another matter: `SharedParagraph` and `hears`.
        """
        seen = cls.episode_id.in_(Episode.visible_to(account).with_only_columns(Episode.id))
        return select(cls).where(or_(cls.is_with(account), seen))

    @classmethod
    def is_with(cls, account: Account) -> ColumnElement[bool]:
        """True in a query for those this account was asked to listen in, or does: any of an
        interviewer's, and of somebody else's only what the child chose them for.
        """
        theirs = cls.interviewer_id == account.id
        if account.may(Permission.INTERVIEW):
            return theirs
        if account.may(Permission.INTERVIEW_CHOSEN):
            return theirs & cls.chosen_by_child
        return false()

    def is_held_by(self, account: Account) -> bool:
        """The same rule, of this one interview."""
        may = account.may(Permission.INTERVIEW) or (
            self.chosen_by_child and account.may(Permission.INTERVIEW_CHOSEN)
        )
        return may and self.interviewer_id == account.id

    def is_heard_by(self, account: Account) -> bool:
        """True for the child themselves, and for the one person they talked with, who has said how
        independent they are. Whoever was only asked has heard nothing.
        """
        young_person = self.episode.young_person
        if account.is_young_person:
            return young_person.account_id == account.id
        return self.declared_at is not None and self.is_held_by(account)


def of_young_person(young_person: YoungPerson) -> Select[tuple[ReturnInterview]]:
    """Every return interview of this young person, the latest episode first."""
    rows = select(ReturnInterview).join(Episode)
    return rows.where(Episode.young_person_id == young_person.id).order_by(Episode.left_at.desc())


def kept_by(account: Account) -> Select[tuple[ReturnInterview]]:
    """The interviews of the councils for which this account keeps the register."""
    rows = select(ReturnInterview).join(Episode)
    return rows.where(within(Episode.council_code, account, Permission.EPISODES_MANAGE))
