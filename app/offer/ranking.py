"""Which of the lines found comes first: what is called so, before what only mentions it."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from app.core.db import session
from app.offer.models import Entitlement, SearchText
from app.offer.other_words import called

CALLED_SO, IN_TITLE, IN_OTHER_WORDS, MENTIONED = range(4)
HALF_TYPED = 4
"""Letters from which on the last word may be only the beginning of one in a title."""


def best_first(words: Sequence[str], scores: Mapping[int, float], limit: int) -> list[int]:
    """`limit` ids of `scores`, the best first; `scores` tell apart what is called alike, the lowest
    the best. One query, which reads the titles of those with the best scores.
    """
    likely = sorted(scores, key=lambda line: (scores[line], line))[: 2 * limit]
    rows = session.execute(
        select(SearchText.entitlement_id, SearchText.title, Entitlement.topic)
        .join(Entitlement, Entitlement.id == SearchText.entitlement_id)
        .where(SearchText.entitlement_id.in_(likely))
    )
    places: dict[int, int] = {}
    for line, title, topic in rows:
        places[line] = min(_place(words, title, topic), places.get(line, MENTIONED))
    return sorted(likely, key=lambda line: places.get(line, MENTIONED))[:limit]


def _place(words: Sequence[str], title: str, topic: str) -> int:
    names, asked = called(topic), " ".join(words)
    if asked == title or asked in names:
        return CALLED_SO
    in_title = set(title.split())
    if _all_in(words, in_title):
        return IN_TITLE
    other = in_title.union(*(name.split() for name in names))
    return IN_OTHER_WORDS if _all_in(words, other) else MENTIONED


def _all_in(words: Sequence[str], there: set[str]) -> bool:
    *whole, last = words
    if not there.issuperset(whole):
        return False
    begins = len(last) >= HALF_TYPED and any(one.startswith(last) for one in there)
    return last in there or begins
