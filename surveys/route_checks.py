"""What a schema cannot say about a form: routes that lead somewhere, no circles, every question
reachable, nothing named twice.
"""

from collections import Counter
from typing import Any

from surveys.definition import END, rules_of
from surveys.fields.table import FIXED_CODES
from surveys.reaching import circles, unreachable
from surveys.reading import Place
from surveys.wrong import Found, Wrong

# These are pages of every form and the builder's page of a new question, so no question may have
# them as its address; the last three name what is counted of a survey besides its questions, which
# is shown by other rules.
PAGES = {END, "check", "send", "sent", "start", "now", "saved", "new"}
RESERVED = frozenset(PAGES | {"responses", "asked", "population"})


def rule_problems(data: dict[str, Any], stem: str) -> list[Found]:
    """What a schema cannot say, for data that follows it. `stem` is the file's own name."""
    found: list[Found] = []
    if data["key"] != stem:
        found.append((("key",), Wrong(f"“key” must be the file's name, {stem}", "name")))
    found += _twice(data)
    found += _all_alone(data)
    found += _some_drawn(data)
    found += _wrong_routes(data)
    found += _asked_of_some(data)
    return found or unreachable(data) + circles(data)


def _twice(data: dict[str, Any]) -> list[Found]:
    keys = Counter(question["key"] for question in data["questions"])
    purposes = Counter(q["purpose"] for q in data["questions"] if "purpose" in q)
    found: list[Found] = []
    for n, question in enumerate(data["questions"]):
        place = ("questions", n)
        if keys[question["key"]] > 1:
            found.append(
                (
                    (*place, "key"),
                    Wrong(
                        f"the question “{question['key']}” is there twice", "twice", question["key"]
                    ),
                )
            )
        if question["key"] in RESERVED:
            found.append(
                (
                    (*place, "key"),
                    Wrong(
                        f"“{question['key']}” is a word we keep for ourselves",
                        "ours",
                        question["key"],
                    ),
                )
            )
        if purposes[question.get("purpose")] > 1:
            found.append(
                ((*place, "purpose"), Wrong(f"“{question['purpose']}” is asked twice", "purpose"))
            )
        codes = Counter(choice["code"] for choice in question.get("choices", ()))
        for m, choice in enumerate(question.get("choices", ())):
            if codes[choice["code"]] > 1:
                at = (*place, "choices", m, "code")
                found.append(
                    (
                        at,
                        Wrong(
                            f"the choice “{choice['code']}” is there twice",
                            "choice_twice",
                            choice["code"],
                        ),
                    )
                )
    return found


def _asked_of_some(data: dict[str, Any]) -> list[Found]:
    """Somebody without a name goes round an `only_by_name` question, so nothing may lead to it."""
    led_to = {rule.go for question in data["questions"] for rule in rules_of(question)}
    return [
        (
            ("questions", n, "only_by_name"),
            Wrong("this is the first question, or a route leads to it", "by_name"),
        )
        for n, question in enumerate(data["questions"])
        if question.get("only_by_name") and (n == 0 or question["key"] in led_to)
    ]


def _all_alone(data: dict[str, Any]) -> list[Found]:
    return [
        (
            ("questions", n, "choices"),
            Wrong("every choice stands alone: make it a one_choice question", "all_alone"),
        )
        for n, question in enumerate(data["questions"])
        if question.get("choices") and all(choice.get("alone") for choice in question["choices"])
    ]


def _some_drawn(data: dict[str, Any]) -> list[Found]:
    return [
        (
            ("questions", n, "choices"),
            Wrong("some choices have a symbol and some have none", "some_drawn"),
        )
        for n, question in enumerate(data["questions"])
        if len({"symbol" in choice for choice in question.get("choices", ())}) > 1
    ]


def _wrong_routes(data: dict[str, Any]) -> list[Found]:
    keys = {question["key"] for question in data["questions"]} | {END}
    found: list[Found] = []
    for n, question in enumerate(data["questions"]):
        codes = _codes(question)
        rules = rules_of(question)
        for code in sorted(set(question.get("alert_on", ())) - (codes or frozenset())):
            at = ("questions", n, "alert_on")
            found.append((at, _not_chosen(code)))
        for m, rule in enumerate(rules):
            at: Place = ("questions", n, "next")
            if not isinstance(question["next"], str):
                at = (*at, m)
            if rule.go not in keys:
                found.append(
                    (
                        (*at, "go"),
                        Wrong(
                            f"goes to “{rule.go}”, which is not a question here", "nowhere", rule.go
                        ),
                    )
                )
            unknown = sorted(rule.when - codes) if codes is not None else []
            for code in unknown:
                found.append(((*at, "when"), _not_chosen(code)))
            if not rule.when and m < len(rules) - 1:
                found.append(
                    ((*at, "go"), Wrong("always holds, so the routes after it never do", "always"))
                )
    return found


def _not_chosen(code: str) -> Wrong:
    return Wrong(f"waits for “{code}”, which cannot be chosen", "not_chosen", code)


def _codes(question: dict[str, Any]) -> frozenset[str] | None:
    """The codes that can be chosen, or None when only the running app knows (a person)."""
    if question["type"] == "person":
        return None
    fixed = FIXED_CODES.get(question["type"], ())
    return frozenset(fixed) | {choice["code"] for choice in question.get("choices", ())}
