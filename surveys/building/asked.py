"""About how many young people a survey asks, and what that means for the anonymity budget."""

from app.core.population import population_in
from surveys.building.ages import ages_of
from surveys.building.budget import Budget, budget, is_telling, tellings_of
from surveys.building.content import Content
from surveys.survey_models import Survey

GROUP = {
    "4_7": "in_care",
    "8_11": "in_care",
    "11_17": "in_care",
    "care_leavers": "care_leavers",
}
"""The group of a report's population that an age belongs to."""
EVERYBODY = ("in_care", "care_leavers")


def about_how_many(content: Content, councils: list[str]) -> int | None:
    """As they say themselves, but no more than officers last wrote down for their reports: in the
    smallest of the councils. None while nobody has said.
    """
    groups = {GROUP[ages] for ages in ages_of(content)}
    known = [population_in(code, groups) for code in councils] if groups else []
    there = [number for number in known if number is not None]
    if content.get("asked"):
        return min([content["asked"], *there])
    return min(there) if there and len(there) == len(known) else None


def budget_of(survey: Survey) -> Budget | None:
    """The survey's anonymity budget; None while nobody has said how many are asked."""
    asked = about_how_many(survey.definition, survey.council_codes)
    if asked is None:
        return None
    alone = how_many_alone(asked, survey.council_codes)
    return budget(tellings_of(survey.definition), asked, alone)


def how_many_alone(asked: int, councils: list[str]) -> int | None:
    """How many of those who are asked are likely to have come without their parents, by what
    officers wrote down: where they are fewest. None where nobody has.
    """
    found = [_alone_in(code, asked) for code in councils]
    return min((number for number in found if number is not None), default=None)


def _alone_in(code: str, asked: int) -> int | None:
    alone, all_of_them = population_in(code, ("separated",)), population_in(code, EVERYBODY)
    if alone is None or not all_of_them:
        return alone
    return min(alone, asked * alone // all_of_them)


def needs_reason(survey: Survey) -> bool:
    """Whether an officer has to say why it may pass: it asks who somebody is, and somebody could be
    found, or nobody can tell.
    """
    found = budget_of(survey)
    if found is not None:
        return found.over
    return any(is_telling(one) for one in survey.definition["questions"])
