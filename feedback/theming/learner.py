"""Learning themes from comments that people have coded.

One balanced logistic regression a theme, over the features of `features.py`. Before it is fitted,
every column is scaled by how differently it is spread over comments with and without the theme (the
naive Bayes log ratio): on short comments this finds rare themes that plain TF-IDF misses. A theme
with fewer than FEWEST coded examples is not learned: its word list speaks for it.

Probabilities and thresholds come from out-of-fold predictions: every comment is judged by a model
that has not seen it. Importing this module loads scikit-learn and takes over a second, so only what
learns imports it; suggesting needs `theme_model.py` alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from feedback.theming.examples import FEWEST, Example, TooLittle
from feedback.theming.features import Features, Terms, letter_terms, word_terms
from feedback.theming.spelling import words_in
from feedback.theming.theme_model import Calibration, ThemeModel, probability
from feedback.theming.thresholds import likely_thresholds, sure_thresholds
from feedback.theming.wordlists import WordLists

FOLDS = 4
SMOOTHING = 0.5
KEEP = 0.5
"""What of a column remains that tells nothing by itself."""
STRENGTH = 1.0
"""Inverse of the regularisation (C)."""
ENOUGH_OF_A_LANGUAGE = 50


def learn(
    examples: Sequence[Example], lists: Mapping[str, Mapping[str, Iterable[str]]]
) -> ThemeModel:
    """A model of every theme in `lists`. Raises TooLittle if no theme has FEWEST examples."""
    themes = tuple(lists)
    coded = np.array([[theme in one.themes for theme in themes] for one in examples], dtype=bool)
    learned = coded.sum(axis=0) >= FEWEST if len(examples) else np.zeros(len(themes), dtype=bool)
    if not learned.any():
        raise TooLittle(f"no theme has {FEWEST} coded comments yet")
    features, rows, hits = _features(examples, themes, WordLists(lists))
    # One core: many small sums are slower on two, and the other one serves the pages.
    with threadpool_limits(1):
        margins = _out_of_fold(rows, coded, learned)
        weights, intercepts = _fit_all(rows, coded, learned)
        slopes, offsets = _calibrate(margins, coded, learned, hits)
        odds = np.where(learned, slopes * margins, np.where(hits, 0.0, -np.inf)) + offsets
        caution = _caution(odds, coded)
    probable = probability(odds, caution)
    likely, sure = likely_thresholds(probable, coded), sure_thresholds(probable, coded)
    spoken = Counter(one.language for one in examples)
    return ThemeModel(
        features,
        weights,
        intercepts,
        tuple(
            Calibration(*map(float, row), learned=bool(known))
            for *row, known in zip(slopes, offsets, likely, sure, learned, strict=True)
        ),
        caution,
        frozenset(code for code, count in spoken.items() if count >= ENOUGH_OF_A_LANGUAGE),
        len(examples),
    )


def _features(
    examples: Sequence[Example], themes: tuple[str, ...], lists: WordLists
) -> tuple[Features, sparse.csr_array, np.ndarray]:
    """The columns, every comment as a row of them, and whether each theme's list matched."""
    texts = [words_in(one.text) for one in examples]
    questions = tuple(sorted({one.question for one in examples if one.question}))
    features = Features(
        Terms.of(map(word_terms, texts), at_least=1),
        Terms.of(map(letter_terms, texts), at_least=2),
        questions,
        themes,
    )
    columns, values, ends, hits = [], [], [0], np.zeros((len(examples), len(themes)), dtype=bool)
    for at, (one, words) in enumerate(zip(examples, texts, strict=True)):
        found = Counter(hit.theme for hit in lists.hits(words, one.language))
        row_columns, row_values = features.row(words, one.question, found)
        columns.append(row_columns)
        values.append(row_values)
        ends.append(ends[-1] + len(row_columns))
        hits[at] = [found[theme] > 0 for theme in themes]
    # scikit-learn's solver takes 32-bit indices only.
    places = np.concatenate(columns).astype(np.int32), np.array(ends, dtype=np.int32)
    rows = sparse.csr_array((np.concatenate(values), *places), (len(examples), features.width))
    return features, rows, hits


