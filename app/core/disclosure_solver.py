"""How closely a held-back count can be known, by linear programming.

Counts are whole, so the bounds are drawn in to them.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor, inf
from typing import Self

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csc_array

from app.core.disclosure_attack import Finding, Piece

SLACK = 1e-6
A_FEW = 2
"""Cells for which a solve each way is cheaper than another look at all of them."""
PATIENCE = 2
"""Looks in a row that may show too few to be wide."""


class Contradiction(ValueError):
    """The figures cannot all be true, so nothing can be said about what they give away."""


class Programme:
    """A piece as the arrays of a linear programme."""

    def __init__(self, piece: Piece) -> None:
        self.cells = [cell for cell, *_span in piece.spans]
        self.at = {cell: i for i, cell in enumerate(self.cells)}
        self.hidden = piece.hidden
        self.widths = dict(piece.widths)
        # Nothing real is near this. It keeps "as much as you like" a number the solver can return.
        self.cap = sum(high for *_, high in piece.spans if high < inf) + 1000
        self.bounds = np.array([(low, min(high, self.cap)) for _, low, high in piece.spans])
        self.equal = self._rows(row for r in piece.relations for row in r.equalities())
        self.at_most = self._rows(row for r in piece.relations for row in r.inequalities())

    def _rows(self, rows: Iterable[dict[str, float]]) -> csc_array | None:
        rows = list(rows)
        if not rows:
            return None
        where = [(i, self.at[cell], w) for i, row in enumerate(rows) for cell, w in row.items()]
        line, column, weight = zip(*where, strict=True)
        return csc_array((weight, (line, column)), shape=(len(rows), len(self.cells)))

    def solve(self, goal: np.ndarray):
        """The counts that make `goal` least, with the solver's multipliers; None if none fit."""
        answer = linprog(
            goal,
            A_ub=self.at_most,
            b_ub=None if self.at_most is None else np.zeros(self.at_most.shape[0]),
            A_eq=self.equal,
            b_eq=None if self.equal is None else np.zeros(self.equal.shape[0]),
            bounds=self.bounds,
            method="highs-ds",
        )
        return answer if answer.status == 0 else None

    def is_possible(self) -> bool:
        """False when the figures contradict each other."""
        return self.solve(np.zeros(len(self.cells))) is not None

    def goal(self, cell: str, sign: float) -> np.ndarray:
        goal = np.zeros(len(self.cells))
        goal[self.at[cell]] = sign
        return goal

    def bound(self, cell: str, seen: "Seen") -> Finding | None:
        """The finding on this cell, or None when counts that fit lie too far apart for one."""
        least = self.solve(self.goal(cell, 1.0))
        if least is not None and seen.add(least.x).is_wide(cell):
            return None
        most = self.solve(self.goal(cell, -1.0))
        if least is None or most is None:
            raise Contradiction(cell)
        if seen.add(most.x).is_wide(cell):
            return None
        low, high = ceil(least.fun - SLACK), floor(-most.fun + SLACK)
        pressed = np.zeros(len(self.cells), dtype=bool)
        for answer in (least, most):
            pressed |= abs(answer.lower.marginals) > SLACK
            pressed |= abs(answer.upper.marginals) > SLACK
        leans_on = frozenset(c for c, on in zip(self.cells, pressed, strict=True) if on)
        return Finding(cell, low, high, leans_on.difference(self.hidden))

    def findings(self, cells: Sequence[str], width: float) -> Iterator[Finding]:
        """Those of these held-back cells whose span is narrower than `width`, or than their own."""
        seen = Seen(self, width)
        self.look_around(cells, seen)
        for cell in cells:
            if not seen.is_wide(cell) and (found := self.bound(cell, seen)):
                yield found

    def look_around(self, cells: Sequence[str], seen: "Seen") -> None:
        """See very different counts that fit, which spares most cells a solve of their own."""
        chance = np.random.default_rng(5)
        unsure, in_vain = cells, -1  # one set of counts alone shows nothing to be wide
        while len(unsure) > A_FEW and in_vain < PATIENCE:
            goal = np.zeros(len(self.cells))
            goal[[self.at[cell] for cell in unsure]] = chance.choice((-1.0, 1.0), len(unsure))
            if (answer := self.solve(goal)) is None:
                return
            seen.add(answer.x)
            left = [cell for cell in unsure if not seen.is_wide(cell)]
            in_vain = in_vain + 1 if len(unsure) - len(left) < A_FEW else 0
            unsure = left


class Seen:
    """The least and the most of each cell in all counts that were seen to fit."""

    def __init__(self, programme: Programme, width: float) -> None:
        self.at, self.width, self.widths = programme.at, width, programme.widths
        self.least = np.full(len(programme.cells), inf)
        self.most = -self.least

    def add(self, counts: np.ndarray) -> Self:
        self.least, self.most = np.minimum(self.least, counts), np.maximum(self.most, counts)
        return self

    def is_wide(self, cell: str) -> bool:
        """True when no reader can know this cell to within less than its width."""
        i, width = self.at[cell], self.widths.get(cell, self.width)
        return np.floor(self.most[i] + SLACK) - np.ceil(self.least[i] - SLACK) >= width
