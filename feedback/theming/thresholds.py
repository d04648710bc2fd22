"""From which probability a theme is taken to apply, and from which a suggestion is called sure."""

import numpy as np

GRID = np.linspace(0.05, 0.7, 40)
BORROWED = 30
"""A theme with few examples leans on the threshold of all: it weighs as much as this many."""

SURE_PRECISION = 0.90
"""Of the suggestions shown as sure, the share that must have been right out of fold."""
SURE_GRID = np.linspace(0.5, 0.99, 50)
SURE_FEWEST = 20
"""Suggestions on which a theme's own precision is judged; with fewer, none of it is sure."""


def f1(chosen: np.ndarray, coded: np.ndarray) -> float:
    """Twice the right ones over the chosen and the coded together; 0 if there are neither."""
    both = chosen.sum() + coded.sum()
    return float(2 * (chosen & coded).sum() / both) if both else 0.0


def likely_thresholds(probable: np.ndarray, coded: np.ndarray) -> np.ndarray:
    """A theme's best threshold (F1), drawn to the best of all the fewer examples it has."""
    for_all = max(GRID, key=lambda at: f1(probable >= at, coded))
    own = [
        max(GRID, key=lambda at: f1(probable[:, theme] >= at, coded[:, theme]))
        for theme in range(coded.shape[1])
    ]
    examples = coded.sum(axis=0)
    return (examples * np.array(own) + BORROWED * for_all) / (examples + BORROWED)


def sure_thresholds(probable: np.ndarray, coded: np.ndarray) -> np.ndarray:
    """The lowest threshold from which a theme, and all themes together, were right often enough.

    Above 1, so never reached, for a theme without one.
    """
    for_all = _sure_threshold(probable.ravel(), coded.ravel())
    own = [_sure_threshold(probable[:, n], coded[:, n]) for n in range(coded.shape[1])]
    return np.maximum(for_all, own)


def _sure_threshold(probable: np.ndarray, coded: np.ndarray) -> float:
    for at in SURE_GRID:
        shown = probable >= at
        if shown.sum() < SURE_FEWEST:
            break
        if coded[shown].mean() >= SURE_PRECISION:
            return float(at)
    return 2.0
