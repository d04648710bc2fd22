"""Conversations with young people: who reads one, who never does, and what was said in it."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    String,
    UniqueConstraint,
    and_,
    exists,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.councils import granted_for
from app.accounts.models import Account, RoleGrant
from app.core.crypto import Sealed
from app.core.db import Base, RandomId
from app.people.break_glass import BreakGlass
from app.people.models import Assignment, YoungPerson
from feedback.teams import DUTY, TEAM_OF, TEAMS
from surveys.models import Response

MOST_CHARACTERS = 10_000
"""In one message or answer."""


class Thread(RandomId, Base):
    """The conversation on one response, addressed to parts in a young person's life.

    It belongs to no employee: whoever holds the part today reads it, and nobody it is about does.
    """

    __tablename__ = "thread"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'answered', 'closed')", name="known_state"),
        CheckConstraint(
            "sorted_out IS NULL OR sorted_out IN ('yes', 'partly', 'no')", name="known_sorted_out"
        ),
        Index("ix_thread_council_code_state_due_on", "council_code", "state", "due_on"),
        Index("ix_thread_answered", "council_code", "opened_on", "first_answered_on"),
    )

    response_id: Mapped[int] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), unique=True
    )
    council_code: Mapped[str | None] = mapped_column(ForeignKey("council.code"))
    young_person_id: Mapped[int | None] = mapped_column(
        ForeignKey("young_person.id", ondelete="CASCADE"), index=True
    )
    """None when it was said anonymously."""
    opened_on: Mapped[date]
    due_on: Mapped[date]
    """The day by which an adult answers what was said last."""
    first_answered_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    """waiting for an adult, answered, or closed by the young person."""
    escalated_to: Mapped[str | None] = mapped_column(String(30))
    """The last part it went up to because it was overdue."""
    sorted_out: Mapped[str | None] = mapped_column(String(10))

    response: Mapped[Response] = relationship(lazy="joined")
    young_person: Mapped[YoungPerson | None] = relationship()
    messages: Mapped[list["Message"]] = relationship(
        back_populates="thread", order_by="Message.position", cascade="all, delete-orphan"
    )
    audience: Mapped[list["ThreadAudience"]] = relationship(cascade="all, delete-orphan")
    exclusions: Mapped[list["ThreadExclusion"]] = relationship(cascade="all, delete-orphan")

    @property
    def anonymous(self) -> bool:
        return self.young_person_id is None

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """The conversations this account may read now.

        A young person: their own. Others: those addressed to them and, while they are on duty and
        have opened them for a reason the young person is told, those of that young person. Never
        someone the young person complained about, and never someone on a team they complained
        about.
        """
        if account.is_young_person:
            own = select(YoungPerson.id).where(YoungPerson.account_id == account.id)
            return select(cls).where(cls.young_person_id.in_(own))
        opened = BreakGlass.lets_read(account, cls.young_person_id)
        may_read = or_(cls.is_addressed_to(account), opened)
        return select(cls).where(and_(may_read, ~cls.is_about(account.id)))

    @classmethod
    def answered_by(cls, account: Account) -> Select:
        """The conversations this member of staff works on today: those addressed to them. What they
        may only read, because they opened it, is not among them.
        """
        return select(cls).where(cls.is_addressed_to(account), ~cls.is_about(account.id))

    @classmethod
    def is_addressed_to(cls, account: Account) -> ColumnElement[bool]:
        """Whether it is addressed to a part this worker holds in that young person's life now, or
        to a team they are on, in its councils.
        """
        holds_part = exists().where(
            ThreadAudience.thread_id == cls.id,
            Assignment.young_person_id == cls.young_person_id,
            Assignment.part == ThreadAudience.part,
            Assignment.worker_id == account.id,
            Assignment.is_current(),
        )
        on_the_team = exists().where(
            ThreadAudience.thread_id == cls.id,
            RoleGrant.account_id == account.id,
            cls.read_by_team(ThreadAudience.part, account.id),
        )
        return or_(holds_part, on_the_team)

    @classmethod
    def read_by_team(cls, part, account_id) -> ColumnElement[bool]:
        """Whether a grant of this account lets it read what is addressed to the team `part`.

        The participation team and the managers "do not work with you": whoever of them does, reads
        it only in the part they have.
        """
        in_the_team = or_(
            *(and_(part == team, RoleGrant.role == role) for team, role in TEAMS.items())
        )
        works_with_them = exists().where(
            Assignment.young_person_id == cls.young_person_id,
            Assignment.worker_id == account_id,
            Assignment.is_current(),
        )
        # Asked inside another EXISTS, where the conversation would be taken for any conversation.
        works_with_them = works_with_them.correlate_except(Assignment)
        return and_(
            in_the_team,
            granted_for(cls.council_code),
            or_(part == DUTY, ~works_with_them),
        )

    @classmethod
    def is_about(cls, account_id) -> ColumnElement[bool]:
        """Whether the young person complained about this account, or a team it is on."""
        a_team_of_theirs = or_(
            *(
                and_(ThreadExclusion.part == part, RoleGrant.role == TEAMS[team])
                for part, team in TEAM_OF.items()
            )
        )
        return or_(
            exists().where(
                ThreadExclusion.thread_id == cls.id, ThreadExclusion.account_id == account_id
            ),
            exists().where(
                ThreadExclusion.thread_id == cls.id,
                RoleGrant.account_id == account_id,
                a_team_of_theirs,
                granted_for(cls.council_code),
            ),
        )


class ThreadAudience(RandomId, Base):
    """A part that may read a conversation, and why."""

    __tablename__ = "thread_audience"
    __table_args__ = (
        UniqueConstraint("thread_id", "part"),
        CheckConstraint("because IN ('chosen', 'escalated')", name="known_because"),
    )

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    part: Mapped[str] = mapped_column(String(30))
    because: Mapped[str] = mapped_column(String(10), default="chosen")
    since_on: Mapped[date]


class ThreadExclusion(RandomId, Base):
    """Someone (or, said anonymously, a part) a conversation is about: they never read it."""

    __tablename__ = "thread_exclusion"
    __table_args__ = (
        CheckConstraint("(account_id IS NULL) <> (part IS NULL)", name="a_person_or_a_part"),
    )

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    part: Mapped[str | None] = mapped_column(String(30))


class Message(RandomId, Base):
    """One message in a conversation. A reply outlives the worker who wrote it."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("thread_id", "position"),
        CheckConstraint("author_kind IN ('young_person', 'staff')", name="known_author_kind"),
        CheckConstraint(
            "author_kind = 'staff' OR (author_id IS NULL AND author_name = '')",
            name="a_young_persons_message_names_nobody",
        ),
    )

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    position: Mapped[int]
    """1 for the first; order is kept so, because a day alone would not tell it."""
    author_kind: Mapped[str] = mapped_column(String(20))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    author_name: Mapped[str] = mapped_column(String(120), default="")
    author_title: Mapped[str] = mapped_column(String(120), default="")
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()
    language: Mapped[str] = mapped_column(String(10))
    written_on: Mapped[date]
    read_on: Mapped[date | None]
    """The day the other side first saw it."""
    once_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    """The form's own key, so that a message sent twice is one message."""

    thread: Mapped[Thread] = relationship(back_populates="messages")
