"""Alerts alike: many answers to one form that wait for nothing but somebody who reads the language.

Each keeps its own moment and is worked on its own. Only the list shows them on one line, where the
soonest of them stands. What is red, holds a cue, is somebody's or was passed on stands by itself.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Select

from app.core.db import session
from app.safeguarding.cues import AMBER, OTHER_LANGUAGE
from app.safeguarding.models import Alert

FEWEST = 3
"""Alerts alike that make one line."""
MOST = 5_000
"""Alerts looked through; those due later stand by themselves."""


@dataclass(frozen=True)
class Source:
    """Where a text was written, and in which language: those alike have the same."""

    key: str
    title: str
    language: str
    """The code; en if it was written where English was expected."""


HEAPS: dict[str, Callable[[Select[tuple[int]]], dict[int, Source]]] = {}
"""By Alert.subject_kind: of a query for ids of subjects, where each of them came from. A feature
that can raise many alerts alike puts a function here.
"""


@dataclass(frozen=True)
class Heap:
    """Alerts alike, the one due soonest first."""

    source: Source
    ids: tuple[int, ...]


def heaps_in(rows: Select[tuple[Alert]]) -> list[Heap]:
    """The heaps among these alerts; as many queries for many alerts as for few."""
    return [heap for kind in HEAPS for heap in _heaps(rows, kind) if len(heap.ids) >= FEWEST]


def heap_of(alert: Alert, rows: Select[tuple[Alert]]) -> Heap | None:
    """The heap this alert lies in, of any size; None if it stands by itself."""
    if alert.subject_kind not in HEAPS:
        return None
    found = (heap for heap in _heaps(rows, alert.subject_kind) if alert.id in heap.ids)
    return next(found, None)


def below(heaps: Iterable[Heap]) -> list[int]:
    """The ids of those that the list does not show, because one alike stands for them."""
    return [id for heap in heaps for id in heap.ids[1:]]


def _heaps(rows: Select[tuple[Alert]], kind: str) -> list[Heap]:
    """In the order of the soonest of each."""
    alike = _only_to_be_read(rows, kind)
    sources = HEAPS[kind](alike.with_only_columns(Alert.subject_id))
    columns = (Alert.id, Alert.subject_id, Alert.council_code, Alert.cues)
    soonest = alike.with_only_columns(*columns).order_by(Alert.due_at, Alert.id).limit(MOST)
    found: dict[tuple, list[int]] = {}
    for id, subject_id, council_code, cues in session.execute(soonest):
        source = sources.get(subject_id)
        if source is not None and cues == [OTHER_LANGUAGE]:
            found.setdefault((source, council_code), []).append(id)
    return [Heap(source, tuple(ids)) for (source, _council), ids in found.items()]


def _only_to_be_read(rows: Select[tuple[Alert]], kind: str) -> Select[tuple[Alert]]:
    """Open, nobody's, amber, and raised for the language alone."""
    return rows.where(
        Alert.closed_on.is_(None),
        Alert.subject_kind == kind,
        Alert.level == AMBER,
        Alert.source == "language",
        Alert.acknowledged_at.is_(None),
        Alert.acknowledged_by_name == "",
    )
