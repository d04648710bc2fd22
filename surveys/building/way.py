"""The way through a survey, drawn in words."""

from dataclasses import dataclass

from app.core.i18n import _
from app.core.in_line import apart, quoted
from surveys.building.ages import form_for
from surveys.building.content import (
    Content,
    Question,
    codes_of,
    keys_of,
    rules_to,
    without_question,
)
from surveys.building.rules import written_rules
from surveys.definition import END
from surveys.fields.table import TYPES


@dataclass(frozen=True)
class Stop:
    """One question on the way, and where it goes on from there."""

    number: int
    key: str
    ask: str
    ways: tuple[str, ...]
    """A sentence each; () when everybody simply goes on to the next question."""


def way_through(content: Content, ages: str) -> list[Stop]:
    """Every question that this age is asked, in order, with the ways on from it."""
    form = form_for(content, ages, "s0")
    return [
        Stop(number, one["key"], one["ask"], tuple(ways_from(form, one)))
        for number, one in enumerate(form["questions"], start=1)
    ]


def ways_from(content: Content, question: Question) -> list[str]:
    """Where it goes on from this question, in sentences; nothing if only to the next one."""
    rules = written_rules(question)
    said = [
        _(
            "If they say %(answer)s → %(question)s",
            answer=answers_in_words(question, rule["when"]),
            question=question_in_words(content, rule["go"]),
        )
        for rule in rules
        if "when" in rule
    ]
    last = next((rule["go"] for rule in rules if "when" not in rule), None)
    if last is not None:
        words = question_in_words(content, last)
        said.append(
            _("Everybody else → %(question)s", question=words)
            if said
            else _("Everybody → %(question)s", question=words)
        )
    return said


def mended_without(content: Content, key: str) -> list[tuple[str, list[str]]]:
    """The questions whose ways lead to this one, and where they will lead once it is taken off."""
    after = without_question(content, key)
    led = dict.fromkeys(question["key"] for question, _rule in rules_to(content, key))
    return [
        (one["ask"], ways_from(after, one) or [_("Everybody goes on to the next question.")])
        for one in after["questions"]
        if one["key"] in led
    ]


def question_in_words(content: Content, key: str) -> str:
    """A question by its number and its words, or the end."""
    if key == END:
        return _("the end")
    place = keys_of(content).index(key)
    ask = apart(content["questions"][place]["ask"])
    return _("question %(number)s, “%(ask)s”", number=place + 1, ask=ask)


def answers_in_words(question: Question, codes: list[str]) -> str:
    """What these codes are called, joined by “or”."""
    labels = labels_of(question)
    # NOTE: Between two answers, in “if they say yes or no”.
    return _(" or ").join(quoted(labels.get(code, code)) for code in codes)


def told_of(question: Question) -> str:
    """The answers of which a safe adult is told, joined by “or”; "" if there are none."""
    return answers_in_words(question, question.get("alert_on", []))


def labels_of(question: Question) -> dict[str, str]:
    """What each code is called, in the reader's language where it is one of ours."""
    own = {choice["code"]: choice["label"] for choice in question.get("choices", ())}
    fixed = getattr(TYPES[question["type"]], "labels", {})
    return {code: own.get(code, str(fixed.get(code, code))) for code in codes_of(question)}
