"""What a schema cannot say about a form: routes that lead somewhere, no circles, every question
reachable, nothing named twice.
"""

from collections import Counter
from typing import Any

from surveys.definition import END, rules_of
from surveys.fields.table import FIXED_CODES
from surveys.reading import Place

Found = tuple[Place, str]

# These are pages of every form, so no question may have them as its address.
RESERVED = frozenset({END, "check", "send", "sent", "start", "now", "saved"})


def rule_problems(data: dict[str, Any], stem: str) -> list[Found]:
    """What a schema cannot say, for data that follows it. `stem` is the file's own name."""
    found: list[Found] = []
    if data["key"] != stem:
        found.append((("key",), f"“key” must be the file's name, {stem}"))
    found += _twice(data)
    found += _all_alone(data)
    found += _some_drawn(data)
    found += _wrong_routes(data)
    found += _asked_of_some(data)
    return found or _unreachable(data) + _circles(data)


def _twice(data: dict[str, Any]) -> list[Found]:
    keys = Counter(question["key"] for question in data["questions"])
    purposes = Counter(q["purpose"] for q in data["questions"] if "purpose" in q)
    found: list[Found] = []
    for n, question in enumerate(data["questions"]):
        place = ("questions", n)
        if keys[question["key"]] > 1:
            found.append(((*place, "key"), f"the question “{question['key']}” is there twice"))
        if question["key"] in RESERVED:
            found.append(((*place, "key"), f"“{question['key']}” is a word we keep for ourselves"))
        if purposes[question.get("purpose")] > 1:
            found.append(((*place, "purpose"), f"“{question['purpose']}” is asked twice"))
        codes = Counter(choice["code"] for choice in question.get("choices", ()))
        for m, choice in enumerate(question.get("choices", ())):
            if codes[choice["code"]] > 1:
                at = (*place, "choices", m, "code")
                found.append((at, f"the choice “{choice['code']}” is there twice"))
    return found


def _asked_of_some(data: dict[str, Any]) -> list[Found]:
    """Somebody without a name goes round an `only_by_name` question, so nothing may lead to it."""
    led_to = {rule.go for question in data["questions"] for rule in rules_of(question)}
    return [
        (("questions", n, "only_by_name"), "this is the first question, or a route leads to it")
        for n, question in enumerate(data["questions"])
        if question.get("only_by_name") and (n == 0 or question["key"] in led_to)
    ]


def _all_alone(data: dict[str, Any]) -> list[Found]:
    return [
        (("questions", n, "choices"), "every choice stands alone: make it a one_choice question")
        for n, question in enumerate(data["questions"])
        if question.get("choices") and all(choice.get("alone") for choice in question["choices"])
    ]


def _some_drawn(data: dict[str, Any]) -> list[Found]:
    return [
        (("questions", n, "choices"), "some choices have a symbol and some have none")
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
            found.append((at, f"waits for “{code}”, which cannot be chosen"))
        for m, rule in enumerate(rules):
            at: Place = ("questions", n, "next")
            if not isinstance(question["next"], str):
                at = (*at, m)
            if rule.go not in keys:
                found.append(((*at, "go"), f"goes to “{rule.go}”, which is not a question here"))
            unknown = sorted(rule.when - codes) if codes is not None else []
            for code in unknown:
                found.append(((*at, "when"), f"waits for “{code}”, which cannot be chosen"))
            if not rule.when and m < len(rules) - 1:
                found.append(((*at, "go"), "always holds, so the routes after it never do"))
    return found


def _codes(question: dict[str, Any]) -> frozenset[str] | None:
    """The codes that can be chosen, or None when only the running app knows (a person)."""
    if question["type"] == "person":
        return None
    fixed = FIXED_CODES.get(question["type"], ())
    return frozenset(fixed) | {choice["code"] for choice in question.get("choices", ())}


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


def _unreachable(data: dict[str, Any]) -> list[Found]:
    lost = unreached(data)
    return [
        (("questions", n, "key"), f"nobody is ever asked “{question['key']}”: no route leads to it")
        for n, question in enumerate(data["questions"])
        if question["key"] in lost
    ]


def _circles(data: dict[str, Any]) -> list[Found]:
    """Questions on a circle of routes: those from which a way leads back to themselves."""
    ways = _ways(data)
    return [
        (("questions", n, "next"), f"from “{question['key']}” the routes lead back to it: a circle")
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
