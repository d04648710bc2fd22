"""The demo's Young Inspectors: a survey that was answered last time and is asked again, and one
they are writing.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

from app.accounts.models import Account, RoleGrant
from app.core.clock import today
from app.core.db import session
from app.core.permissions import Role
from app.core.reporting import Period
from app.demo import cast
from app.demo.answered import LAST_TIME, THIS_TIME, young_people_answer
from app.demo.factories import make_council, make_young_person
from surveys.building.bank import ready_question, taken_from
from surveys.building.changing import change_frame, change_survey, clone_survey, start_survey
from surveys.building.content import question_in, with_question, with_rules
from surveys.building.stages import ask_second_look, close_now, safety_check, second_look
from surveys.survey_models import Survey

On = Callable[[date], AbstractContextManager]

OPEN = (
    "about_age",
    "about_home",
    "about_separated",
    "b_home_feel",
    "b_home_better",
    "b_home_safe",
    "b_listened",
    "b_home_words",
)
INTRO = "We want to know how home is for you, and what could be better."
THANKS = "Thank you. In a month we tell you here what we found, and what adults do about it."
WRITTEN = ("b_school_feel", "b_school_help")
THEIR_OWN = {
    "key": "q_way",
    "type": "one_choice",
    "ask": "How do you get to school?",
    "choices": [
        {"code": "walk", "label": "I walk"},
        {"code": "bus", "label": "By bus"},
        {"code": "taxi", "label": "By taxi"},
        {"code": "car", "label": "Somebody drives me"},
        {"code": "dont_know", "label": "I don’t know"},
    ],
}


def enrol_inspectors() -> list[Account]:
    """Two of them, who inspect and ask in both councils."""
    return [_inspector(one) for one in cast.INSPECTORS]


def young_inspectors_ask(inspectors: list[Account], staff: dict[str, Account], on: On) -> None:
    """What the one wrote, the other read and the officer checked was answered last quarter, and is
    asked again now.
    """
    nova, ike = inspectors
    first, last = _days_of_last_time()
    with on(first - timedelta(days=12)):
        survey = _started("How is home?", nova, ("8_11", "11_17", "care_leavers"), OPEN)
    _opened(survey, (nova, ike, staff["participation"]), (first, last), on)
    young_people_answer(survey, LAST_TIME, _between(first, last), staff, on)
    with on(last):
        close_now(survey, nova)
    first = today() - timedelta(days=9)
    with on(first - timedelta(days=3)):
        again = clone_survey(survey, nova, survey.council_codes)
    _opened(again, (nova, ike, staff["participation"]), (first, today() + timedelta(days=40)), on)
    young_people_answer(again, THIS_TIME, _between(first, today()), staff, on)
    with on(today() - timedelta(days=1)):
        _started("Getting to school", ike, ("8_11", "11_17"), WRITTEN, THEIR_OWN)


def _days_of_last_time() -> tuple[date, date]:
    """Three weeks of last quarter, so that its report has the survey."""
    last = Period.holding(today()).previous
    return last.first_day + timedelta(days=30), last.first_day + timedelta(days=51)


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _opened(
    survey: Survey, by: tuple[Account, Account, Account], days: tuple[date, date], on: On
) -> None:
    """Its frame is written, the second inspector and the officer look, and it opens on its day."""
    nova, ike, officer = by
    first, last = days
    with on(first - timedelta(days=3)):
        _frame(survey, nova, first, last)
        ask_second_look(survey, nova, survey.revision)
    with on(first - timedelta(days=1)):
        second_look(survey, ike, survey.revision, fine=True)
    with on(first):
        safety_check(survey, officer, survey.revision, fine=True)


def _inspector(one: cast.Young) -> Account:
    account = make_young_person(
        make_council(one.council),
        chosen_name=one.name,
        birth_month=one.born,
        care_status=one.status,
        passphrase=cast.PASSWORD,
    ).account
    account.grants = [*account.grants, RoleGrant(role=Role.YOUNG_INSPECTOR)]
    session.flush()
    return account


def _started(title: str, by: Account, ages: tuple[str, ...], ready: tuple[str, ...],
             *own: dict) -> Survey:  # fmt: skip
    """A draft for both councils, with these questions of the bank and these of their own."""
    survey = start_survey(title, ("west", "north"), ages, by)
    content = survey.definition
    for id in ready:
        content = with_question(content, taken_from(ready_question(id), content))
    for question in own:
        content = with_question(content, question)
    change_survey(survey, content, by, survey.revision)
    return survey


def _frame(survey: Survey, by: Account, first: date, last: date) -> None:
    """What stands around the questions, its days, and one way past a question; never past the one
    that tells the duty team.
    """
    content = survey.definition
    feel = question_in(content, "b_home_feel")
    rules = [{"when": ["very_happy"], "go": "b_home_safe"}]
    content = with_question(content, with_rules(feel, rules))
    change_frame(
        survey,
        {**content, "intro": INTRO, "thanks": THANKS},
        ("west", "north"),
        first,
        last,
        by,
        survey.revision,
    )
    session.flush()
