"""What was counted of a survey and may be shown, and which comments inspectors may read."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, RandomId


class SurveyFigures(RandomId, Base):
    """One counting of one council's answers, cut one way, as the disclosure gate let it through.

    It is made anew only when several more have answered, so that nobody can watch one answer come
    in. What was shown is kept as it was shown, because whoever wrote it down has it still.
    """

    __tablename__ = "survey_figures"
    __table_args__ = (UniqueConstraint("survey_id", "council_code", "cut", "turn"),)

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"))
    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    cut: Mapped[str] = mapped_column(String(20))
    """`all`, or by what the answers are compared: a key of `surveys.results.cuts.CUTS`."""
    turn: Mapped[int]
    """Which counting it is, from 1."""
    counted: Mapped[int]
    """How many answers it was made from."""
    days: Mapped[dict] = mapped_column(JSON, default=dict)
    """How many of them of each day, as `moves.by_day` says; nothing in what is older than this."""
    tables: Mapped[list] = mapped_column(JSON)
    """The true counts and how they add up, of what is shown still: what a report puts through its
    own gate. Of what a later counting has taken the place of, no true counts are kept.
    """
    gate: Mapped[dict] = mapped_column(JSON)
    """What this counting showed, as `Protected.as_json` writes it; nothing before somebody looks.
    What could not be shown beside earlier countings is not in it, and stands as it was.
    """
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
