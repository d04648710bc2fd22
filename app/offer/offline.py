"""What a phone keeps so that it can answer what can I get without the internet: the rules and the
words of one language. Nothing of it is about anybody.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from app.accounts.models import Council
from app.offer.eligibility import Rule, rules_as_json
from app.offer.models import Entitlement
from app.offer.reasons import PLAIN, reason
from app.offer.situation import ASKED_DIRECTLY
from app.offer.statuses import AGES
from app.offer.texts import BRIEF, GROUPS, STRENGTHS
from app.offer.words import Words


def offline_pack(
    lines: Sequence[Entitlement], councils: Iterable[Council], today: date
) -> dict[str, object]:
    """Rules and words in the language of the request, as plain values for JSON."""
    rules = [Rule.of(line, today) for line in lines]
    return {
        "tables": rules_as_json(rules),
        "groups": [
            {"code": code, "title": str(title), "means": str(means), "brief": code in BRIEF}
            for code, title, means in GROUPS
        ],
        "lines": {line.slug: _said(Words.of(line.content)) for line in lines},
        "reasons": {code: reason(code).striptags() for code in _codes(rules, councils)},
    }


def _said(words: Words) -> dict[str, object]:
    return {
        "title": words.title.to_json(),
        "amount": words.amount.to_json(),
        "conditions": [one.to_json() for one in words.conditions],
        "how": words.how.to_json(),
    }


def _codes(rules: Sequence[Rule], councils: Iterable[Council]) -> list[str]:
    """Every reason these rules can give."""
    ages = {rule.ages for rule in rules}
    birthdays = {*AGES, *(rule.age_from for rule in rules)}
    return [
        *PLAIN,
        *(f"age:{first}:{until or ''}" for first, until in ages if first or until),
        *(f"later:{age}" for age in birthdays if age),
        *(f"council:{council.code}" for council in councils),
        *(f"need:{need}" for rule in rules for need in rule.needs),
        *(f"unsaid:{need}" for need in ASKED_DIRECTLY),
        *(f"strength:{strength}" for strength in STRENGTHS),
    ]
