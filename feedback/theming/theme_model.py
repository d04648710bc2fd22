"""What was learned from the officers' coding: how likely each theme is, and which words say so.

A model is numbers and terms. It is kept as NumPy arrays and JSON, never as a pickle, because a
pickle runs whatever is in it; and it is sealed like a written word, because its terms are pieces of
what children wrote.
"""

import base64
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from zipfile import BadZipFile

import numpy as np

from feedback.theming.features import Features, Terms
from feedback.theming.spelling import Word
from feedback.theming.wordlists import Hit

FORMAT = 1


class CannotRead(Exception):
    """This is not a model, or one of another format."""


@dataclass(frozen=True)
class Calibration:
    """From a theme's margin to the share of such comments that were coded so.

    The log odds are slope * margin + offset. `likely` and `sure` are the probabilities from which
    the theme is taken to apply, and from which a suggestion is shown as sure. A theme that has too
    few examples to learn from has `learned` False: its list speaks for it, and `offset` alone is
    the log odds when the list matches.
    """

    slope: float
    offset: float
    likely: float
    sure: float
    learned: bool


@dataclass(frozen=True)
class ThemeModel:
    features: Features
    weights: np.ndarray
    """One row a feature, one column a theme."""
    intercepts: np.ndarray
    calibrations: tuple[Calibration, ...]
    caution: float
    """What the log odds are multiplied by where they are above even."""
    languages: frozenset[str]
    """Languages with enough coded comments that a suggestion in them may be sure."""
    trained_on: int

    def __post_init__(self) -> None:
        table = [(c.slope, c.offset, c.likely, c.sure, c.learned) for c in self.calibrations]
        slopes, offsets, likely, sure, learned = np.array(table, dtype=np.float64).T
        for name, column in (
            ("_slopes", slopes),
            ("_offsets", offsets),
            ("likely", likely),
            ("sure", sure),
            ("_learned", learned.astype(bool)),
        ):
            object.__setattr__(self, name, column)
        object.__setattr__(self, "_column", {theme: n for n, theme in enumerate(self.themes)})

    @property
    def themes(self) -> tuple[str, ...]:
        return self.features.themes

    def probabilities(
        self,
        words: Sequence[Word],
        question: str | None,
        hits: Mapping[str, Sequence[Hit]],
    ) -> np.ndarray:
        """How likely each theme is, in the order of `themes`; `hits` are where its list matched."""
        found = Counter({theme: len(places) for theme, places in hits.items()})
        columns, values = self.features.row(words, question, found)
        # Not `@`: for sums as small as these the threads of BLAS cost more than they save.
        margins = np.einsum("f,ft->t", values, self.weights[columns]) + self.intercepts
        unlearned = np.array([0.0 if found[theme] else -np.inf for theme in self.themes])
        odds = np.where(self._learned, self._slopes * margins, unlearned) + self._offsets
        return probability(odds, self.caution)

    def strongest_words(
        self, words: Sequence[Word], theme: str, most: int = 3
    ) -> list[tuple[int, int]]:
        """Where the words stand that speak most for a theme, the strongest first."""
        column = self._column.get(theme)
        if column is None:
            return []
        says = []
        for word in words:
            at = self.features.words.columns.get(word.plain)
            if at is not None and len(word.plain) > 2:
                weight = self.weights[at, column] * self.features.words.idf[at]
                says.append((float(weight), word))
        best = sorted(says, key=lambda one: -one[0])[:most]
        return [(word.start, word.end) for weight, word in best if weight > 0]

    def to_text(self) -> str:
        """The model as text, to be sealed."""
        held = io.BytesIO()
        facts = {
            "format": FORMAT,
            "words": list(self.features.words.columns),
            "letters": list(self.features.letters.columns),
            "questions": self.features.questions,
            "themes": self.themes,
            "calibrations": [asdict(one) for one in self.calibrations],
            "caution": self.caution,
            "languages": sorted(self.languages),
            "trained_on": self.trained_on,
        }
        np.savez(
            held,
            facts=np.frombuffer(json.dumps(facts).encode(), dtype=np.uint8),
            weights=self.weights.astype(np.float32),
            intercepts=self.intercepts.astype(np.float32),
            words_idf=self.features.words.idf,
            letters_idf=self.features.letters.idf,
        )
        return base64.b64encode(held.getvalue()).decode("ascii")

    @classmethod
    def from_text(cls, text: str) -> "ThemeModel":
        """The model `to_text` wrote. Raises CannotRead."""
        try:
            with np.load(io.BytesIO(base64.b64decode(text)), allow_pickle=False) as held:
                facts = json.loads(held["facts"].tobytes())
                if facts["format"] != FORMAT:
                    raise CannotRead(f"format {facts['format']}")
                features = Features(
                    _terms(facts["words"], held["words_idf"]),
                    _terms(facts["letters"], held["letters_idf"]),
                    tuple(facts["questions"]),
                    tuple(facts["themes"]),
                )
                weights, intercepts = held["weights"], held["intercepts"]
        except (ValueError, KeyError, OSError, EOFError, BadZipFile) as wrong:
            raise CannotRead(str(wrong)) from wrong
        return cls(
            features,
            weights,
            intercepts,
            tuple(Calibration(**one) for one in facts["calibrations"]),
            facts["caution"],
            frozenset(facts["languages"]),
            facts["trained_on"],
        )


def probability(odds: np.ndarray, caution: float) -> np.ndarray:
    """The probability of log odds; those above even are drawn back, being too sure."""
    drawn_back = np.where(odds > 0, odds * caution, odds)
    return 1 / (1 + np.exp(-drawn_back.clip(-700, 700)))


def _terms(names: list[str], idf: np.ndarray) -> Terms:
    return Terms({name: n for n, name in enumerate(names)}, idf)
