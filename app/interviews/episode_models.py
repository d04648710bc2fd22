"""Missing episodes: a child was away, from when until when, from where, and who said so.

Statutory guidance on children who run away or go missing from home or care (DfE, January 2014).
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.councils import within
from app.accounts.models import Account
from app.core.db import Base, RandomId, one_of
from app.core.permissions import Permission
from app.people.models import YoungPerson

if TYPE_CHECKING:
    from app.interviews.interview_models import ReturnInterview

KINDS = ("missing", "away_without_authorisation")
"""Nobody knew where they were; or it was known, and nobody had allowed it."""

RISKS = ("no_apparent", "low", "medium", "high")
"""The police's levels (College of Policing). No apparent risk was once called absent."""

FROM = ("home", "family", "school", "hospital", "out_with_others", "somewhere_else")
"""Where they went from; `home` is where they live, of the type kept on the young person."""

REPORTED_BY = ("carer", "home_staff", "school", "social_worker", "family", "police", "other")

RETURNS = ("came_back", "found_by_carer", "found_by_police", "found_by_family", "found_by_other")

WITHIN = timedelta(hours=72)
"""From coming back to the conversation: elapsed hours, whatever the clocks on the wall do."""


class Episode(RandomId, Base):
    """One time a child was missing, or away without authorisation. At most one is open a child."""

    __tablename__ = "episode"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="known_kind"),
        CheckConstraint(one_of("risk", RISKS), name="known_risk"),
        CheckConstraint(one_of("went_from", FROM), name="known_went_from"),
        CheckConstraint(one_of("reported_by", REPORTED_BY), name="known_reported_by"),
        CheckConstraint(
            f"returned_how IS NULL OR {one_of('returned_how', RETURNS)}", name="known_returned_how"
        ),
        CheckConstraint(
            "returned_at IS NULL OR returned_at >= left_at", name="nobody_returns_before_they_left"
        ),
        CheckConstraint("(returned_at IS NULL) = (returned_how IS NULL)", name="a_return_says_how"),
        CheckConstraint("source IN ('app', 'import')", name="known_source"),
        UniqueConstraint("council_code", "reference"),
        Index("ix_episode_young_person_id_left_at", "young_person_id", "left_at"),
        Index("ix_episode_council_code_returned_at", "council_code", "returned_at"),
    )

    young_person_id: Mapped[int] = mapped_column(ForeignKey("young_person.id", ondelete="CASCADE"))
    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    """The council that looked after them then; it stays when they move."""
    kind: Mapped[str] = mapped_column(String(30))
    left_at: Mapped[datetime]
    """When they were last known to be where they should be."""
    reported_at: Mapped[datetime]
    reported_by: Mapped[str] = mapped_column(String(20))
    went_from: Mapped[str] = mapped_column(String(20))
    risk: Mapped[str] = mapped_column(String(20))
    home_type: Mapped[str | None] = mapped_column(String(20))
    """Where they lived then, as people.models.HOME_TYPES names it."""
    home_provider: Mapped[str] = mapped_column(String(120), default="")
    out_of_area: Mapped[bool] = mapped_column(default=False)
    """Whether they lived outside the area of their council then."""
    living_in: Mapped[str] = mapped_column(String(120), default="")
    """The area they lived in then, if it was another one: its authority and police are told."""
    returned_at: Mapped[datetime | None]
    returned_how: Mapped[str | None] = mapped_column(String(20))
    reference: Mapped[str | None] = mapped_column(String(60))
    """What the source calls it (a police number), so that it does not come in twice."""
    source: Mapped[str] = mapped_column(String(10), default="app")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    recorded_by_name: Mapped[str] = mapped_column(String(120), default="")

    young_person: Mapped[YoungPerson] = relationship(lazy="joined")
    interview: Mapped["ReturnInterview | None"] = relationship(back_populates="episode")

    @property
    def due_at(self) -> datetime | None:
        """72 hours after they came back: by then somebody has talked with them. None until then."""
        return self.returned_at + WITHIN if self.returned_at else None

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """The episodes this account may see: of the young people they work with today, and all of
        their councils for whoever keeps the register. A young person: their own.
        """
        whose = YoungPerson.visible_to(account).with_only_columns(YoungPerson.id)
        if account.is_young_person:
            return select(cls).where(cls.young_person_id.in_(whose))
        kept = within(cls.council_code, account, Permission.EPISODES_MANAGE)
        theirs = cls.young_person_id.in_(whose) if account.may(Permission.EPISODES) else kept
        return select(cls).where(or_(theirs, kept))
