"""What a copied survey is told of its questions: where other words break the comparison with last
time. It teaches, and stops nobody.
"""

from typing import Any

from app.core.db import session
from app.core.i18n import _
from app.core.plain_words import Hint
from surveys.building.ages import asked_at
from surveys.building.changing import FROZEN
from surveys.building.content import Question, question_in
from surveys.building.hints import hints_by_question
from surveys.rewording import worded_before
from surveys.survey_models import Survey


def words_of_last_time(survey: Survey, question: Question) -> list[str]:
    """Last time's words, where they were others; none of what was not asked last time."""
    return _in(survey_of_last_time(survey), question)


def worded_anew(survey: Survey, was: Question, now: Question) -> bool:
    """Whether this change of a question leads away from last time's words."""
    before = words_of_last_time(survey, now)
    return bool(before) and before != words_of_last_time(survey, was)


def survey_of_last_time(survey: Survey) -> Survey | None:
    """The one it was copied from, if that was ever asked."""
    last = session.get(Survey, survey.cloned_from_id) if survey.cloned_from_id else None
    return last if last is not None and last.stage in FROZEN else None


def _in(last: Survey | None, question: Question) -> list[str]:
    before = question_in(last.definition, question["key"]) if last else None
    return worded_before(question, before) if before else []


def hint_of_last_time(before: list[str]) -> list[Hint]:
    """What other words than `before` mean; nothing for none."""
    if not before:
        return []
    said = _(
        "Other words get other answers. So this breaks the comparison with last time. If you want"
        " to compare, take last time’s words:"
    )
    return [Hint("reworded", said, " · ".join(before))]


def all_hints(survey: Survey) -> dict[str, list[Hint]]:
    """The hints of every question that has any, by its key; one query more for a copy."""
    content: dict[str, Any] = survey.definition
    found, last = hints_by_question(content, asked_at), survey_of_last_time(survey)
    for one in content["questions"]:
        if hints := hint_of_last_time(_in(last, one)):
            found[one["key"]] = [*hints, *found.get(one["key"], [])]
    return found
