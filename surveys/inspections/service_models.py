"""The services that Young Inspectors can look at, and who answers for each."""

from sqlalchemy import CheckConstraint, ForeignKey, Select, String, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.councils import within
from app.accounts.models import Account, Council
from app.core.db import Base, RandomId, one_of
from app.core.permissions import Permission

HOMES = ("childrens_home", "supported_home")
"""Where children live: what is public never says which of them it was."""

SERVICE_KINDS = (
    *HOMES,
    "fostering_team",
    "social_work_team",
    "leaving_care_team",
    "family_time_place",
    "health_service",
    "hub",
    "other",
)


class InspectedService(RandomId, Base):
    """A home, a team or a place of one council."""

    __tablename__ = "inspected_service"
    __table_args__ = (CheckConstraint(one_of("kind", SERVICE_KINDS), name="known_kind"),)

    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    answers_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True
    )
    """Who answers for it."""
    active: Mapped[bool] = mapped_column(default=True)
    """False for one that closed: it is not inspected again."""

    answers: Mapped[Account | None] = relationship(lazy="joined")
    council: Mapped[Council] = relationship(lazy="joined")

    @property
    def is_home(self) -> bool:
        """True where children live."""
        return self.kind in HOMES

    @classmethod
    def visible_to(cls, account: Account) -> Select:
        """Those of the councils this account inspects in or keeps the list of."""
        councils = (
            within(cls.council_code, account, permission)
            for permission in (Permission.INSPECT, Permission.INSPECTION_CHECK)
        )
        return select(cls).where(or_(*councils))
