"""Who was asked, who has answered, and what is known of an answer besides what it says.

Nothing here leads from a person to an answer, nor back. That somebody has answered is a row with a
keyed hash and nothing else: no time, no day (on a day with one answer it would be a name), and its
place in the table is by chance. A code that was handed over is not known to be anybody's.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.crypto import Sealed
from app.core.db import Base, RandomId, one_of

STATES = ("in", "held", "left_out")
"""Counted; waiting for an officer's look, because so many came at once; looked at, not counted."""

REMINDERS = ("half_way", "nearly_over")


class SurveyAnswered(RandomId, Base):
    """One that has answered: an account or a code, as a keyed hash that differs by survey."""

    __tablename__ = "survey_answered"
    __table_args__ = (UniqueConstraint("survey_id", "who_hash"),)

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"))
    who_hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class SurveyCode(RandomId, Base):
    """A code that lets somebody answer once, as a keyed hash: it was shown when it was made."""

    __tablename__ = "survey_code"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), index=True)
    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    listed: Mapped[bool]
    """True for one of a printed list, False for one that a worker handed over."""


class SurveyHanded(RandomId, Base):
    """That a young person was handed a code; which one it was is not known."""

    __tablename__ = "survey_handed"
    __table_args__ = (UniqueConstraint("survey_id", "young_person_id"),)

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"))
    young_person_id: Mapped[int] = mapped_column(
        ForeignKey("young_person.id", ondelete="CASCADE"), index=True
    )
    by_name: Mapped[str] = mapped_column(String(120))
    given_on: Mapped[date]


class SurveyReminder(Base):
    """A mail to workers that went out; each goes once."""

    __tablename__ = "survey_reminder"
    __table_args__ = (CheckConstraint(one_of("kind", REMINDERS), name="known_kind"),)

    survey_id: Mapped[int] = mapped_column(
        ForeignKey("survey.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    sent_on: Mapped[date]


class SurveyMark(Base):
    """What is known of an answer that did not simply come in: typed from paper, or in a flood; and
    when nobody decided about it, `in` says that it came by the open link from a browser that had
    sent one before, and `left_out` that it was sent with a code that had been used. So it tells the
    way of those, which are more than one from somebody. Of whoever sends one answer it does not
    tell it, by a code or by the link: few come by a code, and a worker knows whom they gave one.
    """

    __tablename__ = "survey_mark"
    __table_args__ = (CheckConstraint(one_of("state", STATES), name="known_state"),)

    response_id: Mapped[int] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), primary_key=True
    )
    from_paper: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(10), default="in")
    decided_by_name: Mapped[str] = mapped_column(String(120), default="")
    decided_on: Mapped[date | None]


class SurveySetAside(RandomId, Base):
    """That an officer set a day aside, or counts it again, and why. The last word on a day holds;
    nothing is written to the answers, so that counting again brings back just what there was.
    """

    __tablename__ = "survey_set_aside"
    __table_args__ = (UniqueConstraint("survey_id", "council_code", "place"),)

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), index=True)
    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    day: Mapped[date]
    counts: Mapped[bool]
    """False when it was set aside, True when it was counted again."""
    place: Mapped[int]
    """Its place among those of this survey and council, from 1."""
    by_name: Mapped[str] = mapped_column(String(120))
    decided_on: Mapped[date]
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    reason = Sealed()


class SurveyEndedLink(Base):
    """A link that an officer ended. Whoever is half-way behind it still finds their words."""

    __tablename__ = "survey_ended_link"

    link_code: Mapped[str] = mapped_column(String(16), primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), index=True)
    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    ended_on: Mapped[date]
    by_name: Mapped[str] = mapped_column(String(120))
