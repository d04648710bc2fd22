"""Changing what a survey asks: pure, content in and new content out.

The content is the form as `surveys/schema.json` has it, without what only a published form needs,
and with this beside it: `ages` of the survey and, where they differ, of a question; `easier`, the
words of a question and of its answers for the younger ones; `about_you`, for a question that says
who somebody is; `chosen_for`, the words that something of it was chosen for, where it has others
now; `asked`, about how many young people there are to ask.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from surveys.building.rules import led_elsewhere, possible_rules, with_rules, written_rules
from surveys.definition import END
from surveys.fields.table import FIXED_CODES

Content = Mapping[str, Any]
Question = Mapping[str, Any]

NOTHING: dict[str, Any] = {"title": "", "intro": "", "thanks": "", "ages": [], "questions": []}
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look like another."""
ABOUT = "about_"
"""What the keys of the ready questions about who somebody is begin with."""
MOST_QUESTIONS = 60
"""As schema.json has it."""


def new_key(content: Content, pick: Callable[[str], str] = secrets.choice) -> str:
    """A key no question of this survey has. Answers are compared by it, so it is never given twice
    by chance: there are 900 million.
    """
    taken = set(keys_of(content))
    while True:
        key = "q_" + "".join(pick(LETTERS) for _ in range(6))
        if key not in taken:
            return key


def keys_of(content: Content) -> list[str]:
    """The key of every question, in order."""
    return [question["key"] for question in content["questions"]]


def question_in(content: Content, key: str) -> dict[str, Any] | None:
    """The question called `key`, or None."""
    return next((one for one in content["questions"] if one["key"] == key), None)


def place_of(content: Content, key: str) -> int:
    """Its place, from 0. Raises ValueError if there is none."""
    return keys_of(content).index(key)


def number_of(content: Content, key: str) -> int:
    """Its place as people count, from 1; 0 if there is none."""
    keys = keys_of(content)
    return keys.index(key) + 1 if key in keys else 0


def codes_of(question: Question) -> list[str]:
    """The codes that can be chosen in it, in order; none for one answered in words or a date."""
    fixed = FIXED_CODES.get(question["type"], ())
    return [*fixed, *(choice["code"] for choice in question.get("choices", ()))]


def later_than(content: Content, key: str) -> list[dict[str, Any]]:
    """The questions that come after this one."""
    return list(content["questions"][place_of(content, key) + 1 :])


def with_questions(content: Content, questions: Iterable[Question]) -> dict[str, Any]:
    return {**content, "questions": [dict(one) for one in questions]}


def with_question(content: Content, question: Question, after: str = "") -> dict[str, Any]:
    """With this question in place of the one that has its key, or else right after the one called
    `after`, or else at the end.

    Its routes are kept as far as they wait for an answer that can be chosen.
    """
    fitting = with_rules(question, possible_rules(question, codes_of(question)))
    if question["key"] not in keys_of(content):
        place = number_of(content, after) or len(content["questions"])
        there = content["questions"]
        return with_questions(content, [*there[:place], fitting, *there[place:]])
    return with_questions(
        content,
        [fitting if one["key"] == question["key"] else one for one in content["questions"]],
    )


def with_alert_on(question: Question, codes: Iterable[str]) -> dict[str, Any]:
    """The question with a safe adult told of these answers and of no others."""
    plain = {name: value for name, value in question.items() if name != "alert_on"}
    wanted = set(codes)
    told = [code for code in codes_of(question) if code in wanted]
    return {**plain, "alert_on": told} if told else plain


def rules_to(content: Content, key: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Every (question, rule) that leads to the question called `key`."""
    return [
        (question, rule)
        for question in content["questions"]
        for rule in written_rules(question)
        if rule["go"] == key
    ]


def without_question(content: Content, key: str) -> dict[str, Any]:
    """Without this question. What led to it leads to the one after it, or to the end."""
    following = later_than(content, key)
    then = following[0]["key"] if following else END
    rest = [one for one in content["questions"] if one["key"] != key]
    nexts = [*(one["key"] for one in rest), END][1:]
    pairs = zip(rest, nexts, strict=True)
    return with_questions(content, [led_elsewhere(one, key, then, after) for one, after in pairs])


def moved(content: Content, key: str, steps: int) -> dict[str, Any]:
    """With this question so many places later (or, below nought, earlier), as far as it goes.

    Routes that would then lead back are left as they are: see `backward`.
    """
    questions = list(content["questions"])
    place = place_of(content, key)
    questions.insert(max(0, place + steps), questions.pop(place))
    return with_questions(content, questions)


def backward(content: Content) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Every (question, rule) that leads to the question itself or to an earlier one."""
    places = {key: place for place, key in enumerate(keys_of(content))}
    return [
        (question, rule)
        for question in content["questions"]
        for rule in written_rules(question)
        if places.get(rule["go"], len(places)) <= places[question["key"]]
    ]


def without_backward(content: Content) -> dict[str, Any]:
    """Without those: whoever they were for goes on to the next question."""
    back = [(question["key"], rule["go"]) for question, rule in backward(content)]
    return with_questions(
        content,
        [
            with_rules(
                one, [rule for rule in written_rules(one) if (one["key"], rule["go"]) not in back]
            )
            for one in content["questions"]
        ],
    )


def copied(content: Content, key: str, copy_key: str) -> dict[str, Any]:
    """With the same question again right after it, without its routes."""
    place = place_of(content, key) + 1
    again = {**with_rules(content["questions"][place - 1], []), "key": copy_key}
    if key.startswith(ABOUT):
        again["about_you"] = True  # Its key no longer says that it is about who somebody is.
    return with_questions(
        content, [*content["questions"][:place], again, *content["questions"][place:]]
    )
