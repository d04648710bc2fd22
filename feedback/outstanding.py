"""What of a quarter is still to be done, for whoever is about to freeze its report."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.core.db import session
from app.core.reporting import Period
from feedback import tallies
from feedback.models import QuoteRequest


@dataclass(frozen=True)
class Outstanding:
    """True counts, for an officer who writes the report and for nobody else."""

    comments: int
    """Written answers sent in the quarter, named and anonymous."""
    not_coded: int
    """Those of them that no person has said the theme of."""
    quotes_asked: int
    """Words that a young person was asked for, and has said neither yes nor no to."""


def outstanding(period: Period, council_code: str) -> Outstanding:
    """What a council's quarter holds today, and what is open in it."""
    comments = tallies.comments(period, council_code)
    coded = tallies.spoken(period, council_code).comments
    asked = select(func.count()).where(
        QuoteRequest.council_code == council_code,
        QuoteRequest.quarter == period.code,
        QuoteRequest.state == "asked",
        QuoteRequest.closed_on.is_(None),
    )
    return Outstanding(comments, comments - coded, session.scalar(asked))
