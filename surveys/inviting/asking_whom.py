"""How many are asked: by a code of their own, or on their first page."""

from sqlalchemy import func, or_, select

from app.accounts.models import Account
from app.core.db import session
from app.people.models import YoungPerson
from surveys.inviting.asked_models import SurveyHanded
from surveys.inviting.codes import how_many_listed
from surveys.survey_models import Survey


def how_many_asked(survey: Survey, council_code: str) -> int:
    """Everybody who was asked by a code of their own: on a printed list, from their worker, or on
    their first page when they sign in. Somebody asked in two ways of the last two is counted once.
    """
    handed = select(SurveyHanded.young_person_id).where(SurveyHanded.survey_id == survey.id)
    rows = (
        select(func.count(YoungPerson.id))
        .outerjoin(Account, Account.id == YoungPerson.account_id)
        .where(
            YoungPerson.council_code == council_code,
            or_(Account.active, YoungPerson.id.in_(handed)),
        )
    )
    return session.scalar(rows) + how_many_listed(survey, council_code)
