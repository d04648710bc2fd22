"""What a copied survey is told of its questions: where other words, or other answers to pick,
break the comparison with last time. It teaches, and stops nobody.
"""

from typing import Any

from app.core.db import session
from app.core.i18n import _l
from app.core.plain_words import Hint
from surveys.building.ages import asked_at
from surveys.building.changing import FROZEN
from surveys.building.content import Question, question_in
from surveys.building.hints import hints_by_question
from surveys.rewording import Since, since
from surveys.survey_models import Survey

SAID = {
    "words": _l(
        "Other words get other answers. So this breaks the comparison with last time. If you want"
        " to compare, take last time’s words:"
    ),
    "added": _l(
        "New to pick since last time. Some who picked another answer then may pick this now, so it"
        " breaks the comparison with last time:"
    ),
    "gone": _l(
        "Taken off since last time. Whoever picked this then picks something else now, so it breaks"
        " the comparison with last time. If you want to compare, put it back:"
    ),
}
"""What is said of each of the things that can be other than last time."""


def since_last_time(survey: Survey, question: Question) -> Since:
    """What is other than last time; nothing of what was not asked last time."""
    return _since(survey_of_last_time(survey), question)


def led_away(survey: Survey, was: Question, now: Question) -> Since:
    """What is other than last time, if this change of a question has changed that."""
    found = since_last_time(survey, now)
    return found if found != since_last_time(survey, was) else Since()


def survey_of_last_time(survey: Survey) -> Survey | None:
    """The one it was copied from, if that was ever asked."""
    last = session.get(Survey, survey.cloned_from_id) if survey.cloned_from_id else None
    return last if last is not None and last.stage in FROZEN else None


def _since(last: Survey | None, question: Question) -> Since:
    before = question_in(last.definition, question["key"]) if last else None
    return since(question, before) if before else Since()


def hints_of_last_time(found: Since) -> list[Hint]:
    """What it means for the comparison that this is other than last time."""
    return [
        Hint(what, str(said), " · ".join(words))
        for what, said in SAID.items()
        if (words := getattr(found, what))
    ]


def all_hints(survey: Survey) -> dict[str, list[Hint]]:
    """The hints of every question that has any, by its key; one query more for a copy."""
    content: dict[str, Any] = survey.definition
    found, last = hints_by_question(content, asked_at), survey_of_last_time(survey)
    for one in content["questions"]:
        if hints := hints_of_last_time(_since(last, one)):
            found[one["key"]] = [*hints, *found.get(one["key"], [])]
    return found
