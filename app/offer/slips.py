"""A word typed with one slip: a letter left out, doubled or changed, or two in the other order.

What it can have meant is looked up among the words of the lines themselves, so that no list of a
language's words is needed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from flask import current_app
from sqlalchemy import func, select

from app.core.db import session
from app.offer.models import IndexedLanguage, SearchText

SHORTEST = 4
"""Letters of a word in which a slip is looked for: shorter ones are too much alike."""
LONGEST = 20
MOST_NEAR = 3


def mend(words: Sequence[str], languages: Sequence[str]) -> list[str]:
    """These words, and where nothing here has one of them, the commonest that is one slip away."""
    known = _vocabulary(languages)
    return [_mended(word, known) for word in words]


def near(words: Sequence[str], languages: Sequence[str]) -> list[str]:
    """A few words of titles that look like these, the nearest first; for whoever found nothing."""
    titles = {word for word in _titles(languages) if len(word) >= SHORTEST}
    some = [one for word in words for one in get_close_matches(word[:LONGEST], titles, MOST_NEAR)]
    return list(dict.fromkeys(some))[:MOST_NEAR]


def _mended(word: str, known: Counter[str]) -> str:
    if not SHORTEST <= len(word) <= LONGEST or word in known:
        return word
    letters = {letter for one in known for letter in one}
    meant = {one for one in _slips(word, letters) if len(one) >= SHORTEST and one in known}
    return min(meant, key=lambda one: (-known[one], one), default=word)


def _slips(word: str, letters: set[str]) -> Iterator[str]:
    """Every word that is one slip from this one."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in letters)


def _vocabulary(languages: Sequence[str]) -> Counter[str]:
    """How often each word stands in the lines, in these languages."""

    def count() -> Counter[str]:
        rows = select(SearchText.title, SearchText.body).where(SearchText.language.in_(languages))
        found: Counter[str] = Counter()
        for title, body in session.execute(rows):
            found.update(title.split())
            found.update(body.split())
        return found

    return _kept("words", languages, count)


def _titles(languages: Sequence[str]) -> set[str]:
    def read() -> set[str]:
        rows = select(SearchText.title).where(SearchText.language.in_(languages))
        return {word for title in session.scalars(rows) for word in title.split()}

    return _kept("titles", languages, read)


def _kept(what: str, languages: Sequence[str], make):
    """What `make` gives, kept until what is searched changes: making it reads all of it."""
    kept = current_app.extensions.setdefault("offer_vocabulary", {})
    digests = session.scalars(select(IndexedLanguage.digest).order_by(IndexedLanguage.language))
    counted = session.execute(select(func.count(), func.max(SearchText.id))).one()
    state, key = (*digests, *counted), (what, *languages)
    there = kept.get(key)
    if there is None or there[0] != state:
        kept[key] = there = state, make()
    return there[1]
