"""The reasons for going missing, in the words a child chose them in."""

from operator import itemgetter

from app.core.i18n import _
from app.interviews.factor_promises import QUESTIONS
from surveys.publishing import newest_version

FORM = "return_interview"
CODE_AND_LABEL = itemgetter("code", "label")


def factor_words() -> dict[str, str]:
    """By code, in the reader's language; empty while no such form is published."""
    version = newest_version(FORM)
    questions = version.definition["questions"] if version else ()
    return {
        code: _(words)
        for question in questions
        if question["key"] in QUESTIONS
        for code, words in map(CODE_AND_LABEL, question.get("choices", ()))
    }
