"""What a comment may be about: suggestions for the coder, each with the words that led to it.

A suggestion decides nothing. Once there is coding to learn from, the learned model says how likely
each sub-theme is; before that, and for sub-themes too rare to learn, the codebook's words do, and
then nothing is called sure. Learning is `learner.py`: it is not imported here, because it loads
scikit-learn, which takes over a second and which no page needs. Nor is the model's own module: it
loads NumPy, and comes with the model that was read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from feedback.theming.codebook import codebook
from feedback.theming.spelling import words_in
from feedback.theming.wordlists import Hit, WordLists

if TYPE_CHECKING:
    from feedback.theming.theme_model import ThemeModel

MOST = 9
"""Suggestions at once: one for each of the keys 1 to 9."""
MOST_WORDS = 4
SAY_SO = 0.05
"""A theme less likely than this is not suggested."""
EVEN_AT = 2.0
"""The weight of list hits at which a sub-theme is as likely as not; a guess, never measured."""


@dataclass(frozen=True)
class Suggestion:
    sub_theme: str
    score: float
    """From 0 to 1. A measured probability if it was learned, else a guess from the lists."""
    sure: bool
    """Right nine times in ten when it was measured on comments that had not been learned from."""
    words: list[str]
    """The words of the comment that led to it, as they stand there."""


@lru_cache(maxsize=1)
def word_lists() -> WordLists:
    """The codebook's words, ready to be looked for."""
    return WordLists(lists())


def lists() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Sub-theme to language to words, for learning and for looking."""
    return {sub_theme.id: sub_theme.words for sub_theme in codebook()}


def suggest_with(
    model: "ThemeModel | None", text: str, language: str, question: str | None = None
) -> list[Suggestion]:
    """At most MOST sub-themes, the likeliest first; without a model, from the lists alone.

    `question` is the key of what was asked.
    """
    words = words_in(text)
    hits = word_lists().hits_by_theme(words, language)
    scores = {theme: guess(found) for theme, found in hits.items()}
    sure: set[str] = set()
    if model is not None:
        probable = model.probabilities(words, question, hits)
        scores |= dict(zip(model.themes, map(float, probable), strict=True))
        if language in model.languages:
            sure = {
                theme
                for theme, at in zip(model.themes, model.sure, strict=True)
                if scores[theme] >= at
            }
    best = sorted(scores, key=lambda theme: (-scores[theme], theme))[:MOST]
    return [
        Suggestion(
            theme,
            scores[theme],
            theme in sure,
            _why(model, text, words, theme, hits.get(theme, [])),
        )
        for theme in best
        if theme in codebook() and (scores[theme] >= SAY_SO or theme in hits)
    ]


def guess(hits: list[Hit]) -> float:
    """A score from list hits alone, each word counted once: more and rarer words, a higher one."""
    weight = sum({(hit.start, hit.end): hit.weight for hit in hits}.values())
    return weight / (weight + EVEN_AT)


def _why(model: "ThemeModel | None", text: str, words, theme: str, hits: list[Hit]) -> list[str]:
    """The words to show for a suggestion: those on its list, then the strongest learned ones."""
    places = {(hit.start, hit.end) for hit in hits}
    found = [text[start:end] for start, end in sorted(places) if not _inside((start, end), places)]
    if model is not None and len(found) < MOST_WORDS:
        found += [text[start:end] for start, end in model.strongest_words(words, theme)]
    return list(dict.fromkeys(found))[:MOST_WORDS]


def _inside(place: tuple[int, int], places: set[tuple[int, int]]) -> bool:
    """True if a longer run of words covers this one: "social" in "social worker"."""
    start, end = place
    return any(s <= start and end <= e and (s, e) != place for s, e in places)
