"""Who may take which step with a survey.

Nobody says fine to their own: not whoever started it, asked, or changed it last.
"""

from collections.abc import Iterable

from app.accounts.councils import holds_for
from app.accounts.models import Account
from app.core.permissions import Permission
from surveys.building.changing import who_changed_it_last
from surveys.survey_models import Survey, SurveyStep


def may_take_second_look(survey: Survey, account: Account, steps: Iterable[SurveyStep]) -> bool:
    """Whether this is another Young Inspector than those whose survey it is, or whose words."""
    theirs = {*owners(survey, steps), who_changed_it_last(survey)}
    return account.may(Permission.SURVEY_BUILD) and account.id not in theirs


def may_check(survey: Survey, account: Account, steps: Iterable[SurveyStep]) -> bool:
    """Whether this officer checks for every council it asks in, and had no part in it so far."""
    steps = list(steps)
    readers = [one.by_id for one in steps if one.what == "second_look_fine"]
    apart = account.id not in {*owners(survey, steps), *readers[-1:]}
    return apart and all(
        holds_for(account, Permission.SURVEY_CHECK, code) for code in survey.council_codes
    )


def owners(survey: Survey, steps: Iterable[SurveyStep]) -> set[int | None]:
    """The accounts of whoever started it, and of whoever last asked for a second look."""
    asked = [one.by_id for one in steps if one.what == "asked_second_look"]
    return {survey.started_by_id, *asked[-1:]}


def may_take_back(survey: Survey, account: Account) -> bool:
    """Whether this officer checks for one of its councils at least: to stop what is not open yet
    asks for less than to let it pass.
    """
    return survey.stage == "ready" and any(
        holds_for(account, Permission.SURVEY_CHECK, code) for code in survey.council_codes
    )


def may_close(survey: Survey, account: Account) -> bool:
    """Whether this account may end it for every council it asks in; nothing opens it again."""
    return any(
        all(holds_for(account, permission, code) for code in survey.council_codes)
        for permission in (Permission.SURVEY_BUILD, Permission.SURVEY_ASK)
    )
