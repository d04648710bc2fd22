"""The answers of which the duty team is told, in the words of whoever reads the question."""

from app.core.i18n import _
from app.core.in_line import quoted
from surveys.definition import Given, Question
from surveys.reading_back import shown_options


def answers_that_tell(question: Question) -> str:
    """“No” or “I’m not sure”; "" for a question none of whose answers tells anybody."""
    told = [one.label for one in shown_options(question, Given()) if one.code in question.alert_on]
    # NOTE: Between two answers, in “if they say yes or no”.
    return _(" or ").join(quoted(label) for label in told)
