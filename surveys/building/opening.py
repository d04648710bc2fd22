"""Opening a survey on its day, and closing it after its last: what is asked is frozen then."""

from datetime import date, timedelta

from sqlalchemy import select

from app.accounts.models import Account
from app.core.clock import today
from app.core.db import session
from app.core.periodic import every
from surveys.building.ages import ages_of, form_for, form_key
from surveys.building.changing import Changed, take_step
from surveys.models import Form
from surveys.publishing import newest_version, publish
from surveys.survey_models import Survey, SurveyForm

USUAL = timedelta(weeks=6)
"""How long a survey is open whose last day nobody has given."""


def is_due(survey: Survey) -> bool:
    """Whether it is ready and its first day has come."""
    return survey.stage == "ready" and survey.opens_on is not None and survey.opens_on <= today()


def is_over(survey: Survey) -> bool:
    """Whether it is open and its last day has passed."""
    return survey.stage == "open" and survey.closes_on is not None and survey.closes_on < today()


def last_day(survey: Survey) -> date:
    """The last day it has, or would have if it opened today."""
    return survey.closes_on or max(today(), survey.opens_on or today()) + USUAL


def open_survey(survey: Survey, account: Account | None = None) -> None:
    """Publish a form for each age, under the same question keys and codes, and let them answer.
    One without a last day gets one, and so does one whose last day has passed while it waited.

    `account` is whoever opened it by hand. Raises Changed unless it is ready.
    """
    if survey.stage != "ready":
        raise Changed
    if survey.closes_on is not None and survey.closes_on < today():
        survey.opens_on, survey.closes_on = today(), None
    for ages in ages_of(survey.definition):
        key = form_key(survey.id, ages)
        publish(form_for(survey.definition, ages, key))
        form = session.scalars(select(Form).where(Form.key == key)).one()
        session.add(SurveyForm(survey_id=survey.id, ages=ages, form_id=form.id))
    survey.stage = "open"
    survey.opens_on = survey.opens_on or today()
    survey.closes_on = last_day(survey)
    take_step(survey, "opened", account)


def close_survey(survey: Survey, account: Account | None = None) -> None:
    """Nobody answers it from now on. `account` is whoever closed it by hand, today being the last
    day then. Raises Changed unless it is open.
    """
    rows = select(Survey).where(Survey.id == survey.id).with_for_update(of=Survey)
    session.scalars(rows, execution_options={"populate_existing": True}).unique().one()
    if survey.stage != "open":
        raise Changed
    for ages in ages_of(survey.definition):
        version = newest_version(form_key(survey.id, ages))
        if version is not None and version.withdrawn_on is None:
            version.withdrawn_on = today()
    if account is not None:
        survey.closes_on = today()
    survey.stage = "closed"
    take_step(survey, "closed", account)


@every(minutes=10)
def keep_up() -> None:
    """Open what is ready and due, close what is over."""
    rows = select(Survey).where(Survey.stage.in_(("ready", "open"))).with_for_update(of=Survey)
    for survey in session.scalars(rows).unique().all():
        if is_due(survey):
            open_survey(survey)
        elif is_over(survey):
            close_survey(survey)
