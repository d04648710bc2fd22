"""Answers by the day they came, and setting a day aside: an open link that is stuffed slowly never
comes in a flood.

Who sends, from where and at what time is not known, and which of them came by the link is not
either: few come by a code, and a worker knows whom they gave one. So a day is set aside as a whole,
but for what was typed in from paper. Nothing is deleted, the reason stays and is shown, and the day
can be counted again.

A day is seen when it is over and its numbers are rounded: whoever tries a slip of paper is not to
see whether its code had been used, nor is who sends four answers of their own beside it. Therefore
what was sent with a used code is in these numbers as if it counted.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, case, func, or_, select

from app.accounts.models import Account
from app.core import audit
from app.core.clock import today
from app.core.db import session
from app.core.disclosure import BOARD_THRESHOLD, count_or_none, rounded
from surveys.inviting.asked_models import SurveyMark, SurveySetAside
from surveys.inviting.held import answers_of, is_set_aside
from surveys.models import Response
from surveys.survey_models import Survey, SurveyCouncil


@dataclass(frozen=True)
class Day:
    """What came in on a day that is over; true numbers, of which `shown` is for a page."""

    day: date
    counted: int
    """With what was sent with a used code."""
    left_out: int
    """Set aside, or left out of a flood."""
    waiting: int

    def shown(self) -> list[int | None]:
        """Counted, left out and waiting, rounded to five; None for fewer than five."""
        return [few_or_rounded(one) for one in (self.counted, self.left_out, self.waiting)]


def few_or_rounded(number: int) -> int | None:
    """The nearest multiple of five; None for fewer than five."""
    return count_or_none(rounded(number), BOARD_THRESHOLD) if number >= BOARD_THRESHOLD else None


def days_of(survey: Survey, council_code: str) -> list[Day]:
    """Every day before today on which something came in, the newest first; in one query."""
    decided = or_(SurveyMark.state == "held", SurveyMark.decided_on.is_not(None))
    state = case((decided, SurveyMark.state), else_="in")
    aside = is_set_aside(survey, council_code)
    left_out = or_(state == "left_out", aside)
    kinds = (and_(state == "in", ~aside), left_out, and_(state == "held", ~aside))
    rows = (
        select(Response.sent_on, *(func.count().filter(one) for one in kinds))
        .outerjoin(SurveyMark, SurveyMark.response_id == Response.id)
        .where(Response.sent_on < today(), Response.id.in_(answers_of(survey, council_code)))
        .group_by(Response.sent_on)
        .order_by(Response.sent_on.desc())
    )
    return [Day(*row) for row in session.execute(rows)]


def set_aside(survey: Survey, council_code: str, day: date, reason: str, by: Account) -> bool:
    """Leave out what came in on a day that is over; False if it is left out. Paper still counts."""
    return _decide(survey, council_code, day, reason, by, counts=False)


def count_again(survey: Survey, council_code: str, day: date, reason: str, by: Account) -> bool:
    """Take it back that this day was set aside; False if it is not. What was decided about a flood,
    what waits and what was sent with a used code are as they were.
    """
    return _decide(survey, council_code, day, reason, by, counts=True)


def _decide(
    survey: Survey, council_code: str, day: date, reason: str, by: Account, *, counts: bool
) -> bool:
    """Of two who decide at once, the second finds what the first has decided."""
    council = session.get_one(SurveyCouncil, (survey.id, council_code))
    session.refresh(council, with_for_update=True)
    there = decisions(survey, council_code)
    if next((one.counts for one in there if one.day == day), True) == counts:
        return False
    session.add(
        SurveySetAside(
            survey_id=survey.id,
            council_code=council_code,
            day=day,
            counts=counts,
            place=len(there) + 1,
            by_name=by.display_name,
            decided_on=today(),
            reason=reason,
        )
    )
    session.flush()
    note = f"{council_code} {day} {'counted' if counts else 'set aside'}"
    audit.record("survey_day_decided", "survey", survey.id, by, note=note)
    return True


def decisions(survey: Survey, council_code: str) -> list[SurveySetAside]:
    """What was set aside and what was counted again, the newest first."""
    rows = select(SurveySetAside).where(
        SurveySetAside.survey_id == survey.id, SurveySetAside.council_code == council_code
    )
    return list(session.scalars(rows.order_by(SurveySetAside.place.desc())))
