"""What was counted of a survey and may be shown, and which comments inspectors may read."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, RandomId


class SurveyFigures(RandomId, Base):
    """One counting of one council's answers, cut one way, as the disclosure gate let it through.

    It is made anew only when several more have answered, so that nobody can watch one answer come
    in; and what was shown stays as it was shown.
    """

    __tablename__ = "survey_figures"
    __table_args__ = (UniqueConstraint("survey_id", "council_code", "cut", "counted"),)

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"))
    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    cut: Mapped[str] = mapped_column(String(20))
    """`all`, or by what the answers are compared: a key of `surveys.results.cuts.CUTS`."""
    counted: Mapped[int]
    """How many answers it was made from."""
    tables: Mapped[list] = mapped_column(JSON)
    """The true counts and how they add up: what a report puts through its own gate."""
    gate: Mapped[dict] = mapped_column(JSON)
    """What may be shown, as `Protected.as_json` writes it."""
    made_on: Mapped[date]


class SharedAnswer(Base):
    """A comment that an officer has read and lets the inspectors read: nobody is named in it."""

    __tablename__ = "survey_shared_answer"

    answer_id: Mapped[int] = mapped_column(
        ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True
    )
    by_name: Mapped[str] = mapped_column(String(120))
    shared_on: Mapped[date]
    digest: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    """Stands for the words and the English that were read. With others it is shown to nobody."""
