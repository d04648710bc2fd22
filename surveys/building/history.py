"""What happened to a survey on its way, and what of it still counts."""

from collections.abc import Iterable
from itertools import pairwise

from sqlalchemy import select

from app.core.db import session
from surveys.building.changing import FROZEN
from surveys.survey_models import Survey, SurveyStep

SENT_BACK = ("second_look_back", "safety_back", "safety_taken_back")


def steps_of(survey: Survey) -> list[SurveyStep]:
    """What happened to it, in order."""
    rows = select(SurveyStep).where(SurveyStep.survey_id == survey.id)
    return list(session.scalars(rows.order_by(SurveyStep.number)))


def newest_note(steps: Iterable[SurveyStep]) -> SurveyStep | None:
    """The last step, if somebody sent it back with it."""
    last = next(reversed(list(steps)), None)
    return last if last is not None and last.what in SENT_BACK else None


def changed_again(steps: Iterable[SurveyStep]) -> SurveyStep | None:
    """The last step, if somebody changed it while it was being read: it starts over."""
    last = next(reversed(list(steps)), None)
    return last if last is not None and last.what == "changed_again" else None


def let_pass(survey: Survey, steps: Iterable[SurveyStep]) -> SurveyStep | None:
    """Why an officer let it pass though somebody could be found; None while nobody has, or where
    the last “It is fine” needed no reason.
    """
    if survey.stage not in ("ready", *FROZEN):
        return None
    back = pairwise(reversed(list(steps)))
    before = next((one for fine, one in back if fine.what == "safety_fine"), None)
    return before if before is not None and before.what == "budget_let_pass" else None
