"""What a patient reader can work out: each held-back count, bounded by linear programming.

The unknowns are the true counts of every cell of every report the reader holds. Each shown figure
gives its count a span, each relation a line or two, and the least and most that a held-back count
can then be are two linear programmes. Counts are whole, so the bounds are drawn in to them.
Cells that no relation joins, even by a long way round, are attacked apart.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count, islice
from math import ceil, floor, inf
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csc_array

SLACK = 1e-6
SWEEPS = 3
"""Solves in a row that spared no cell its own, before each of the rest has it."""
A_FEW = 2
"""Cells for which a solve each way is cheaper than another look at all of them."""


class Contradiction(ValueError):
    """The figures cannot all be true, so nothing can be said about what they give away."""


class How(StrEnum):
    """How a whole and its parts hang together."""

    SUM = "sum"  # the whole is the parts added up
    OVERLAP = "overlap"  # one comment may be in several parts, and is in at least one
    WITHIN = "within"  # no part is more than the whole


@dataclass(frozen=True)
class Relation:
    """A fact about counts that any reader can take for granted."""

    how: How
    whole: str
    parts: tuple[str, ...]

    def holds(self, counts: Mapping[str, int]) -> bool:
        whole, parts = counts[self.whole], [counts[part] for part in self.parts]
        if self.how is How.SUM:
            return whole == sum(parts)
        covered = self.how is How.WITHIN or whole <= sum(parts)
        return covered and max(parts, default=0) <= whole

    def equalities(self) -> Iterator[dict[str, float]]:
        """Rows whose weighted sum is nought."""
        if self.how is How.SUM:
            yield {self.whole: -1.0, **dict.fromkeys(self.parts, 1.0)}

    def inequalities(self) -> Iterator[dict[str, float]]:
        """Rows whose weighted sum is nought or less."""
        if self.how is How.SUM:
            return
        yield from ({part: 1.0, self.whole: -1.0} for part in self.parts)
        if self.how is How.OVERLAP:
            yield {self.whole: 1.0, **dict.fromkeys(self.parts, -1.0)}


@dataclass(frozen=True)
class Finding:
    """A held-back count that is known to lie from `low` to `high`, and the figures that say so."""

    cell: str
    low: int
    high: float
    leans_on: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True)
class System:
    """What a reader holds: the span of each cell, the relations, and which cells are held back."""

    spans: Mapping[str, tuple[float, float]]
    relations: tuple[Relation, ...]
    held_back: frozenset[str]
    widths: Mapping[str, float] = field(default_factory=dict)
    """For some held-back cells, how closely they may be known; for the others all the same."""

    def possible(self) -> bool:
        """False when the figures contradict each other."""
        return all(low <= high for low, high in self.spans.values()) and all(
            part.solve(np.zeros(len(part.cells))) is not None for part in self.pieces()
        )

    def pieces(self, only: Iterable[str] | None = None) -> Iterator["Piece"]:
        """The parts that no relation joins; with `only`, those that hold one of these cells."""
        root = {cell: cell for cell in self.spans}

        def find(cell: str) -> str:
            while root[cell] != cell:
                root[cell] = root[root[cell]]
                cell = root[cell]
            return cell

        for relation in self.relations:
            for part in relation.parts:
                root[find(part)] = find(relation.whole)
        members: dict[str, list[str]] = {}
        for cell in self.spans:
            members.setdefault(find(cell), []).append(cell)
        related: dict[str, list[Relation]] = {}
        for relation in self.relations:
            related.setdefault(find(relation.whole), []).append(relation)
        wanted = members if only is None else {find(cell) for cell in only}
        for name in members:
            if name in wanted:
                spans = {cell: self.spans[cell] for cell in members[name]}
                yield Piece(spans, related.get(name, []), self.held_back, self.widths)


class Piece:
    """One joined-up part of the system, as the arrays of a linear programme."""

    def __init__(
        self,
        spans: Mapping[str, tuple[float, float]],
        relations: list[Relation],
        held_back: frozenset[str],
        widths: Mapping[str, float],
    ) -> None:
        self.cells = list(spans)
        self.at = {cell: i for i, cell in enumerate(self.cells)}
        self.hidden = [cell for cell in spans if cell in held_back]
        self.widths = widths
        # Nothing real is near this. It keeps "as much as you like" a number the solver can return.
        self.cap = sum(high for _, high in spans.values() if high < inf) + 1000
        self.bounds = np.array([(low, min(high, self.cap)) for low, high in spans.values()])
        self.equal = self._rows(row for r in relations for row in r.equalities())
        self.at_most = self._rows(row for r in relations for row in r.inequalities())

    def _rows(self, rows: Iterable[dict[str, float]]) -> "csc_array | None":
        from scipy.sparse import csc_array

        rows = list(rows)
        if not rows:
            return None
        where = [(i, self.at[cell], w) for i, row in enumerate(rows) for cell, w in row.items()]
        line, column, weight = zip(*where, strict=True)
        return csc_array((weight, (line, column)), shape=(len(rows), len(self.cells)))

    def solve(self, goal: np.ndarray):
        """The counts that make `goal` least, with the solver's multipliers; None if none fit."""
        # Only here: no page but a report's needs the solver, and it takes a second to load.
        from scipy.optimize import linprog

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

    def goal(self, cell: str, sign: float) -> np.ndarray:
        goal = np.zeros(len(self.cells))
        goal[self.at[cell]] = sign
        return goal

    def bound(self, cell: str) -> tuple[int, float, frozenset[str], list[np.ndarray]]:
        """Least and most of one cell, the figures that hold it there, and the two extreme cases."""
        least, most = self.solve(self.goal(cell, 1.0)), self.solve(self.goal(cell, -1.0))
        if least is None or most is None:
            raise Contradiction(cell)
        low, high = ceil(least.fun - SLACK), floor(-most.fun + SLACK)
        pressed = np.zeros(len(self.cells), dtype=bool)
        for answer in (least, most):
            pressed |= abs(answer.lower.marginals) > SLACK
            pressed |= abs(answer.upper.marginals) > SLACK
        leans_on = frozenset(c for c, on in zip(self.cells, pressed, strict=True) if on)
        leans_on -= set(self.hidden)
        return low, inf if high >= self.cap else high, leans_on, [least.x, most.x]

    def fits(self, unsure: Callable[[], list[str]]) -> Iterator[np.ndarray]:
        """Very different sets of counts that fit, to spare most cells their own solve: those unsure
        as small as can be, as big, then some this way and some that, for as long as it helps.
        """
        chance, idle = np.random.default_rng(5), 0
        for sweep in count():
            cells = [self.at[cell] for cell in unsure()]
            if len(cells) <= A_FEW or idle == SWEEPS:
                return
            mask = np.zeros(len(self.cells))
            mask[cells] = (
                (1.0, -1.0)[sweep] if sweep < 2 else chance.choice((-1.0, 1.0), len(cells))
            )
            if (answer := self.solve(mask)) is not None:
                yield answer.x
            idle = idle + 1 if len(unsure()) == len(cells) else 0

    def findings(self, width: float) -> Iterator[Finding]:
        """The held-back cells whose span is narrower than `width`, or than their own."""
        nothing_holds = len(self.hidden) == len(self.cells)  # they can all be twice as big
        if not self.hidden or nothing_holds or (self.equal is None and self.at_most is None):
            return
        least, most = np.full(len(self.cells), inf), np.full(len(self.cells), -inf)
        needed = np.array([self.widths.get(cell, width) for cell in self.cells])

        def unsure() -> list[str]:
            wide = np.floor(most + SLACK) - np.ceil(least - SLACK) >= needed
            return [cell for cell in self.hidden if not wide[self.at[cell]]]

        for counts in self.fits(unsure):
            least, most = np.minimum(least, counts), np.maximum(most, counts)
        for cell in self.hidden:
            if cell not in unsure():
                continue
            low, high, leans_on, extremes = self.bound(cell)
            least, most = np.min([least, *extremes], axis=0), np.max([most, *extremes], axis=0)
            if high - low < needed[self.at[cell]]:
                yield Finding(cell, low, high, leans_on)


def findings(
    system: System, width: float, only: Iterable[str] | None = None, at_most: int | None = None
) -> list[Finding]:
    """Every held-back cell that the reader knows to within less than `width`, or than its own.

    `at_most` so many of each piece, where it is enough to know some.
    """
    pieces = system.pieces(only)
    return [found for piece in pieces for found in islice(piece.findings(width), at_most)]
