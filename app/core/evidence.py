"""What tells whether a promise is kept, from features that know nothing of each other.

The pledge lays beside each promise what the others have to say about it: the sub-themes of
comments, what was undertaken, what was found out in interviews. Each of them is a `Source`, made
known where the feature is loaded: `register(Source("commitments", _l("Commitments"), ledger))`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.counting import CountTable
from app.core.reporting import Period

SubThemes = Sequence[str]
"""Codes of the codebook's sub-themes that tell about a promise."""


@dataclass(frozen=True)
class Evidence:
    """One thing that tells about a promise."""

    kind: str
    """What sort of thing: `comments`, `commitment`."""
    label: str
    """What it is about, in the reader's language."""
    count: int | None = None
    """A figure that may be shown; None for none, or one that is held back."""
    words: str = ""
    """What it says, in an adult's words and never a child's."""
    when: date | None = None
    overdue: bool = False


@dataclass(frozen=True)
class Subject:
    """A promise as the sources know it."""

    key: str
    sub_themes: SubThemes


def no_ledger(_council_code: str, _period: Period, _promises: Sequence[Subject]) -> dict:
    return {}


@dataclass(frozen=True)
class Source:
    """One feature's evidence. What a feature has none of is left out."""

    kind: str
    title: Any
    """What stands over it in the officers' ledger."""
    ledger: Callable[[str, Period, Sequence[Subject]], Mapping[str, Sequence[Evidence]]] = no_ledger
    """(council, quarter, promises) to the officers' evidence, by the promise's key.

    All promises at once, so that it costs the same number of queries however many there are.
    """
    told: Callable[[str, Subject], Sequence[Evidence]] | None = None
    """(council, promise) to what everybody may read of it today."""
    counted: Callable[[str, Period], Sequence[CountTable]] | None = None
    """(council, quarter) to the counts of sub-themes that go into the public figures."""
    cells: Callable[[str, Period, str], Sequence[str]] | None = None
    """(council, quarter, sub-theme) to the names of those counts."""
    names: Callable[[], Mapping[str, str]] | None = None
    """What sub-themes are called, in words for a young person, in the reader's language."""


SOURCES: dict[str, Source] = {}


def register(source: Source) -> None:
    """Let this source speak; one of the same kind is replaced."""
    SOURCES[source.kind] = source


def ledger(
    council_code: str, period: Period, promises: Sequence[Subject]
) -> list[tuple[Any, dict[str, Sequence[Evidence]]]]:
    """For each source that says anything about these: its title, and what it says, by key."""
    found = ((one.title, dict(one.ledger(council_code, period, promises))) for one in _sources())
    return [(title, said) for title, said in found if any(said.values())]


def told(council_code: str, promise: Subject) -> list[Evidence]:
    """What everybody may read today about what was done for this promise."""
    return [
        one for source in _sources() if source.told for one in source.told(council_code, promise)
    ]


def counted(council_code: str, period: Period) -> list[CountTable]:
    """Every count of a sub-theme that goes into the quarter's public figures."""
    tellers = (source.counted for source in _sources() if source.counted)
    return [table for count in tellers for table in count(council_code, period)]


def cells_of(council_code: str, period: Period, sub_theme: str) -> list[str]:
    """The names of every count of this sub-theme."""
    named = (source.cells for source in _sources() if source.cells)
    return [cell for name in named for cell in name(council_code, period, sub_theme)]


def names() -> dict[str, str]:
    """Every sub-theme there is, by its code, with its words in the reader's language."""
    named = (source.names() for source in _sources() if source.names)
    return {code: words for names in named for code, words in names.items()}


def _sources() -> list[Source]:
    return [SOURCES[kind] for kind in sorted(SOURCES)]
