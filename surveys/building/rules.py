"""The ways on from one question: pure, a question in and a new question out."""

from collections.abc import Collection, Mapping
from typing import Any

from surveys.definition import rules_of

Question = Mapping[str, Any]


def written_rules(question: Question) -> list[dict[str, Any]]:
    """The routes under a question, each as `when` and `go`."""
    return [
        {"when": sorted(rule.when), "go": rule.go} if rule.when else {"go": rule.go}
        for rule in rules_of(question)
    ]


def with_rules(question: Question, rules: list[dict[str, Any]]) -> dict[str, Any]:
    """The question with these routes and no others."""
    plain = {name: value for name, value in question.items() if name != "next"}
    return {**plain, "next": rules} if rules else plain


def possible_rules(question: Question, codes: Collection[str]) -> list[dict[str, Any]]:
    """Its rules, without the answers that cannot be chosen (any more)."""
    kept: list[dict[str, Any]] = []
    for rule in written_rules(question):
        if "when" not in rule:
            kept.append(rule)
        elif when := [code for code in rule["when"] if code in codes]:
            kept.append({**rule, "when": when})
    return kept


def led_elsewhere(question: Question, gone: str, then: str, after: str) -> dict[str, Any]:
    """The question with its ways to a question that is gone leading to `then`; `after` is what
    comes after it by itself. Ways that make no difference any more are gone too.
    """
    rules = written_rules(question)
    if all(rule["go"] != gone for rule in rules):
        return dict(question)
    led = [{**rule, "go": then if rule["go"] == gone else rule["go"]} for rule in rules]
    return with_rules(question, _that_matter(led, after))


def _that_matter(rules: list[dict[str, Any]], after: str) -> list[dict[str, Any]]:
    """Without those that lead where everybody else goes in any case."""
    somebodys = [rule for rule in rules if "when" in rule]
    everybodys = next((rule["go"] for rule in rules if "when" not in rule), after)
    while somebodys and somebodys[-1]["go"] == everybodys:
        somebodys.pop()
    return somebodys if everybodys == after else [*somebodys, {"go": everybodys}]
