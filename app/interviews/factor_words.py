"""The reasons for going missing, in the words a child chose them in."""

from app.core.i18n import _
from app.interviews.factor_promises import QUESTIONS
from surveys.publishing import newest_version

FORM = "return_interview"


def factor_words() -> dict[str, str]:
    """By code, in the reader's language; empty while no such form is published."""
    version = newest_version(FORM)
    questions = version.definition["questions"] if version else ()
    return {
        choice["code"]: _(choice["label"])
        for question in questions
        if question["key"] in QUESTIONS
        for choice in question.get("choices", ())
    }
