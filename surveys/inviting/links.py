"""Ending an open link that has got where it should not be, and giving a new one."""

from app.accounts.models import Account
from app.core import audit
from app.core.clock import today
from app.core.db import session
from surveys.building.changing import new_link_code
from surveys.inviting.asked_models import SurveyEndedLink
from surveys.survey_models import Survey


def end_link(survey: Survey, council_code: str, by: Account) -> str:
    """What the new link ends with. From now on nothing is taken by the old one; codes and the first
    page lead to the new one by themselves.
    """
    way = next(one for one in survey.councils if one.council_code == council_code)
    ended = SurveyEndedLink(link_code=way.link_code, survey_id=survey.id, council_code=council_code)
    ended.ended_on, ended.by_name = today(), by.display_name
    session.add(ended)
    way.link_code = new_link_code()
    session.flush()
    audit.record("survey_link_ended", "survey", survey.id, by, note=council_code)
    return way.link_code
