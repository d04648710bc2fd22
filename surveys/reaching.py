"""Which questions of a form can be reached, and whether a way leads round in a circle."""

from typing import Any

from surveys.definition import END, rules_of
from surveys.wrong import Found, Wrong


def _ways(data: dict[str, Any]) -> dict[str, set[str]]:
    """Every question, and every question that can come right after it."""
    keys = [question["key"] for question in data["questions"]]
    ways: dict[str, set[str]] = {}
    for n, question in enumerate(data["questions"]):
        rules = rules_of(question)
        ways[question["key"]] = {rule.go for rule in rules} - {END}
        falls_through = all(rule.when for rule in rules)
        if falls_through and n + 1 < len(keys):
            ways[question["key"]].add(keys[n + 1])
    return ways


def unreached(data: dict[str, Any]) -> list[str]:
    """The keys of the questions that no way leads to, in order; for data that follows the schema
    and whose routes lead somewhere.
    """
    ways = _ways(data)
    reached: set[str] = set()
    waiting = [data["questions"][0]["key"]]
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += ways.get(key, ())
    return [one["key"] for one in data["questions"] if one["key"] not in reached]


def unreachable(data: dict[str, Any]) -> list[Found]:
    """Each question that nobody is ever asked."""
    lost = unreached(data)
    return [
        (
            ("questions", n, "key"),
            Wrong(f"nobody is ever asked “{question['key']}”: no route leads to it", "unreached"),
        )
        for n, question in enumerate(data["questions"])
        if question["key"] in lost
    ]


def circles(data: dict[str, Any]) -> list[Found]:
    """Questions on a circle of routes: those from which a way leads back to themselves."""
    ways = _ways(data)
    return [
        (
            ("questions", n, "next"),
            Wrong(f"from “{question['key']}” the routes lead back to it: a circle", "circle"),
        )
        for n, question in enumerate(data["questions"])
        if _leads_back(question["key"], ways)
    ]


def _leads_back(start: str, ways: dict[str, set[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(ways[start])
    while waiting:
        key = waiting.pop()
        if key == start:
            return True
        if key not in seen:
            seen.add(key)
            waiting += ways[key]
    return False
