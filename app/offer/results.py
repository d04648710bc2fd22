"""What somebody can get, arranged for a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from app.offer.eligibility import Rule, Situation, Verdict, comes_with_a_change, judge
from app.offer.models import Entitlement
from app.offer.reasons import reason
from app.offer.texts import BRIEF, GROUPS
from app.offer.words import Words


@dataclass(frozen=True)
class Result:
    """One line, and what it is to this person."""

    line: Entitlement
    words: Words
    verdict: Verdict
    weight: int = 0

    @property
    def why(self) -> list[Markup]:
        """The reasons as sentences, each once."""
        return list(dict.fromkeys(reason(code) for code in self.verdict.reasons))


@dataclass(frozen=True)
class Group:
    """Lines under one heading. `brief` ones are only named."""

    code: str
    title: str
    means: str
    results: list[Result]
    brief: bool = False


def results_for(lines: Iterable[Entitlement], situation: Situation, today: date) -> list[Group]:
    """The groups that have anything in them, in their order."""
    found: dict[str, list[Result]] = {code: [] for code, _title, _means in GROUPS}
    for line in lines:
        rule = Rule.of(line, today)
        result = Result(line, Words.of(line.content), judge(rule, situation), rule.weight)
        verdict = result.verdict
        if verdict.verdict == "ask" and not verdict.claimable:
            found["coming"].append(result)
        elif verdict.verdict in found:
            found[verdict.verdict].append(result)
        elif comes_with_a_change(rule, situation):
            found["changes"].append(result)
    found["ask"].sort(key=lambda one: one.weight)
    found["later"].sort(key=lambda one: one.verdict.later_at or 0)
    return [
        Group(code, str(title), str(means), found[code], brief=code in BRIEF)
        for code, title, means in GROUPS
        if found[code]
    ]
