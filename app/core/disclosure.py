"""The only way from counts to a page.

A count goes in, and comes out either rounded to five or not at all. Counts below the threshold are
held back, a nought is held back like any other small number, and further counts are held back until
a reader with a pencil, every figure of this report and every figure of the earlier ones cannot work
out a held-back count to within less than the threshold (`disclosure_attack`).

A threshold counts what the table counts. Five comments may be one child writing five times, so a
table counts children wherever the child is known, and says which of the two it counts. Where it
counts things that one known child may have many of, the threshold still counts the children; and of
a count that is held back because they are too few, a reader stays as unsure as it is big.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from app.core.counting import CountTable
from app.core.disclosure_attack import (
    Finding,
    How,
    Relation,
    System,
    findings,
    findings_on,
    is_safe,
)

BOARD_THRESHOLD = 5
PUBLIC_THRESHOLD = 10
ROUNDED_TO = 5


class NotSafe(Exception):
    """A report that gives a child away. `findings` says which counts, and how closely."""

    def __init__(self, found: Sequence[Finding]) -> None:
        super().__init__(", ".join(f"{each.cell} {each.low}-{each.high}" for each in found))
        self.findings = tuple(found)


@dataclass(frozen=True)
class Protected:
    """Counts as they may be shown: a multiple of five, or None for what is held back."""

    threshold: int
    shown: Mapping[str, int | None]
    relations: tuple[Relation, ...]
    earlier: tuple[Self, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)
    """How closely a held-back count may be known, where that is another width than the threshold.

    Not in the JSON: it would tell what was held back.
    """

    def __getitem__(self, cell: str) -> int | None:
        return self.shown[cell]

    def percent(self, part: str, whole: str) -> int | None:
        """Whole per cent of two shown figures, at most 100; None when either is held back."""
        top, bottom = self.shown[part], self.shown[whole]
        return None if top is None or not bottom else percent_of(top, bottom)

    def as_json(self) -> dict:
        return {
            "threshold": self.threshold,
            "shown": dict(sorted(self.shown.items())),
            "relations": sorted([str(r.how), r.whole, sorted(r.parts)] for r in self.relations),
        }

    @classmethod
    def from_json(cls, data: Mapping) -> Self:
        relations = tuple(
            Relation(How(h), whole, tuple(parts)) for h, whole, parts in data["relations"]
        )
        return cls(data["threshold"], dict(data["shown"]), relations)


def percent_of(part: int, whole: int) -> int:
    """The nearest whole per cent, at most 100; half a per cent goes up."""
    return min(100, (200 * part + whole) // (2 * whole))


def rounded(count: int) -> int:
    """The nearest multiple of five; a whole number is never half way, so 13 to 17 are all 15."""
    return (count + 2) // ROUNDED_TO * ROUNDED_TO


def span(shown: int | None, threshold: int) -> tuple[float, float]:
    """The least and most a reader can take a shown figure to be.

    A held-back figure may be anything: it can be small, or there to hide one that is.
    """
    if shown is None:
        return 0, float("inf")
    return max(shown - 2, threshold), shown + 2


def protect(
    tables: Iterable[CountTable], earlier: Sequence[Protected] = (), k: int = BOARD_THRESHOLD
) -> Protected:
    """The same counts, safe to show beside the `earlier` reports.

    A figure that an earlier report published stands as it was published, shown or held back, even
    if the records have changed since: what has been read cannot be unread. ValueError when two
    tables give one cell two counts, or a relation does not hold for the true counts.
    """
    tables = tuple(tables)
    counts, relations = joined(tables)
    behind = counts | {cell: n for table in tables for cell, n in table.children.items()}
    published = {cell: value for report in earlier for cell, value in report.shown.items()}
    fresh = {cell: count for cell, count in counts.items() if cell not in published}
    shown = {cell: count_or_none(published[cell], k) for cell in counts if cell in published}
    shown |= {c: count_or_none(rounded(n), k) if behind[c] >= k else None for c, n in fresh.items()}
    # A figure the records no longer bear out is not the sum of anything any more.
    moved = {c for e in earlier for c, v in e.shown.items() if c in counts and stale(counts[c], v)}
    relations = tuple(r for r in relations if not moved.intersection((r.whole, *r.parts)))
    bare = tuple(Protected(e.threshold, e.shown, e.relations) for e in earlier)
    widths = {cell: n for cell, n in fresh.items() if behind[cell] < k < n}
    draft = hide_until_safe(Protected(k, shown, relations, bare, widths), fresh)
    return give_back(draft, {cell: n for cell, n in fresh.items() if behind[cell] >= k})


def count_or_none(value: int | None, k: int) -> int | None:
    return value if value is not None and value >= k else None


def stale(count: int, shown: int | None) -> bool:
    """True when the records have changed since this was published, and it is no longer right."""
    return shown is not None and rounded(count) != shown


def joined(tables: Iterable[CountTable]) -> tuple[dict[str, int], tuple[Relation, ...]]:
    """All cells and all relations of several tables, checked against each other."""
    counts: dict[str, int] = {}
    relations: dict[Relation, None] = {}
    for table in tables:
        for cell, count in table.counts.items():
            if counts.setdefault(cell, count) != count:
                raise ValueError(f"two counts for {cell}")
        relations |= dict.fromkeys(table.relations)
    for relation in relations:
        if not relation.holds(counts):
            raise ValueError(f"{relation.whole} does not follow from its parts")
    return counts, tuple(relations)


def system_of(report: Protected) -> System:
    """All a reader holds: each figure's span and each relation, of this and earlier reports."""
    spans: dict[str, tuple[float, float]] = {}
    relations: dict[Relation, None] = {}
    for each in (*report.earlier, report):
        for cell, value in each.shown.items():
            low, high = span(value, each.threshold)
            had_low, had_high = spans.get(cell, (low, high))
            spans[cell] = max(low, had_low), min(high, had_high)
        relations |= dict.fromkeys(each.relations)
    held_back = frozenset(cell for cell, (_, high) in spans.items() if high == float("inf"))
    return System(spans, tuple(relations), held_back, report.widths)


