"""What return interviews have to say about a promise: why children left, and what drew them."""

from collections.abc import Sequence

from app.core import evidence
from app.core.evidence import Evidence, Source, Subject
from app.core.i18n import _, _l
from app.core.reporting import Period
from app.interviews.factor_promises import SUB_THEMES
from app.interviews.factor_words import factor_words
from app.interviews.quarters import find_kept

KIND = "return_interviews"


def register() -> None:
    """Let the pledge lay the reasons for going missing beside its promises."""
    evidence.register(Source(KIND, _l("Why children went missing"), ledger))


def ledger(
    council_code: str, period: Period, promises: Sequence[Subject]
) -> dict[str, list[Evidence]]:
    """For each promise the reasons that enough children gave in the quarter, most first.

    None of a quarter whose measures have not been given out.
    """
    measured = find_kept(council_code, period)
    if measured is None:
        return {}
    words, told = factor_words(), _("children who were missing")
    heard = {code: measured.shown(code) for code in SUB_THEMES if measured.shown(code)}
    lines = {code: Evidence(KIND, words.get(code, code), n, told) for code, n in heard.items()}
    most_first = sorted(heard, key=lambda code: -heard[code])
    return {
        promise.key: [
            lines[code] for code in most_first if set(SUB_THEMES[code]) & set(promise.sub_themes)
        ]
        for promise in promises
    }
