"""How many were asked, and who is missing: against codes, accounts and an officer's figures."""

from sqlalchemy import func, or_, select

from app.accounts.models import Account
from app.core.counting import CountTable, Unit
from app.core.db import session
from app.core.population import population_in
from app.people.models import YoungPerson
from surveys.inviting.asked_models import SurveyHanded
from surveys.inviting.codes import how_many_listed
from surveys.survey_models import Survey

GROUPS = ("in_care", "care_leavers", "separated")


def populations(council_code: str) -> dict[str, int]:
    """How many young people there are, by group, as far as an officer has said."""
    found = {group: population_in(council_code, (group,)) for group in GROUPS}
    return {group: number for group, number in found.items() if number is not None}


def asked(survey: Survey, council_code: str) -> int:
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


def table(name: str, survey: Survey, council_code: str) -> CountTable:
    """The counts of who could answer; they are of children, the answers are not, so that nothing
    follows from the one about the other.
    """
    known = {f"{name}/population/{g}": n for g, n in populations(council_code).items()}
    return CountTable(Unit.CHILDREN, {f"{name}/asked/all": asked(survey, council_code), **known})
