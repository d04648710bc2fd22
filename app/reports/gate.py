"""The disclosure gate, which takes seconds, kept where nobody waits for it.

SQLite has one writer. While this session might be it, a child who sends something would wait for
the attack to end and be told that we are busy: so the gate refuses to run there, at once and on
either database. The caller looks first (`only_reads_at_first`) and writes afterwards.
"""

from collections.abc import Iterable, Sequence

from app.core import disclosure, reporting
from app.core.db import keeps_others_waiting
from app.core.disclosure import Protected
from app.core.disclosure_attack import Finding
from app.core.reporting import Chapter, Draft


class OthersWait(RuntimeError):
    """The gate was to run in a transaction that may write."""


def settle(
    drafts: Iterable[Draft], earlier: Sequence[Protected]
) -> tuple[list[Chapter], Protected]:
    """All chapters, from their counts as they came through. Raises OthersWait."""
    _require_that_nobody_waits()
    return reporting.settle(drafts, earlier)


def require_safe(figures: Protected) -> None:
    """Raises NotSafe when somebody can be found in them, or OthersWait."""
    _require_that_nobody_waits()
    disclosure.require_safe(figures)


def attack(figures: Protected) -> list[Finding]:
    """The counts that can be worked out too closely; none is safe. Raises OthersWait."""
    _require_that_nobody_waits()
    return disclosure.attack(figures)


def _require_that_nobody_waits() -> None:
    if keeps_others_waiting():
        raise OthersWait
