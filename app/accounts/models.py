"""Councils, the people who sign in, what they may do, and the sessions they have open."""

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, RandomId
from app.core.permissions import GRANTS, Permission, Role


class Council(Base):
    """One of the councils the trust answers to, with what it has promised about time."""

    __tablename__ = "council"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    reply_days: Mapped[int] = mapped_column(Integer, default=3)
    """Working days in which every message is answered."""
    red_minutes: Mapped[int] = mapped_column(Integer, default=60)
    """Minutes in which a red alert is acknowledged."""
    amber_hours: Mapped[int] = mapped_column(Integer, default=24)
    """Hours in which an amber alert is acknowledged."""
    desk_opens: Mapped[int] = mapped_column(Integer, default=9)
    """The hour, in Northamptonshire, from which messages are read on a working day."""
    desk_closes: Mapped[int] = mapped_column(Integer, default=17)
    duty_email: Mapped[str] = mapped_column(String(254), default="")
    second_contact_email: Mapped[str] = mapped_column(String(254), default="")
    towns: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Places in it that young people know, for who does not know which council is theirs."""


class Account(RandomId, UserMixin, Base):
    """Someone who signs in: staff by email, a young person by a name they chose."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("(kind = 'staff') = (email IS NOT NULL)", name="staff_have_an_email"),
        CheckConstraint(
            "(kind = 'young_person') = (chosen_name IS NOT NULL)",
            name="young_people_have_a_name_they_chose",
        ),
    )

    kind: Mapped[str] = mapped_column(String(20))
    """staff or young_person."""
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    """Lower-case. Staff only."""
    chosen_name: Mapped[str | None] = mapped_column(String(60))
    """As typed. Young people only."""
    sign_in_name: Mapped[str | None] = mapped_column(String(120), unique=True)
    """The chosen name, case-folded and in one normal form, so that it is found again."""
    display_name: Mapped[str] = mapped_column(String(120))
    job_title: Mapped[str] = mapped_column(String(120), default="")
    password_hash: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(10), default="en")
    active: Mapped[bool] = mapped_column(default=True)

    grants: Mapped[list["RoleGrant"]] = relationship(
        back_populates="account", cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def is_active(self) -> bool:
        return self.active

    @property
    def is_young_person(self) -> bool:
        return self.kind == "young_person"

    @property
    def roles(self) -> set[Role]:
        return {Role(grant.role) for grant in self.grants}

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything any of their roles allows."""
        return frozenset().union(*(GRANTS[role] for role in self.roles))

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def councils_for(self, permission: Permission) -> set[str | None]:
        """The councils for which a role of theirs gives this; None in the set means all of them."""
        return {
            grant.council_code for grant in self.grants if permission in GRANTS[Role(grant.role)]
        }


class RoleGrant(RandomId, Base):
    """A role someone has, for one council or (with none named) for all."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("account_id", "role", "council_code"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(40))
    council_code: Mapped[str | None] = mapped_column(ForeignKey("council.code"))

    account: Mapped[Account] = relationship(back_populates="grants")


class SignIn(Base):
    """One open session. Ending it here ends it at the next request, wherever it is open."""

    __tablename__ = "sign_in"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    started_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    account: Mapped[Account] = relationship(lazy="joined")
