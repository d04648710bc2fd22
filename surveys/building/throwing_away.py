"""Throwing a draft away: by those who write it, or by an officer, while it was never open.

What was ever open has answers, and stays. The audit trail keeps who threw it away; a note on it
that the duty desk still sees to stays with its alert.
"""

from collections.abc import Iterable

from sqlalchemy import select

from app.accounts.councils import holds_for
from app.accounts.models import Account
from app.core import audit
from app.core.db import session
from app.core.permissions import Permission
from surveys.building.changing import FROZEN, SUBJECT, Frozen, lock, who_changed_it
from surveys.building.history import steps_of
from surveys.building.notes import keep_for_the_desk
from surveys.building.stages import NotYours
from surveys.building.standing import owners
from surveys.survey_models import Survey, SurveyForm, SurveyStep


def may_throw_away(survey: Survey, account: Account, steps: Iterable[SurveyStep]) -> bool:
    """Whether it was never open, and this account started it, sent it on or wrote in it, or checks
    for every council it asks in.
    """
    if was_open(survey):
        return False
    if all(holds_for(account, Permission.SURVEY_CHECK, code) for code in survey.council_codes):
        return True
    writes = account.may(Permission.SURVEY_BUILD)
    return writes and account.id in {*owners(survey, steps), *who_changed_it(survey)}


def was_open(survey: Survey) -> bool:
    published = select(SurveyForm.form_id).where(SurveyForm.survey_id == survey.id).limit(1)
    return survey.stage in FROZEN or session.scalar(published) is not None


def throw_away(survey: Survey, account: Account, seen: int) -> None:
    """It is gone for good. Raises NotYours, Changed and Frozen."""
    lock(survey, seen)
    steps = steps_of(survey)
    if was_open(survey):
        raise Frozen
    if not may_throw_away(survey, account, steps):
        raise NotYours
    keep_for_the_desk(steps)
    audit.record("thrown_away", SUBJECT, survey.id, account, note=f"revision {survey.revision}")
    session.delete(survey)
    session.flush()
