"""How many were asked, and who is missing: against codes, accounts and an officer's figures."""

from app.core.counting import CountTable, Unit
from app.core.population import population_in
from surveys.inviting.asking_whom import how_many_asked
from surveys.survey_models import Survey

GROUPS = ("in_care", "care_leavers", "separated")


def populations(council_code: str) -> dict[str, int]:
    """How many young people there are, by group, as far as an officer has said."""
    found = {group: population_in(council_code, (group,)) for group in GROUPS}
    return {group: number for group, number in found.items() if number is not None}


def table(name: str, survey: Survey, council_code: str) -> CountTable:
    """The counts of who could answer; they are of children, the answers are not, so that nothing
    follows from the one about the other.
    """
    known = {f"{name}/population/{g}": n for g, n in populations(council_code).items()}
    return CountTable(
        Unit.CHILDREN, {f"{name}/asked/all": how_many_asked(survey, council_code), **known}
    )
