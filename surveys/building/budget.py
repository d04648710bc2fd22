"""The anonymity budget: whether answers together could single somebody out. Pure.

Each question that says who somebody is divides those who answer into groups; together they divide
them into as many as all their answers multiplied. If then fewer than five are likely to be alike,
somebody who knows a young person could find what they said. Five is the number of the disclosure
gate (DESIGN 8); that groups are alike in size is the kindest case, and it is said so on the page:
that nobody stands out is said with much room alone, or where nothing is asked of who they are.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from surveys.building.ages import ages_of
from surveys.building.content import ABOUT, Content, Question, codes_of
from surveys.building.who_you_are import asks_who_you_are

FEWEST = 5
"""So many must be likely to answer alike."""
PLENTY = 10 * FEWEST
"""So many must be likely to answer alike before anybody is told that nobody stands out.

About one in nine came without their parents, where as large as the other it would be one in two;
about one in ten lives in a children’s home, where it would be one in six. Whoever is both is in a
group about an eighth as large as if all were as large as the next; ten leaves some room.
"""
TELLS_NOTHING = frozenset({"dont_know", "not_sure", "rather_not"})
"""Codes of answers that say nothing of who somebody is."""
ALONE = "about_separated"
"""The question whether somebody came without their parents."""
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
    alone: int | None = None
    """How many of them came without their parents; None where it is not asked, or not known."""

    @property
    def plenty(self) -> bool:
        """True where small groups are likely to be large enough too, or nothing is asked of who
        they are and it is not close.
        """
        return self.alike >= PLENTY or not (self.asks_who or self.over or self.close)

    @property
    def asks_who(self) -> bool:
        """Whether a question says who they are, and not the age of their form alone."""
        return any(one.key for one in self.tellings)

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


def budget(tellings: Sequence[Telling], asked: int, alone: int | None = None) -> Budget:
    """What so many young people can be asked. `asked` is how many could answer in the smallest of
    the councils: in which one they live is known of every answer. `alone` is how many of them came
    without their parents, where that is known: a small group counts for all, if it is asked.
    """
    groups = math.prod(one.groups for one in tellings)
    came = next((one.groups for one in tellings if one.key == ALONE), None)
    alone = alone if came else None
    even = asked if alone is None else min(asked, alone * came)
    alike = even // groups
    used = math.ceil(ALL_OF_IT * FEWEST * groups / even) if even else 10 * ALL_OF_IT
    return Budget(
        asked=asked,
        groups=groups,
        alike=alike,
        used=min(used, 10 * ALL_OF_IT),
        drop=_to_drop(tellings, even) if alike < FEWEST else (),
        tellings=tuple(tellings),
        alone=alone,
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
