"""Looking for the codebook's words in a comment: hints, which decide nothing.

English entries match whole words, or one slip away for words of six letters and more. In the other
languages an entry matches from the start of a word, after the particles that are written joined to
it (Arabic *and*, *the*, *with*…), because endings change there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from feedback.theming.spelling import Word, one_slip_apart, words_in

ENGLISH = "en"
SLIP_FROM = 6
"""Letters from which one slip is allowed."""

JOINED = {
    "ar": ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ف", "ب", "ك", "ل"),
    "ti": ("ን", "ብ"),
}
"""Particles written as part of the next word, longest first."""

NAME = "name"
"""In place of a language: a list made from a theme's name, looked for in every text."""

STEM = 6
SAY_NOTHING = frozenset({"during", "from", "into", "other", "that", "this", "with", "your"})

WHOLE_BELOW = {"ar": 4, "fa-AF": 4, "ti": 3}
"""A shorter entry must be the whole word: from its start it would match too much."""


class Hit(NamedTuple):
    theme: str
    start: int
    end: int
    """Where in the text."""
    weight: float
    """1 for a word, 2 for a run of words, shared between the themes that list it."""


class Entry(NamedTuple):
    parts: tuple[str, ...]
    theme: str
    weight: float


class WordLists:
    """The words to look for, by theme and language."""

    def __init__(self, lists: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        """`lists`: theme to language to entries; an entry may be several words."""
        self._by_start: dict[str, dict[str, list[Entry]]] = {}
        self._slips: dict[str, set[str]] = {}
        for language, entries in _by_language(lists).items():
            starts = self._by_start.setdefault(language, {})
            for parts, themes in entries.items():
                weight = min(len(parts), 2) / len(themes)
                starts.setdefault(parts[0], []).extend(Entry(parts, one, weight) for one in themes)
        for word, entries in self._by_start.get(ENGLISH, {}).items():
            if len(word) >= SLIP_FROM and any(len(entry.parts) == 1 for entry in entries):
                for shorter in _one_letter_less(word):
                    self._slips.setdefault(shorter, set()).add(word)

    def hits(self, words: Sequence[Word], language: str) -> list[Hit]:
        """Every place where an entry of this language matches; a place may count for several."""
        return [
            Hit(entry.theme, words[at].start, words[at + len(entry.parts) - 1].end, entry.weight)
            for at, entry in (*self._found(words, language), *self._found(words, NAME))
        ]

    def hits_by_theme(self, words: Sequence[Word], language: str) -> dict[str, list[Hit]]:
        """The same places, under the theme whose words they are; no entry for a theme without."""
        found: dict[str, list[Hit]] = {}
        for hit in self.hits(words, language):
            found.setdefault(hit.theme, []).append(hit)
        return found

    def _found(self, words: Sequence[Word], language: str) -> Iterator[tuple[int, Entry]]:
        starts = self._by_start.get(language)
        if starts:
            look = self._english if language == ENGLISH else self._from_the_start
            for at in range(len(words)):
                yield from ((at, entry) for entry in look(starts, words, at, language))

    def _english(self, starts, words: Sequence[Word], at: int, _language) -> Iterator[Entry]:
        plain = words[at].plain
        entries = starts.get(plain) or starts.get(plain.removesuffix("s"))
        if entries:
            for entry in entries:
                following = [word.plain for word in words[at + 1 : at + len(entry.parts)]]
                if tuple(following) == entry.parts[1:]:
                    yield entry
        elif len(plain) >= SLIP_FROM:
            for word in self._meant_by(plain):
                yield from (entry for entry in starts[word] if len(entry.parts) == 1)

    def _meant_by(self, plain: str) -> list[str]:
        """The listed words that this one may be with one slip; the first letter is never wrong."""
        near = set(self._slips.get(plain, ()))
        for shorter in _one_letter_less(plain):
            near |= self._slips.get(shorter, set())
            if len(shorter) >= SLIP_FROM and shorter in self._by_start[ENGLISH]:
                near.add(shorter)
        return sorted(word for word in near if word[0] == plain[0] and one_slip_apart(word, plain))

    def _from_the_start(self, starts, words, at: int, language: str) -> Iterator[Entry]:
        whole = WHOLE_BELOW.get(language, 4)
        for bare in _without_joined(words[at].plain, language):
            for length in range(1, len(bare) + 1):
                for entry in starts.get(bare[:length], ()):
                    following = [word.plain for word in words[at + 1 : at + len(entry.parts)]]
                    if _begins([bare, *following], entry.parts, whole):
                        yield entry


def _by_language(lists) -> dict[str, dict[tuple[str, ...], list[str]]]:
    """Language to entry to the themes that list it."""
    found: dict[str, dict[tuple[str, ...], list[str]]] = {}
    for theme, languages in lists.items():
        for language, entries in languages.items():
            for entry in entries:
                parts = tuple(word.plain for word in words_in(entry))
                themes = found.setdefault(language, {}).setdefault(parts, [])
                if theme not in themes:
                    themes.append(theme)
    return found


def _begins(written: list[str], parts: tuple[str, ...], whole: int) -> bool:
    return len(written) == len(parts) and all(
        word == part or (len(part) >= whole and word.startswith(part))
        for word, part in zip(written, parts, strict=True)
    )


def _without_joined(plain: str, language: str) -> list[str]:
    """The word, and the word without each particle that may be joined to its front."""
    rest = [plain[len(one) :] for one in JOINED.get(language, ()) if plain.startswith(one)]
    return [plain, *(one for one in rest if len(one) >= 2)]


def _one_letter_less(word: str) -> set[str]:
    return {word[:n] + word[n + 1 :] for n in range(len(word))}


def name_as_list(name: str) -> tuple[str, ...]:
    """The beginnings of a theme's own words: its list when the codebook has none for it."""
    plain = [word.plain for word in words_in(name)]
    kept = (word[:STEM] for word in plain if len(word) > 3 and word not in SAY_NOTHING)
    return tuple(dict.fromkeys(kept))
