"""The way of a survey from a draft to being open: two more people say fine before it is.

A second Young Inspector reads it as the young people will, then an officer looks whether it is kind
and safe.
"""

from collections.abc import Collection, Mapping

from app.accounts.models import Account
from app.core import audit
from app.core.clock import today
from app.core.db import session
from surveys.building.asked import needs_reason
from surveys.building.changing import SUBJECT, Changed, lock, take_step
from surveys.building.chosen_for import told_anew
from surveys.building.content import with_questions
from surveys.building.history import steps_of
from surveys.building.notes import look_for_danger
from surveys.building.opening import close_survey, is_due, open_survey
from surveys.building.problems import Problem, problems_of
from surveys.building.standing import (
    may_check,
    may_close,
    may_take_back,
    may_take_second_look,
)
from surveys.survey_models import Survey

Told = Mapping[str, Collection[str]]
"""By the keys of questions: the codes of the answers of which a safe adult is told."""
NOBODY: Told = {}
"""Nothing is said about it: it stays as it is."""


class NotFit(Exception):
    """Something has to be put right first. `problems` lists it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class NeedsReason(Exception):
    """It asks more of who they are than its budget allows, or than anybody can tell, and nobody has
    said why it may.
    """


class NotYours(Exception):
    """Nobody says fine to what they wrote themselves, or for a council that is not theirs."""


def ask_second_look(survey: Survey, account: Account, seen: int) -> None:
    """It is written, and waits for another Young Inspector. Raises NotFit, Changed and Frozen."""
    _at(survey, "draft", seen)
    problems = problems_of(survey.definition)
    if problems:
        raise NotFit(problems)
    survey.stage = "second_look"
    take_step(survey, "asked_second_look", account)


def second_look(survey: Survey, account: Account, seen: int, fine: bool, note: str = "") -> None:
    """Say fine, or send it back. Raises NotYours, Changed and Frozen."""
    _at(survey, "second_look", seen)
    if not may_take_second_look(survey, account, steps_of(survey)):
        raise NotYours
    survey.stage = "safety_check" if fine else "draft"
    step = take_step(survey, "second_look_fine" if fine else "second_look_back", account, note)
    look_for_danger(step, survey)


def safety_check(
    survey: Survey,
    account: Account,
    seen: int,
    fine: bool,
    note: str = "",
    told: Told = NOBODY,
    reason: str = "",
) -> None:
    """The officer says fine, or sends it back. If its first day has come, it opens at once. `told`
    is kept first, as `mark_who_is_told` does. `reason` is why it may ask about who they are though
    its budget does not allow it, or nobody has said how many are asked.

    Raises NotYours, NotFit, NeedsReason, Changed and Frozen.
    """
    mark_who_is_told(survey, account, seen, told)
    problems = problems_of(survey.definition) if fine else []
    if problems:
        raise NotFit(problems)
    if fine and needs_reason(survey):
        if not reason:
            raise NeedsReason
        take_step(survey, "budget_let_pass", account, reason)
    survey.stage = "ready" if fine else "draft"
    take_step(survey, "safety_fine" if fine else "safety_back", account, note)
    if is_due(survey):
        open_survey(survey)


def mark_who_is_told(survey: Survey, account: Account, seen: int, told: Told) -> None:
    """The officer says of which answers a safe adult is told. Nobody has to look again for that:
    what is asked stays as it was.

    Raises NotYours, Changed and Frozen.
    """
    _at(survey, "safety_check", seen)
    if not may_check(survey, account, steps_of(survey)):
        raise NotYours
    marked = with_questions(
        survey.definition,
        [
            told_anew(one, told[one["key"]]) if one["key"] in told else one
            for one in survey.definition["questions"]
        ],
    )
    if marked != survey.definition:
        survey.definition = marked
        survey.revision += 1
        session.flush()
        audit.record("told_marked", SUBJECT, survey.id, account, note=f"revision {survey.revision}")


def take_back(survey: Survey, account: Account, seen: int, note: str) -> None:
    """An officer thinks again before it is open: it waits for the safety check once more. Raises
    NotYours, Changed and Frozen.
    """
    _at(survey, "ready", seen)
    if not may_take_back(survey, account):
        raise NotYours
    survey.stage = "safety_check"
    take_step(survey, "safety_taken_back", account, note)


def open_now(survey: Survey, account: Account, seen: int) -> None:
    """Open what is ready today, before its day or without one. Raises Changed and Frozen."""
    _at(survey, "ready", seen)
    survey.opens_on = today()
    open_survey(survey, account)


def close_now(survey: Survey, account: Account) -> None:
    """End it today. Raises NotYours and Changed."""
    if not may_close(survey, account):
        raise NotYours
    close_survey(survey, account)


def _at(survey: Survey, stage: str, seen: int) -> None:
    lock(survey, seen)
    if survey.stage != stage:
        raise Changed