def _fit_all(
    rows: sparse.csr_array, coded: np.ndarray, learned: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Weights (a column a theme) and intercepts; nothing for a theme that is not learned."""
    weights = np.zeros((rows.shape[1], coded.shape[1]), dtype=np.float32)
    intercepts = np.zeros(coded.shape[1])
    present = rows.copy()
    present.data = np.ones_like(present.data)
    in_all = present.sum(axis=0)
    for theme in np.flatnonzero(learned):
        is_theme = coded[:, theme]
        if is_theme.all() or not is_theme.any():
            continue
        scale = _told_apart(present, in_all, is_theme)
        model = LogisticRegression(C=STRENGTH, class_weight="balanced", solver="liblinear")
        scaled = rows.data * scale[rows.indices], rows.indices, rows.indptr
        model.fit(sparse.csr_array(scaled, rows.shape), is_theme)
        weights[:, theme] = model.coef_[0] * scale
        intercepts[theme] = model.intercept_[0]
    return weights, intercepts


def _told_apart(present: sparse.csr_array, in_all: np.ndarray, is_theme: np.ndarray) -> np.ndarray:
    """For each column, how differently it is spread over comments with and without the theme."""
    within = present.T @ is_theme.astype(np.float64)
    share_with = (within + SMOOTHING) / (is_theme.sum() + 2 * SMOOTHING)
    share_without = (in_all - within + SMOOTHING) / ((~is_theme).sum() + 2 * SMOOTHING)
    return np.abs(np.log(share_with / share_without)) + KEEP


def _out_of_fold(rows: sparse.csr_array, coded: np.ndarray, learned: np.ndarray) -> np.ndarray:
    """The margin of every comment and theme from a model that has not seen the comment."""
    margins = np.zeros(coded.shape)
    fold = stratified_folds(coded, FOLDS)
    for held in range(FOLDS):
        away = fold == held
        weights, intercepts = _fit_all(rows[~away], coded[~away], learned)
        margins[away] = rows[away] @ weights + intercepts
    return margins


def _calibrate(margins, coded, learned, hits) -> tuple[np.ndarray, np.ndarray]:
    """Slope and offset of each theme, from margins to the share that was coded so."""
    slopes, offsets = np.zeros(coded.shape[1]), np.zeros(coded.shape[1])
    for theme in range(coded.shape[1]):
        is_theme = coded[:, theme]
        if learned[theme] and not is_theme.all():
            curve = LogisticRegression(C=10).fit(margins[:, [theme]], is_theme)
            slopes[theme], offsets[theme] = curve.coef_[0, 0], curve.intercept_[0]
        else:
            right = (is_theme & hits[:, theme]).sum() + 0.5
            offsets[theme] = np.log(right / (hits[:, theme].sum() + 2 - right))
    return slopes, offsets


def _caution(odds: np.ndarray, coded: np.ndarray) -> float:
    """What log odds above even are multiplied by, so that they hold out of fold: 1 or less."""
    above = odds > 0
    if len(np.unique(coded[above])) < 2:
        return 1.0
    curve = LogisticRegression(C=1e6, fit_intercept=False)
    curve.fit(odds[above].reshape(-1, 1), coded[above])
    return float(np.clip(curve.coef_[0, 0], 0.1, 1.0))


def stratified_folds(coded: np.ndarray, folds: int) -> np.ndarray:
    """A fold for every comment, so that each fold has its share of each theme, the rarest first.

    The iterative stratification of Sechidis, Tsoumakas and Vlahavas (2011), without chance.
    """
    fold = np.full(len(coded), -1)
    wanted = np.tile(coded.sum(axis=0) / folds, (folds, 1))
    room = np.full(folds, len(coded) / folds)
    for theme in np.argsort(coded.sum(axis=0), kind="stable"):
        for at in np.flatnonzero((fold < 0) & coded[:, theme]):
            chosen = max(range(folds), key=lambda n: (wanted[n, theme], room[n]))
            fold[at] = chosen
            wanted[chosen] -= coded[at]
            room[chosen] -= 1
    for at in np.flatnonzero(fold < 0):
        fold[at] = np.argmax(room)
        room[fold[at]] -= 1
    return fold
