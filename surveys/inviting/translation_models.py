"""The inspectors' own words in other languages."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, RandomId


class SurveyTranslation(RandomId, Base):
    """One text of a survey in one language.

    It belongs to the English it was made from, by its digest: when that changes nobody is shown it
    any more, and it stands beside the new English for whoever translates that.
    """

    __tablename__ = "survey_translation"
    __table_args__ = (UniqueConstraint("survey_id", "language", "english_digest"),)

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(10))
    english_digest: Mapped[str] = mapped_column(String(64))
    """SHA-256, in hex."""
    place: Mapped[str] = mapped_column(String(160))
    """Where it stood when it was translated, such as `questions/food/ask`."""
    words: Mapped[str] = mapped_column(Text)
    by_name: Mapped[str] = mapped_column(String(120))
    written_on: Mapped[date]
    checked_by_name: Mapped[str] = mapped_column(String(120), default="")
    """A second person who has read it; until then it is a draft and says so."""
