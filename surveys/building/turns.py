"""Whose turn it is with a survey: they are told, so that none lies about.

Inspectors see it on their first page and at the top of their surveys; officers have a mail.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from app.accounts.councils import holds_for, staff_with
from app.accounts.models import Account
from app.core.addresses import public_address
from app.core.db import session
from app.core.outbox import post
from app.core.permissions import Permission
from surveys.building.history import changed_again, newest_note
from surveys.building.standing import may_take_second_look, owners
from surveys.survey_models import Survey, SurveyStep

MAIL = "survey_to_check"


@dataclass(frozen=True)
class Turns:
    """The surveys that wait for one Young Inspector."""

    to_read: Sequence[Survey] = ()
    """For a second look."""
    sent_back: Sequence[Survey] = ()
    """With a note, to whoever started it or sent it on."""
    changed: Sequence[Survey] = ()
    """By somebody else, while it was being read: whoever asked for that asks again."""
    ready: Sequence[Survey] = field(default=())
    """Checked, and without a first day: somebody opens it."""

    def __bool__(self) -> bool:
        return bool(self.to_read or self.sent_back or self.changed or self.ready)


def turns_of(account: Account) -> Turns:
    """What waits for this account; nothing for somebody who writes no surveys. Two queries, and one
    more for each survey that waits for a second look.
    """
    if not account.may(Permission.SURVEY_BUILD):
        return Turns()
    rows = Survey.visible_to(account, Permission.SURVEY_BUILD).where(
        Survey.stage.in_(("draft", "second_look", "ready"))
    )
    surveys = session.scalars(rows.order_by(Survey.started_on, Survey.id)).unique().all()
    steps = _steps_of(surveys)
    return Turns(
        to_read=[
            one
            for one in surveys
            if one.stage == "second_look" and may_take_second_look(one, account, steps[one.id])
        ],
        sent_back=[
            one
            for one in surveys
            if one.stage == "draft"
            and newest_note(steps[one.id])
            and account.id in owners(one, steps[one.id])
        ],
        changed=[
            one
            for one in surveys
            if one.stage == "draft"
            and (step := changed_again(steps[one.id]))
            and account.id in owners(one, steps[one.id]) - {step.by_id}
        ],
        ready=[one for one in surveys if one.stage == "ready" and one.opens_on is None],
    )


def _steps_of(surveys: Sequence[Survey]) -> dict[int, list[SurveyStep]]:
    found: dict[int, list[SurveyStep]] = {one.id: [] for one in surveys}
    rows = select(SurveyStep).where(SurveyStep.survey_id.in_(found))
    for step in session.scalars(rows.order_by(SurveyStep.number)):
        found[step.survey_id].append(step)
    return found


def tell_officers(survey: Survey) -> None:
    """A mail to each officer who may check it, with an address and nothing of what it asks."""
    url = public_address(f"/surveys/check/{survey.id}")
    for officer in session.scalars(
        staff_with(Permission.SURVEY_CHECK, survey.council_codes[0]).order_by(Account.id)
    ):
        theirs = (
            holds_for(officer, Permission.SURVEY_CHECK, code) for code in survey.council_codes
        )
        if officer.email and all(theirs):
            post(officer.email, MAIL, name=officer.display_name, url=url)
