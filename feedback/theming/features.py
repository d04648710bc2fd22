"""How a comment becomes numbers: the one way, for learning and for suggesting.

Four blocks of columns: words and pairs of words, runs of 3 to 5 letters inside words (so that a
misspelt word still counts), which question was asked, and hits of each theme's list. The first two
are TF-IDF, each of length 1. Needs only the standard library and NumPy, so that suggesting does not
pay for loading scikit-learn, which takes over a second.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np

from feedback.theming.spelling import Word

RUNS = (3, 4, 5)
QUESTION_WEIGHT = 0.5
HIT_WEIGHT = 0.5
MOST_HITS = 2
"""A theme whose words stand there more often than this is no surer for it."""


def word_terms(words: Sequence[Word]) -> list[str]:
    """Words of two letters and more, and pairs of neighbours."""
    kept = [word.plain for word in words if len(word.plain) > 1]
    return kept + [f"{one} {two}" for one, two in pairwise(kept)]


def letter_terms(words: Sequence[Word]) -> list[str]:
    """Runs of letters of each word with a space at either end."""
    terms = []
    for word in words:
        padded = f" {word.plain} "
        for length in RUNS:
            terms += [padded[at : at + length] for at in range(max(1, len(padded) - length + 1))]
    return terms


@dataclass(frozen=True)
class Terms:
    """Which column each term has, and how much it tells (inverse document frequency)."""

    columns: dict[str, int]
    idf: np.ndarray

    @classmethod
    def of(cls, documents: Iterable[Iterable[str]], at_least: int) -> "Terms":
        """The terms that stand in `at_least` documents."""
        counts: Counter[str] = Counter()
        total = 0
        for document in documents:
            counts.update(set(document))
            total += 1
        kept = sorted(term for term, count in counts.items() if count >= at_least)
        idf = [log((1 + total) / (1 + counts[term])) + 1 for term in kept]
        return cls({term: n for n, term in enumerate(kept)}, np.array(idf, dtype=np.float32))

    def row(self, terms: Iterable[str]) -> tuple[np.ndarray, np.ndarray]:
        """Columns and values of one comment; the values have length 1, or there are none."""
        known = Counter(map(self.columns.get, terms))
        known.pop(None, None)
        columns = np.fromiter(known.keys(), dtype=np.int64, count=len(known))
        counts = np.fromiter(known.values(), dtype=np.float32, count=len(known))
        values = (1 + np.log(counts)) * self.idf[columns]
        length = np.sqrt(np.square(values).sum())
        return columns, values / length if length else values


@dataclass(frozen=True)
class Features:
    """All four blocks, in this order."""

    words: Terms
    letters: Terms
    questions: tuple[str, ...]
    themes: tuple[str, ...]

    @property
    def width(self) -> int:
        learned = len(self.words.columns) + len(self.letters.columns)
        return learned + len(self.questions) + len(self.themes)

    def row(
        self, words: Sequence[Word], question: str | None, hits: Counter[str]
    ) -> tuple[np.ndarray, np.ndarray]:
        """Columns and values of one comment; `hits` is how often each theme's list matched."""
        first, first_values = self.words.row(word_terms(words))
        second, second_values = self.letters.row(letter_terms(words))
        at = len(self.words.columns) + len(self.letters.columns)
        rest = [(at + n, QUESTION_WEIGHT) for n, q in enumerate(self.questions) if q == question]
        at += len(self.questions)
        rest += [
            (at + n, HIT_WEIGHT * min(hits[theme], MOST_HITS))
            for n, theme in enumerate(self.themes)
            if hits[theme]
        ]
        columns = [first, second + len(self.words.columns), np.array([c for c, _v in rest], int)]
        values = [first_values, second_values, np.array([v for _c, v in rest], np.float32)]
        return np.concatenate(columns), np.concatenate(values)
