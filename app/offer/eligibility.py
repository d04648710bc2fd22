"""Which lines of the offer are somebody's: by law, extra here, to ask about, later, or not.

Pure: no database, no page. Every rule is a row of a table; `rules_as_json` hands the same rows to
the browser, where static/js/offer/eligibility.js reads them the same way without the internet.

A line is theirs when it holds whichever way the unanswered questions are answered. Where it
depends on one of them, the verdict is to ask, and the reasons say which.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.offer.rules import CAVEATS, GROUPS, SAID_OF_LATER, Rule, rules_as_json
from app.offer.situation import ASKED_DIRECTLY, FROM_PAPERS, NEEDS, Situation
from app.offer.statuses import (
    AGES,
    WHO,
    World,
    consistent,
    grown,
    in_years,
    matched,
    status_of,
    worlds,
)

__all__ = ["NEEDS", "WHO", "Rule", "Situation", "Verdict", "judge", "rules_as_json", "status_of"]

VERDICTS = ("law", "extra", "ask", "later", "no")


@dataclass(frozen=True)
class Verdict:
    """One of VERDICTS and, as codes, the reasons in the order they are read out."""

    verdict: str
    reasons: tuple[str, ...]
    later_at: int | None = None
    """The birthday on which it becomes theirs, for `later`; None when it is not one."""

    @property
    def claimable(self) -> bool:
        """Whether it can be asked for today."""
        return self.verdict in ("law", "extra", "ask") and "announced" not in self.reasons


def judge(rule: Rule, situation: Situation) -> Verdict:
    """What this line is to somebody in this situation."""
    facts = situation.facts()
    failed = tuple(_failed(rule, facts))
    if failed:
        return Verdict("no", failed)
    found = {world: _match(rule, consistent(world)) for world in _worlds(rule, facts)}
    if not any(found.values()):
        return _later(rule, facts)
    unsaid = tuple(_unsaid(rule, facts, found))
    caveats = tuple(_caveats(rule, facts, found))
    because = tuple(_because(rule, facts, found))
    if unsaid or caveats:
        return Verdict("ask", tuple(dict.fromkeys((*because, *unsaid, *caveats))))
    group = GROUPS[rule.strength]
    return Verdict(group, (*because, f"strength:{rule.strength}") if group == "extra" else because)


def need(name: str, facts: Mapping) -> bool | None:
    """Whether this is so; None where it was not said."""
    if name == "separated":
        return facts["separated"]
    if name in FROM_PAPERS:
        nobody_said = facts["asylum"] == "not_said" and facts["separated"] is not False
        return None if nobody_said else facts["asylum"] == FROM_PAPERS[name]
    if name == "in_education" and facts["needs"].get("at_university"):
        return True
    return facts["needs"].get(name)


def _failed(rule: Rule, facts: Mapping) -> Iterator[str]:
    if rule.council and facts["council"] not in (rule.council, None):
        yield "not:council"
    for name in rule.needs:
        if need(name, facts) is False:
            yield f"not:{name}"


def _worlds(rule: Rule, facts: Mapping) -> Iterator[World]:
    return worlds(facts, sorted({*AGES, rule.age_from, rule.until_birthday or 0}))


def _match(rule: Rule, world: World) -> tuple[str, bool] | None:
    right_age = in_years(world.age, rule.age_from, rule.until_birthday)
    return matched(rule.who, world) if right_age else None


def _later(rule: Rule, facts: Mapping) -> Verdict:
    """When it can become theirs, taking them to stay in care until 18: after 13 weeks, or on the
    next birthday that brings it.
    """
    now = facts["age"]
    if now is None:
        return Verdict("no", ("not:who",))
    here = [consistent(world) for world in _worlds(rule, facts)]
    for age in sorted({now, rule.age_from, *AGES}):
        if age >= now and any(_match(rule, grown(world, age)) for world in here):
            when = "later:weeks" if age == now else f"later:{age}"
            announced = ("announced",) if rule.strength == "announced" else ()
            cautions = (code for code in _fired(rule, facts) if code in SAID_OF_LATER)
            reasons = (when, *announced, *dict.fromkeys(cautions))
            return Verdict("later", reasons, None if age == now else age)
    return Verdict("no", ("not:who" if in_years(now, 0, rule.until_birthday) else "not:age",))


def _unsaid(rule: Rule, facts: Mapping, found: Mapping[World, object]) -> Iterator[str]:
    """What was not said and makes a difference: two worlds that differ in it alone fall apart."""
    for place, name in enumerate(World._fields if None in found.values() else ()):
        if facts[name] is None:
            apart: dict[tuple, set[bool]] = {}
            for world, match in found.items():
                apart.setdefault(world[:place] + world[place + 1 :], set()).add(match is not None)
            if any(len(outcomes) > 1 for outcomes in apart.values()):
                yield f"unsaid:{name}"
    if rule.council and facts["council"] is None:
        yield "unsaid:council"
    yield from (f"unsaid:{name}" for name in rule.needs if need(name, facts) is None)


def _caveats(rule: Rule, facts: Mapping, found: Mapping[World, object]) -> Iterator[str]:
    if any(match and match[1] for match in found.values()):
        yield "disputed"
    yield from _fired(rule, facts)


def _fired(rule: Rule, facts: Mapping) -> Iterator[str]:
    line, age = rule.traits(), facts["age"]
    person = {
        "asylum": facts["asylum"],
        "separated": facts["separated"],
        "council": facts["council"],
        "adult": None if age is None else age >= 18,
        "only_university": bool(facts["needs"].get("at_university"))
        and not facts["needs"].get("in_education"),
    }
    for caveat in CAVEATS:
        fits = all(line[name] in allowed for name, allowed in caveat.line.items())
        if fits and all(person[name] in allowed for name, allowed in caveat.person.items()):
            yield caveat.code


def _because(rule: Rule, facts: Mapping, found: Mapping[World, tuple | None]) -> Iterator[str]:
    """What speaks for it and is certain."""
    if facts["age"] is not None and (rule.ages.first or rule.ages.until):
        yield f"age:{rule.ages.first}:{rule.ages.until or ''}"
    if all(found.values()):
        groups = {match[0] for match in found.values()}
        yield f"who:{groups.pop() if len(groups) == 1 else 'any_care_experienced'}"
    if rule.council and facts["council"]:
        yield f"council:{rule.council}"
    yield from (f"need:{name}" for name in rule.needs if need(name, facts))


def comes_with_a_change(rule: Rule, situation: Situation) -> bool:
    """True if only something that can change in anybody's life keeps this line from them: a child,
    a course, a home lost. What hangs on papers is not held out to anybody.
    """
    missing = {name for name in rule.needs if need(name, situation.facts()) is False}
    if not missing or missing - set(ASKED_DIRECTLY):
        return False
    kept = tuple(name for name in rule.needs if name not in missing)
    return judge(replace(rule, needs=kept), situation).verdict in GROUPS.values()
