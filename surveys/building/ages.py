"""The forms that are made of what was written: one for each age, under the same keys and codes."""

from collections.abc import Iterator
from typing import Any

from surveys.building.content import (
    Content,
    Question,
    keys_of,
    with_questions,
    without_question,
)
from surveys.building.rules import with_rules, written_rules
from surveys.definition import END
from surveys.survey_models import AGES

YOUNGER = ("4_7", "8_11")
"""Who is asked in the easier words, where there are any."""
PLAIN = ("key", "type", "section", "ask", "hint", "why", "choices", "alert_on", "next")
"""What of a question is published."""
SYMBOL = "pledge"


def ages_of(content: Content) -> list[str]:
    """Whom it is for, the youngest first."""
    return [ages for ages in AGES if ages in content["ages"]]


def asked_at(content: Content, question: Question) -> list[str]:
    """Which of the survey's ages are asked this question."""
    return [ages for ages in ages_of(content) if ages in question.get("ages", AGES)]


def for_nobody(content: Content) -> list[Question]:
    """The questions that none of the survey's ages is asked."""
    return [one for one in content["questions"] if not asked_at(content, one)]


def given_to_everybody(content: Content) -> dict[str, Any]:
    """With those asked of all the survey's ages."""
    lonely = keys_of({"questions": for_nobody(content)})
    return with_questions(
        content,
        [
            {name: value for name, value in one.items() if name != "ages"}
            if one["key"] in lonely
            else one
            for one in content["questions"]
        ],
    )


def without_those_for_nobody(content: Content) -> dict[str, Any]:
    """With those taken off."""
    for one in for_nobody(content):
        content = without_question(content, one["key"])
    return dict(content)


def form_key(survey_id: int, ages: str) -> str:
    """The published form's name: s1a2b…_8_11."""
    return f"s{survey_id:x}_{ages}"


def form_for(content: Content, ages: str, key: str) -> dict[str, Any]:
    """The form as it is published for this age. It may have no question at all: see `problems`."""
    return {
        "key": key,
        "kind": "survey",
        "listed": False,
        "symbol": SYMBOL,
        "title": content["title"],
        "intro": content["intro"],
        "thanks": content["thanks"],
        "questions": list(_questions(content, ages)),
    }


def words_for(question: Question, ages: str) -> dict[str, Any]:
    """The question with the words that this age reads."""
    easier = question.get("easier", {}) if ages in YOUNGER else {}
    labels = {one["code"]: one["label"] for one in easier.get("choices", ())}
    shown = {**question, **{name: easier[name] for name in ("ask", "hint") if name in easier}}
    if labels:
        choices = question.get("choices", ())
        shown["choices"] = [
            {**one, "label": labels.get(one["code"], one["label"])} for one in choices
        ]
    return shown


def _questions(content: Content, ages: str) -> Iterator[dict[str, Any]]:
    asked = [one["key"] for one in content["questions"] if ages in asked_at(content, one)]
    section = None
    for question in content["questions"]:
        section = question.get("section", section)
        if question["key"] not in asked:
            continue
        shown = words_for(question, ages)
        if section:
            # The part a question stands in begins with the first of its questions that is asked.
            shown, section = {**shown, "section": section}, None
        rules = [
            {**rule, "go": _asked_from(content, rule["go"], asked)}
            for rule in written_rules(question)
        ]
        shown = with_rules(shown, rules)
        yield {name: shown[name] for name in PLAIN if name in shown}


def _asked_from(content: Content, key: str, asked: list[str]) -> str:
    """This question if the age is asked it, or else the next that it is asked; or the end."""
    if key == END:
        return END
    keys = keys_of(content)
    return next((one for one in keys[keys.index(key) :] if one in asked), END)
