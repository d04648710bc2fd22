"""How well themes are suggested, measured on comments that were not learned from."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from time import perf_counter

import numpy as np

from feedback.theming.examples import Example
from feedback.theming.learner import learn
from feedback.theming.spelling import words_in
from feedback.theming.suggestions import SAY_SO
from feedback.theming.theme_model import ThemeModel
from feedback.theming.wordlists import WordLists

BINS = 10


@dataclass(frozen=True)
class Measured:
    micro_f1: float
    """Over all codes together: common themes weigh most."""
    macro_f1: float
    """Mean over the themes of the test file: rare themes weigh as much as common ones."""
    calibration_error: float
    """Expected calibration error of the probabilities of what is suggested, in ten bins."""
    precision_shown: float | None
    """Of the suggestions shown as sure, the share that was right; None if none was shown."""
    n_train: int
    n_test: int
    seconds: float

    def as_json(self) -> dict:
        return {
            name: round(value, 4) if isinstance(value, float) else value
            for name, value in asdict(self).items()
        }


def evaluate(train: Sequence[Example], test: Sequence[Example], lists) -> Measured:
    """Learn from `train` and judge `test`. Raises TooLittle."""
    start = perf_counter()
    model = learn(train, lists)
    look = WordLists(lists)
    probable = np.array([_judged(model, one, look) for one in test])
    coded = np.array([[theme in one.themes for theme in model.themes] for one in test])
    known = np.array([[one.language in model.languages] for one in test])
    sure = (probable >= model.sure) & known
    micro, macro = _f1s(probable >= model.likely, coded, _unheard_of(model.themes, test))
    return Measured(
        micro,
        macro,
        calibration_error(probable, coded),
        float(coded[sure].mean()) if sure.any() else None,
        len(train),
        len(test),
        perf_counter() - start,
    )


def _judged(model: ThemeModel, one: Example, look: WordLists) -> np.ndarray:
    words = words_in(one.text)
    return model.probabilities(words, one.question, look.hits_by_theme(words, one.language))


def calibration_error(probable: np.ndarray, coded: np.ndarray) -> float:
    """Mean distance between said and true share over ten bins, weighed by how much is in them."""
    shown = probable >= SAY_SO
    if not shown.any():
        return 0.0
    said, true = probable[shown], coded[shown]
    bins = np.minimum((said * BINS).astype(int), BINS - 1)
    gaps = [
        (bins == n).sum() * abs(said[bins == n].mean() - true[bins == n].mean())
        for n in range(BINS)
        if (bins == n).any()
    ]
    return float(sum(gaps) / len(said))


def _unheard_of(themes: Sequence[str], test: Sequence[Example]) -> list[str]:
    """Every code of the test file whose theme the model has never heard of: all of them missed."""
    return [theme for one in test for theme in one.themes if theme not in themes]


def _f1s(chosen: np.ndarray, coded: np.ndarray, missed: list[str]) -> tuple[float, float]:
    right = (chosen & coded).sum(axis=0)
    both = chosen.sum(axis=0) + coded.sum(axis=0)
    all_codes = both.sum() + len(missed)
    micro = 2 * right.sum() / all_codes if all_codes else 0.0
    met = coded.any(axis=0)
    themes = met.sum() + len(set(missed))
    macro = (2 * right[met] / both[met]).sum() / themes if themes else 0.0
    return float(micro), float(macro)
