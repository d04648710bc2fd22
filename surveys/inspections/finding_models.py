"""What was found, what is recommended, what the service answers, and what came of it."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, and_, or_
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from app.accounts.models import Account
from app.core.crypto import Sealed
from app.core.db import Base, RandomId, one_of
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.reworded import Reworded

FINDING_KINDS = ("good", "needs_work", "worry")
ANSWERS = ("yes", "partly", "no")
JUDGEMENTS = ("good", "not_enough")
OUTCOMES = ("done", "not_done")
SEEN = ("happened", "partly", "not_yet")


class Finding(Reworded, RandomId, Base):
    """One thing they found, as they wrote it and as it may be told."""

    __tablename__ = "inspection_finding"
    __table_args__ = (
        CheckConstraint(one_of("kind", FINDING_KINDS), name="known_kind"),
        CheckConstraint(
            "checked_on IS NULL OR told_sealed IS NOT NULL", name="what_is_checked_has_words"
        ),
    )

    inspection_id: Mapped[int] = mapped_column(
        ForeignKey("inspection.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    words = Sealed()
    told = Sealed()
    """The same after an officer saw to it that nobody can be recognised."""
    told_because = Sealed()
    objection = Sealed()
    inside: Mapped[bool] = mapped_column(default=False)
    """The service is told, and nobody else: it is not on the public page or in the report."""
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    """Who of the inspectors wrote in it last."""

    inspection: Mapped[Inspection] = relationship(
        backref=backref("findings", order_by="Finding.position", cascade="all, delete-orphan")
    )


class Recommendation(Reworded, RandomId, Base):
    """What should change, who answers for it and by when, and all that follows."""

    __tablename__ = "inspection_recommendation"
    __table_args__ = (
        CheckConstraint(f"answer IS NULL OR {one_of('answer', ANSWERS)}", name="known_answer"),
        CheckConstraint("(answer IS NULL) = (answered_on IS NULL)", name="answered_on_a_day"),
        CheckConstraint(
            "answer IS NULL OR answer <> 'yes' OR do_by IS NOT NULL",
            name="who_agrees_names_a_day",
        ),
        CheckConstraint(
            f"judged IS NULL OR ({one_of('judged', JUDGEMENTS)} AND answer IS NOT NULL)",
            name="only_an_answer_is_judged",
        ),
        CheckConstraint(f"outcome IS NULL OR {one_of('outcome', OUTCOMES)}", name="known_outcome"),
        CheckConstraint("(outcome IS NULL) = (closed_on IS NULL)", name="closed_on_a_day"),
        CheckConstraint(
            "checked_on IS NULL OR told_sealed IS NOT NULL", name="what_is_checked_has_words"
        ),
        Index("ix_inspection_recommendation_closed_on_due_on", "closed_on", "due_on"),
    )

    inspection_id: Mapped[int] = mapped_column(
        ForeignKey("inspection.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    words = Sealed()
    told = Sealed()
    told_because = Sealed()
    objection = Sealed()
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True
    )
    due_on: Mapped[date]
    """The day by which the service answers."""
    answer: Mapped[str | None] = mapped_column(String(10))
    because_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    because = Sealed()
    """The service's words."""
    do_by: Mapped[date | None]
    answered_on: Mapped[date | None]
    answered_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    answered_by_name: Mapped[str] = mapped_column(String(120), default="")
    answer_looked_on: Mapped[date | None]
    """When an officer looked at this answer."""
    answer_held_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    answer_held = Sealed()
    """Why its words are not for everybody, as that officer wrote to the service."""
    judged: Mapped[str | None] = mapped_column(String(20))
    """What the inspectors say of the answer."""
    judged_words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    judged_words = Sealed()
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    """Who of the inspectors wrote in it last."""
    told_late_on: Mapped[date | None]
    """When the managers were told that no answer came in time."""
    told_undone_on: Mapped[date | None]
    """When they were told that the day it was promised for has passed."""
    outcome: Mapped[str | None] = mapped_column(String(10))
    closed_on: Mapped[date | None]

    inspection: Mapped[Inspection] = relationship(
        lazy="joined",
        backref=backref(
            "recommendations",
            order_by="Recommendation.position",
            cascade="all, delete-orphan",
        ),
    )
    owner: Mapped[Account | None] = relationship(foreign_keys=[owner_id], lazy="joined")
    revisits: Mapped[list["Revisit"]] = relationship(
        order_by="Revisit.on, Revisit.id", cascade="all, delete-orphan"
    )

    @property
    def waits_for_a_look(self) -> bool:
        """True while no officer has looked at the answer there is."""
        return self.answer is not None and self.answer_looked_on is None

    @property
    def shows_because(self) -> bool:
        """True if everybody may read the service's words."""
        return self.answer_looked_on is not None and self.answer_held is None

    def waits(self) -> bool:
        """True while the service owes an answer, or a better one."""
        return self.outcome is None and self._is_unanswered()

    def _is_unanswered(self) -> bool:
        return self.answer is None or self.judged == "not_enough"

    def stage(self, day: date) -> str:
        """How far it is on this day: a code of texts.STAGES. What was closed later is open."""
        if self.closed_on is not None and self.closed_on <= day:
            return self.outcome
        if self._is_unanswered():
            return "late" if self.due_on < day else "waits"
        return "undone" if self.do_by and self.do_by < day else "answered"

    def owed_on(self, day: date) -> date:
        """The day that counts for the service on this one: for its answer, or for what it said it
        would do.
        """
        return self.do_by if self.stage(day) == "undone" else self.due_on

    @classmethod
    def is_waiting(cls):
        """What `waits` says, in a query."""
        return and_(cls.outcome.is_(None), or_(cls.answer.is_(None), cls.judged == "not_enough"))


class Revisit(RandomId, Base):
    """They went again to see whether it happened."""

    __tablename__ = "inspection_revisit"
    __table_args__ = (CheckConstraint(one_of("seen", SEEN), name="known_seen"),)

    recommendation_id: Mapped[int] = mapped_column(
        ForeignKey("inspection_recommendation.id", ondelete="CASCADE"), index=True
    )
    on: Mapped[date] = mapped_column("visited_on")
    seen: Mapped[str] = mapped_column(String(10))
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