def attack(report: Protected, only: Iterable[str] | None = None) -> list[Finding]:
    """Every held-back count, here or in an earlier report, known to within less than the threshold.

    Empty means safe.
    """
    return findings(what_a_reader_has(report), report.threshold, only)


def what_a_reader_has(report: Protected) -> System:
    """When the records have changed so much that the reports contradict each other, nobody can
    reckon from one to the other, and each is attacked by itself.
    """
    together = system_of(report)
    if report.earlier and not together.possible():
        return system_of(replace(report, earlier=()))
    return together


def require_safe(report: Protected) -> None:
    """Raises NotSafe when the attack succeeds."""
    if found := attack(report):
        raise NotSafe(found)


def hide_until_safe(draft: Protected, counts: Mapping[str, int]) -> Protected:
    """Hold back, for each count found, the least of the figures the attack leaned on."""
    height = heights(draft.relations)
    found = attack(draft, only=counts)
    while found:
        shown = dict(draft.shown)
        for finding in found:
            leaned = [cell for cell in finding.leans_on if cell in counts]
            if leaned and all(shown[cell] is not None for cell in leaned):
                shown[min(leaned, key=lambda c: (height.get(c, 0), counts[c], c))] = None
        if shown == draft.shown:
            break  # what is left leans on earlier reports alone, and `require_safe` will refuse it
        hidden = {cell for cell in shown if shown[cell] != draft.shown[cell]}
        draft = replace(draft, shown=shown)
        # The more is held back, the less is known: what was not found before will not be found now,
        # except where reports contradicted each other. So all are attacked only in the end, and
        # then what hangs together with none of these has not changed.
        changed = hidden.union(finding.cell for finding in found)
        found = findings_on(what_a_reader_has(draft), draft.threshold, changed)
        found = found or attack(draft, only=changed)
    return draft


def heights(relations: Iterable[Relation]) -> dict[str, int]:
    """How many steps of adding up lie under each whole: the higher, the more worth showing."""
    height: dict[str, int] = {}
    relations, grew = tuple(relations), True
    while grew:
        grew = False
        for relation in relations:
            step = 1 + max((height.get(part, 0) for part in relation.parts), default=0)
            if step > height.get(relation.whole, 0):
                height[relation.whole], grew = step, True
    return height


def give_back(draft: Protected, counts: Mapping[str, int]) -> Protected:
    """Show again, the most telling first, what is not needed to keep the others hidden.

    `counts` are those with enough children behind them.
    """
    height = heights(draft.relations)
    spare = [cell for cell in counts if draft.shown[cell] is None]
    for cell in sorted(spare, key=lambda c: (-height.get(c, 0), -counts[c], c)):
        tried = replace(draft, shown={**draft.shown, cell: rounded(counts[cell])})
        if is_safe(what_a_reader_has(tried), draft.threshold, only=[cell]):
            draft = tried
    return draft
