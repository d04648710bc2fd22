"""Surveys that Young Inspectors write: what is being written, for whom, and how far it has come.

What is written here is a form as `schema.json` has it, with an easier wording beside a question
where the young need one. When it opens it is published, once for each age it is for, under question
keys and codes that are the same in all of them; what comes back is then responses like any others.
"""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, Select, String, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.councils import within
from app.accounts.models import Account
from app.core.crypto import Sealed
from app.core.db import Base, RandomId, one_of
from app.core.permissions import Permission
from surveys.models import Form

STAGES = ("draft", "second_look", "safety_check", "ready", "open", "closed")
"""Written; read by a second Young Inspector; by an officer, for safety; waiting for its day; being
answered; over.
"""

AGES = ("4_7", "8_11", "11_17", "care_leavers")
"""Whom a survey is for. The youngest answer with an adult beside them."""

STEPS = (
    "started",
    "copied",
    "brought_in",
    "asked_second_look",
    "second_look_fine",
    "second_look_back",
    "safety_fine",
    "safety_back",
    "safety_taken_back",
    "budget_let_pass",
    "changed_again",
    "opened",
    "closed",
)
"""What happens to a survey on its way. `changed_again` is a change after somebody had said fine;
`safety_taken_back`, an officer who thought again; `budget_let_pass`, why one passes all the same.
"""


class Survey(RandomId, Base):
    """One survey, from the first question written until it is over."""

    __tablename__ = "survey"
    __table_args__ = (
        CheckConstraint(one_of("stage", STAGES), name="known_stage"),
        CheckConstraint(
            "closes_on IS NULL OR opens_on IS NULL OR closes_on >= opens_on",
            name="closes_after_it_opens",
        ),
    )

    title: Mapped[str] = mapped_column(String(200))
    stage: Mapped[str] = mapped_column(String(20), default="draft")
    definition: Mapped[dict] = mapped_column(JSON)
    revision: Mapped[int] = mapped_column(default=1)
    """One more with every change, so that of two who change it at once the second is told."""
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    started_by_name: Mapped[str] = mapped_column(String(120))
    started_on: Mapped[date]
    cloned_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("survey.id", ondelete="SET NULL"), index=True
    )
    """Last time's, whose questions keep their keys, so that the answers can be compared."""
    opens_on: Mapped[date | None]
    closes_on: Mapped[date | None]
    """The last day on which it can be answered."""

    councils: Mapped[list["SurveyCouncil"]] = relationship(
        order_by="SurveyCouncil.council_code", cascade="all, delete-orphan", lazy="selectin"
    )
    forms: Mapped[list["SurveyForm"]] = relationship(cascade="all, delete-orphan")
    steps: Mapped[list["SurveyStep"]] = relationship(
        order_by="SurveyStep.number", cascade="all, delete-orphan"
    )

    @classmethod
    def visible_to(cls, account: Account, *permissions: Permission) -> Select:
        """The surveys that ask in a council for which this account has one of these permissions; of
        none named, to write surveys or to check them.
        """
        held = permissions or (Permission.SURVEY_BUILD, Permission.SURVEY_CHECK)
        council = SurveyCouncil.council_code
        theirs = select(SurveyCouncil.survey_id).where(
            or_(*(within(council, account, permission) for permission in held))
        )
        return select(cls).where(cls.id.in_(theirs))

    @property
    def council_codes(self) -> list[str]:
        return [one.council_code for one in self.councils]


class SurveyCouncil(Base):
    """A council whose young people are asked. Each has a link of its own, so that an answer without
    a name is known to be of that council and of nobody.
    """

    __tablename__ = "survey_council"

    survey_id: Mapped[int] = mapped_column(
        ForeignKey("survey.id", ondelete="CASCADE"), primary_key=True
    )
    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"), primary_key=True)
    link_code: Mapped[str] = mapped_column(String(16), unique=True)
    """What the open link ends with."""


class SurveyForm(Base):
    """What was published of a survey for one age."""

    __tablename__ = "survey_form"
    __table_args__ = (CheckConstraint(one_of("ages", AGES), name="known_ages"),)

    survey_id: Mapped[int] = mapped_column(
        ForeignKey("survey.id", ondelete="CASCADE"), primary_key=True
    )
    ages: Mapped[str] = mapped_column(String(20), primary_key=True)
    form_id: Mapped[int] = mapped_column(ForeignKey("form.id"), unique=True)

    form: Mapped[Form] = relationship(lazy="joined")


class SurveyStep(RandomId, Base):
    """One step on the way of a survey: who took it, and what they said to those who wrote it."""

    __tablename__ = "survey_step"
    __table_args__ = (CheckConstraint(one_of("what", STEPS), name="known_what"),)

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    """Its place among the steps of this survey, from 1."""
    what: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    by_name: Mapped[str] = mapped_column(String(120), default="")
    """Empty for what happened by itself on its day."""
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    note = Sealed()
