"""A survey on paper: what stands on it, question by question, in any language."""

from collections.abc import Iterator
from typing import Any

from flask import current_app

from app.core.addresses import public_address
from app.core.i18n import _, speaking
from surveys.alerting import answers_that_tell
from surveys.definition import Choice, Definition, Question
from surveys.fields.base import Option
from surveys.fields.table import TYPES
from surveys.inviting.printing import in_own_language, make_pdf, of_language
from surveys.survey_words import spoken

LINES = {"short_text": 1, "long_text": 6, "person": 1}
"""To write on."""


def paper(definition: Definition, language: str) -> bytes:
    """The survey as PDF, A4, to be filled in by hand."""
    said = spoken(definition, language)
    numbers = {question.key: place for place, question in enumerate(said.questions, start=1)}
    with speaking(language):
        questions, section = [], None
        for question in said.questions:
            fresh = question.section if question.section != section else None
            section = question.section
            questions.append(_on_paper(question, numbers, fresh))
        words = {
            "title": str(said.title),
            "head": in_own_language(said.title),
            "intro": in_own_language(said.intro),
            "thanks": in_own_language(said.thanks),
            "site": current_app.config["SITE_NAME"],
            "told": _told(),
            "questions": questions,
        }
    return make_pdf("paper", words | of_language(language))


def _told() -> list[str]:
    """What is said before anything is written."""
    help_page = public_address("/help").partition("://")[2]
    return [
        # NOTE: On a survey on paper. Plain and short, for a nine-year-old.
        _("Do not write your name. Nobody knows who you are. You can skip any question."),
        _(
            "A grown-up types in what you write, and the participation team reads it. If you write"
            " that you or someone else may get hurt, the duty team reads it, but they cannot find"
            " you. If you do not feel safe, tell a grown-up you trust, call 999, or look at"
            " \u2066%(page)s\u2069.",
            page=help_page,
        ),
    ]


def _on_paper(question: Question, numbers: dict[str, int], section: str | None) -> dict[str, Any]:
    options = TYPES[question.type].options(question)
    return {
        "number": numbers[question.key],
        "level": 3 if question.section else 2,
        "section": in_own_language(section) if section else None,
        "ask": in_own_language(question.ask),
        "hint": in_own_language(question.hint) if question.hint else None,
        "how": _how(question),
        "told": _told_if(question),
        "options": [in_own_language(one.label) for one in options],
        "date": _("Day, month, year") if question.type == "date" else "",
        "lines": LINES.get(question.type, 0),
        "rules": list(_ways(question, options, numbers)),
    }


def _how(question: Question) -> str:
    if question.type == "several_choices":
        return _("Tick as many as you like.")
    return _("Tick one.") if TYPES[question.type].options(question) else ""


def _told_if(question: Question) -> str:
    """Which of its ticks the duty team is told of, as the screen says it too."""
    answers = answers_that_tell(question)
    if not answers:
        return ""
    # NOTE: On a survey on paper. `answers` is one answer in quotation marks, or more.
    return _(
        "If you tick %(answers)s, the duty team is told. They do not know who you are.",
        answers=answers,
    )


def _ways(
    question: Question, options: tuple[Option | Choice, ...], numbers: dict[str, int]
) -> Iterator[str]:
    """Its routes in words, in the order in which they hold: the first that does is the one to go.
    One that hangs on what only the app can tell is none of the paper's.
    """
    several, told = question.type == "several_choices", False
    for rule in question.rules:
        ticked = [f"“{one.label}”" for one in options if one.code in rule.when]
        if rule.when and not ticked:
            continue
        # NOTE: Between two answers, in “if they say yes or no”.
        answers, number = _(" or ").join(ticked), numbers.get(rule.go)
        if not rule.when:
            yield _everybody_else(number) if told else _everybody(number)
        else:
            yield _or_else(answers, number) if told and several else _if_ticked(answers, number)
        told = True


def _everybody(number: int | None) -> str:
    if number is None:
        return _("After this you have finished.")
    return _("Then go to question %(number)s.", number=number)


def _everybody_else(number: int | None) -> str:
    # NOTE: On a survey on paper, under “If you ticked “No”, go to question 2.”
    if number is None:
        return _("Everybody else: you have finished.")
    return _("Everybody else: go to question %(number)s.", number=number)


def _if_ticked(answers: str, number: int | None) -> str:
    # NOTE: `answers` is one answer in quotation marks, or more with “or” between them.
    if number is None:
        return _("If you ticked %(answers)s, you have finished.", answers=answers)
    return _(
        "If you ticked %(answers)s, go to question %(number)s.", answers=answers, number=number
    )


def _or_else(answers: str, number: int | None) -> str:
    """A later route of a question with several ticks, where more than one could hold."""
    if number is None:
        return _("If not, and you ticked %(answers)s, you have finished.", answers=answers)
    return _(
        "If not, and you ticked %(answers)s, go to question %(number)s.",
        answers=answers,
        number=number,
    )
