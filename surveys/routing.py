"""Which question comes next. Pure: a definition and answers in, question keys out."""

from collections.abc import Mapping
from typing import NamedTuple

from surveys.definition import END, Definition, Given

SKIPPED = Given()


class Place(NamedTuple):
    """How far along a question is."""

    number: int
    total: int
    a_little_more: bool
    """True for a question that only some people are asked, after the one with this number."""


def following(definition: Definition, key: str, given: Given) -> str | None:
    """The question after `key` for someone who answered it with `given`; None at the end.

    The first rule that holds decides. With no rule, or none that holds (a skipped question),
    it is the next one in the file.
    """
    question = definition.question(key)
    if question is None:
        raise KeyError(key)
    for rule in question.rules:
        if not rule.when or rule.when.intersection(given.choices):
            return None if rule.go == END else rule.go
    return definition.after(key)


def path(definition: Definition, answers: Mapping[str, Given]) -> list[str]:
    """The questions this person is asked, in order.

    Answers to questions off the path stay in the draft, and are never part of what is sent: a
    child who changes an answer and changes it back finds their words again.
    """
    keys: dict[str, None] = {}
    key: str | None = definition.questions[0].key
    while key is not None and key not in keys:
        keys[key] = None
        key = following(definition, key, answers.get(key, SKIPPED))
    return list(keys)


def next_after(definition: Definition, answers: Mapping[str, Given], key: str) -> str | None:
    """The question after `key` on this person's path, or None when it is the last."""
    return following(definition, key, answers.get(key, SKIPPED))


def previous_before(definition: Definition, answers: Mapping[str, Given], key: str) -> str | None:
    """The question before `key` on this person's path; None for the first or one off the path."""
    keys = path(definition, answers)
    place = keys.index(key) if key in keys else 0
    return keys[place - 1] if place else None


def goes_on_at(
    definition: Definition, answers: Mapping[str, Given], stopped_at: str | None = None
) -> str | None:
    """Where somebody who comes back goes on: the question after the last one on their way that
    they answered; None when that was the last of all.

    `answers` are those that were kept, emptied ones too. What was skipped leaves nothing behind:
    before the last answer it was seen, and is not asked again; after it, nobody can tell it from
    what was never seen, and being asked once more is kinder than not being asked.

    The last answer is opened again if it is in words and they put it away for later from there
    (`stopped_at`): nobody can tell how far they were with it.
    """
    keys = path(definition, answers)
    seen = [place for place, key in enumerate(keys, start=1) if key in answers]
    if seen and keys[seen[-1] - 1] == stopped_at and answers[stopped_at].words:
        return stopped_at
    onward = keys[seen[-1] :] if seen else keys
    return onward[0] if onward else None


def place(definition: Definition, key: str) -> Place:
    """Where a question stands among those that everybody is asked.

    One that is asked only because of an answer is a little more about the question that was
    answered, and has its number. So the total is known from the start and is the same for
    everybody: it neither grows nor shrinks, and no number is left out or comes too early.
    """
    known: dict[str, frozenset[str]] = {}
    everybodys = _asked_whatever_comes(definition, definition.keys[0], known)
    still_to_come = _asked_whatever_comes(definition, key, known) & everybodys - {key}
    total = len(everybodys)
    return Place(total - len(still_to_come), total, key not in everybodys)


def _asked_whatever_comes(
    definition: Definition, key: str, known: dict[str, frozenset[str]]
) -> frozenset[str]:
    """This question, and those after it that lie on every way from here to the end."""
    if key not in known:
        ways = _ways_from(definition, key)
        onward = [
            frozenset() if one == END else _asked_whatever_comes(definition, one, known)
            for one in ways
        ]
        known[key] = frozenset.intersection(*onward) | {key}
    return known[key]


def _ways_from(definition: Definition, key: str) -> set[str]:
    """Everything that can come right after this question, whatever is answered."""
    rules = definition.question(key).rules
    ways = {rule.go for rule in rules}
    if all(rule.when for rule in rules):
        ways.add(definition.after(key) or END)
    return ways


def still_to_come(definition: Definition, key: str, code: str | None = None) -> set[str]:
    """The questions that somebody may be asked after this one, whatever they answered, or who
    picked this code in it.
    """
    waiting = _ways_from(definition, key) if code is None else _ways_with(definition, key, code)
    found: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one != END and one not in found:
            found.add(one)
            waiting |= _ways_from(definition, one)
    return found


def _ways_with(definition: Definition, key: str, code: str) -> set[str]:
    """What can come right after this question for somebody who picked this code in it. Of several
    that were picked another may decide first.
    """
    question, ways = definition.question(key), set()
    for rule in question.rules:
        decides = not rule.when or code in rule.when
        if decides or question.type == "several_choices":
            ways.add(rule.go)
        if decides:
            return ways
    return ways | {definition.after(key) or END}


def on_path(definition: Definition, answers: Mapping[str, Given]) -> dict[str, Given]:
    """What would be sent: the answers on the path that were not skipped, in the path's order."""
    keys = path(definition, answers)
    return {key: answers[key] for key in keys if key in answers and not answers[key].skipped}
