"""Hints on questions that a way goes past: whoever is sent on by it is never asked them. Pure."""

from collections.abc import Iterator

from app.core.i18n import _
from app.core.in_line import in_a_line, quoted
from app.core.plain_words import Hint
from surveys.building.ages import asked_at
from surveys.building.content import Content, Question, keys_of, later_than
from surveys.building.rules import written_rules
from surveys.building.way import answers_in_words
from surveys.definition import END

MOST_NAMED = 3
"""So many questions are named; who reads them knows then what happens to the rest."""


def passed_by_hints(content: Content, question: Question) -> Iterator[Hint]:
    """What whoever answers this question so is never asked: first what tells the duty team, then
    whatever comes after a way to the end. Going past other questions is what ways are for.
    """
    rules = [rule for rule in written_rules(question) if "when" in rule]
    for rule in rules:
        telling = [one for one in _passed_by(content, question, rule["go"]) if one.get("alert_on")]
        if telling:
            words = _safety_words(question, rule["when"], telling)
            yield Hint("passes_by_safety", words, first=True)
    for rule in rules:
        rest = _passed_by(content, question, END) if rule["go"] == END else []
        rest = [one for one in rest if not one.get("alert_on")]
        if rest:
            yield Hint("passes_by", _words(question, rule["when"], rest))


def _passed_by(content: Content, question: Question, to: str) -> list[Question]:
    """The questions between this one and where the way leads that somebody is asked who is asked
    this one.
    """
    following = later_than(content, question["key"])
    keys = keys_of({"questions": following})
    if to != END and to not in keys:
        return []  # It leads back, which has to be put right anyhow.
    until = len(following) if to == END else keys.index(to)
    ages = set(asked_at(content, question))
    return [one for one in following[:until] if ages.intersection(asked_at(content, one))]


def _safety_words(question: Question, codes: list[str], passed: list[Question]) -> str:
    return _(
        "Whoever says %(answer)s is never asked %(questions)s, which tells the duty team. Somebody"
        " who is not safe may say that too. Let everybody come to it: put it first, or change"
        " “What comes next”.",
        answer=answers_in_words(question, codes),
        questions=_named(passed),
    )


def _words(question: Question, codes: list[str], passed: list[Question]) -> str:
    return _(
        "Whoever says %(answer)s goes to the end and is never asked %(questions)s. If they should"
        " be, change “What comes next”.",
        answer=answers_in_words(question, codes),
        questions=_named(passed),
    )


def _named(passed: list[Question]) -> str:
    return in_a_line(quoted(one["ask"]) for one in passed[:MOST_NAMED])
