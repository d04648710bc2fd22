"""What of a quarter is still to be done, for whoever is about to freeze its report."""

from dataclasses import dataclass

from sqlalchemy import exists, select

from app.core.db import session
from app.core.reporting import Period
from feedback import tallies
from feedback.models import QuoteRequest


@dataclass(frozen=True)
class Outstanding:
    """Whether there is anything, and never how much: an exact number beside the rounded ones of
    the draft would tell the numbers that were held back.
    """

    not_coded: bool
    """Some written answers of the quarter that no person has said the theme of."""
    quotes_asked: bool
    """Some words that a young person was asked for, and has said neither yes nor no to."""


def outstanding(period: Period, council_code: str) -> Outstanding:
    """What is open today in a council's quarter."""
    comments = tallies.comments(period, council_code)
    coded = tallies.spoken(period, council_code).comments
    asked = exists().where(
        QuoteRequest.council_code == council_code,
        QuoteRequest.quarter == period.code,
        QuoteRequest.state == "asked",
        QuoteRequest.closed_on.is_(None),
    )
    return Outstanding(comments > coded, bool(session.scalar(select(asked))))
