"""The demo's Young Inspectors, a survey of theirs that is open, and one they are writing."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

from app.accounts.models import Account, RoleGrant
from app.core.clock import today
from app.core.db import session
from app.core.permissions import Role
from app.demo import cast
from app.demo.factories import make_council, make_young_person
from surveys.building.bank import ready_question, taken_from
from surveys.building.changing import change_frame, change_survey, start_survey
from surveys.building.content import question_in, with_question, with_rules
from surveys.building.stages import ask_second_look, safety_check, second_look
from surveys.survey_models import Survey

On = Callable[[date], AbstractContextManager]

OPEN = ("about_age", "b_home_feel", "b_home_safe", "b_home_better", "b_listened", "b_home_words")
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


def young_inspectors_ask(officer: Account, on: On) -> None:
    """Two of them: what the one wrote, the other read and the officer checked is open."""
    nova, ike = (_inspector(one) for one in cast.INSPECTORS)
    with on(today() - timedelta(days=12)):
        survey = _started("How is home?", nova, ("8_11", "11_17", "care_leavers"), OPEN)
        _frame(survey, nova, "We want to know how home is for you, and what could be better.")
        ask_second_look(survey, nova, survey.revision)
    with on(today() - timedelta(days=10)):
        second_look(survey, ike, survey.revision, fine=True)
    with on(today() - timedelta(days=9)):
        safety_check(survey, officer, survey.revision, fine=True)
    with on(today() - timedelta(days=1)):
        _started("Getting to school", ike, ("8_11", "11_17"), WRITTEN, THEIR_OWN)


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


def _frame(survey: Survey, by: Account, intro: str) -> None:
    """What stands around the questions, its days, and one way past a question."""
    content = survey.definition
    feel = question_in(content, "b_home_feel")
    rules = [{"when": ["very_happy"], "go": "b_listened"}]
    content = with_question(content, with_rules(feel, rules))
    thanks = "Thank you. In a month we tell you here what we found, and what adults do about it."
    change_frame(
        survey,
        {**content, "intro": intro, "thanks": thanks},
        ("west", "north"),
        today() + timedelta(days=3),
        today() + timedelta(days=40),
        by,
        survey.revision,
    )
    session.flush()
