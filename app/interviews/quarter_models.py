"""A quarter's measures as they were given out, once."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, RandomId


class KeptQuarter(RandomId, Base):
    """What of a quarter's measures the board may see, as the disclosure gate let it through.

    Worked out once, when the quarter has settled, and never again: a figure that moved would tell
    whose episode moved it.
    """

    __tablename__ = "interview_quarter"
    __table_args__ = (UniqueConstraint("council_code", "quarter"),)

    council_code: Mapped[str] = mapped_column(ForeignKey("council.code"))
    quarter: Mapped[str] = mapped_column(String(7))
    gate: Mapped[dict] = mapped_column(JSON)
    """The gate's own record: what was let through, and null for what was held back."""
    hours: Mapped[dict] = mapped_column(JSON)
    """Rounded hours until the conversation in the middle, by group, where they may be shown."""
    made_on: Mapped[date]
