"""What a patient reader can work out: each held-back count, bounded by linear programming.

The unknowns are the true counts of every cell of every report the reader holds. Each shown figure
gives its count a span, each relation a line or two, and the least and most that a held-back count
can then be are two linear programmes (`disclosure_solver`). Cells that no relation joins, even by a
long way round, are attacked apart.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.disclosure_solver import Programme

KEPT = 1024
"""Pieces whose answers are remembered, some kilobytes each. A report is attacked many times while
it is protected, and again when it is frozen, and in between most of its pieces do not change.
"""


class How(StrEnum):
    """How a whole and its parts hang together."""

    SUM = "sum"  # the whole is the parts added up
    OVERLAP = "overlap"  # one comment may be in several parts, and is in at least one
    WITHIN = "within"  # no part is more than the whole
    APART = "apart"  # nobody is in two parts, and some of the whole may be in none


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
        if self.how is How.APART:
            return sum(parts) <= whole
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
        if self.how is How.APART:
            yield {**dict.fromkeys(self.parts, 1.0), self.whole: -1.0}
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
            is_possible(piece) for piece in self.pieces()
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
                cells = members[name]
                yield Piece(
                    tuple((cell, *self.spans[cell]) for cell in cells),
                    tuple(related.get(name, ())),
                    tuple(cell for cell in cells if cell in self.held_back),
                    tuple((cell, self.widths[cell]) for cell in cells if cell in self.widths),
                )


@dataclass(frozen=True)
class Piece:
    """A part of the system that no relation joins to the rest."""

    spans: tuple[tuple[str, float, float], ...]
    """(cell, least, most) of each of its cells."""
    relations: tuple[Relation, ...]
    hidden: tuple[str, ...]
    """Those of its cells that are held back."""
    widths: tuple[tuple[str, float], ...] = ()
    """(cell, how closely it may be known), for those that have a width of their own."""


def findings(system: System, width: float, only: Iterable[str] | None = None) -> list[Finding]:
    """Every held-back cell that the reader knows to within less than `width`, or than its own.

    With `only`, in the pieces that hold one of these cells.
    """
    return [f for piece in system.pieces(only) for f in _findings_on(piece, piece.hidden, width)]


def findings_on(system: System, width: float, cells: Collection[str]) -> list[Finding]:
    """The same, of these cells alone."""
    found: list[Finding] = []
    for piece in system.pieces(cells):
        found += _findings_on(piece, tuple(c for c in piece.hidden if c in cells), width)
    return found


def is_safe(system: System, width: float, only: Iterable[str] | None = None) -> bool:
    """True when there are no findings. Quicker than to list them: the first one settles it."""
    return not any(_has_findings(piece, width) for piece in system.pieces(only))


@lru_cache(KEPT)
def is_possible(piece: Piece) -> bool:
    return not piece.relations or _programme(piece).is_possible()


@lru_cache(KEPT)
def _findings_on(piece: Piece, cells: tuple[str, ...], width: float) -> tuple[Finding, ...]:
    return tuple(_search(piece, cells, width))


@lru_cache(KEPT)
def _has_findings(piece: Piece, width: float) -> bool:
    return next(_search(piece, piece.hidden, width), None) is not None


def _search(piece: Piece, cells: tuple[str, ...], width: float) -> Iterator[Finding]:
    nothing_holds = len(piece.hidden) == len(piece.spans)  # they can all be twice as big
    if not cells or not piece.relations or nothing_holds:
        return iter(())
    return _programme(piece).findings(cells, width)


def _programme(piece: Piece) -> "Programme":
    # Only here: no page but a report's needs the solver, and it takes a second to load.
    from app.core.disclosure_solver import Programme

    return Programme(piece)


def forget() -> None:
    """Attack everything afresh from here on, for whoever measures how long it takes."""
    for remembered in (is_possible, _findings_on, _has_findings):
        remembered.cache_clear()
