"""The anonymity budget: whether answers together could single somebody out. Pure.

Each question that says who somebody is divides those who answer into groups; together they divide
them into as many as all their answers multiplied. If then fewer than five are likely to be alike,
somebody who knows a young person could find what they said. Five is the number of the disclosure
gate (DESIGN 8); that groups are alike in size is the kindest case, and it is said so on the page.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from surveys.building.ages import ages_of
from surveys.building.content import ABOUT, Content, Question, codes_of
from surveys.building.who_you_are import asks_who_you_are

FEWEST = 5
"""So many must be likely to answer alike."""
TELLS_NOTHING = frozenset({"dont_know", "not_sure", "rather_not"})
"""Codes of answers that say nothing of who somebody is."""
ANYBODY = 1_000_000
"""A day or words of their own can be like nobody else's."""
ALL_OF_IT = 100


@dataclass(frozen=True)
class Telling:
    """A question that says who somebody is, and into how many groups it divides them."""

    key: str
    ask: str
    groups: int


@dataclass(frozen=True)
class Budget:
    """How much of the budget is used, in percent: more than 100 is too much."""

    asked: int
    groups: int
    alike: int
    """How many are likely to answer alike; rounded down."""
    used: int
    drop: tuple[str, ...]
    """The keys of the questions to take off so that it is enough; () while it is."""
    tellings: tuple[Telling, ...]

    @property
    def over(self) -> bool:
        return self.alike < FEWEST

    @property
    def close(self) -> bool:
        """True while it is enough, and one more question may be too much."""
        return not self.over and self.used > ALL_OF_IT // 2


def is_telling(question: Question) -> bool:
    """Whether a question says who somebody is: one of ours about them, marked so, or worded so, be
    it in the easier words alone.
    """
    marked = question["key"].startswith(ABOUT) or bool(question.get("about_you"))
    easier = question.get("easier", {}).get("ask", "")
    return marked or asks_who_you_are(question["ask"]) or asks_who_you_are(easier)


def groups_of(question: Question) -> int:
    """Into how many groups the answers to a question divide those who give them."""
    if question["type"] in ("short_text", "long_text", "date"):
        return ANYBODY
    telling = [code for code in codes_of(question) if code not in TELLS_NOTHING]
    if question["type"] == "several_choices":
        return min(2 ** len(telling), ANYBODY)
    return max(len(telling), 1)


def tellings_of(content: Content) -> list[Telling]:
    """The questions that say who somebody is, in order.

    For which age a form is, is known of every answer too: more than one divide like a question.
    """
    found = [
        Telling(one["key"], one["ask"], groups_of(one))
        for one in content["questions"]
        if is_telling(one)
    ]
    ages = len(ages_of(content))
    asked_age = next((one for one in found if one.key == "about_age"), None)
    if ages > 1 and asked_age is None:
        return [Telling("", "", ages), *found]
    if asked_age is not None and asked_age.groups < ages:
        return [Telling(one.key, one.ask, ages) if one is asked_age else one for one in found]
    return found


def budget(tellings: Sequence[Telling], asked: int) -> Budget:
    """What so many young people can be asked. `asked` is how many could answer in the smallest of
    the councils: in which one they live is known of every answer.
    """
    groups = math.prod(one.groups for one in tellings)
    alike = asked // groups
    used = math.ceil(ALL_OF_IT * FEWEST * groups / asked) if asked else 10 * ALL_OF_IT
    return Budget(
        asked=asked,
        groups=groups,
        alike=alike,
        used=min(used, 10 * ALL_OF_IT),
        drop=_to_drop(tellings, asked) if alike < FEWEST else (),
        tellings=tuple(tellings),
    )


def _to_drop(tellings: Sequence[Telling], asked: int) -> tuple[str, ...]:
    """The one question that is enough to take off, and tells least; or those that tell most."""
    ours = sorted((one for one in tellings if one.key), key=lambda one: one.groups)
    groups = math.prod(one.groups for one in tellings)
    for one in ours:
        if asked // (groups // one.groups) >= FEWEST:
            return (one.key,)
    dropped: list[str] = []
    for one in reversed(ours):
        dropped.append(one.key)
        groups //= one.groups
        if asked // groups >= FEWEST:
            break
    return tuple(dropped)
