"""The reasons for going missing that most children gave, as tables and pictures."""

from collections.abc import Iterator, Sequence

from app.core.i18n import _
from app.core.reporting import BarChart, Cell, Row, Table
from app.interviews.factor_promises import asked_under
from app.interviews.factor_words import factor_words
from app.interviews.quarters import Measured

MOST_REASONS = 5
"""Reasons that are named of each sort."""


def reasons(measured: Measured) -> Iterator[tuple[Table, BarChart]]:
    """What most children chose, why they left and what drew them."""
    words = factor_words()
    captions = {
        "push_factors": _("Why they left: what most children chose"),
        "pull_factors": _("What drew them elsewhere: what most children chose"),
    }
    note = _(
        "Children, each once a reason, in the words they chose from. At most five reasons, and none"
        " that fewer than five children gave."
    )
    for question, codes in asked_under().items():
        rows = tuple(
            Row(words.get(code, code), (Cell.of(measured.shown(code)),))
            for code in _most(measured, codes)
        )
        if rows:
            key = f"interviews-{question.replace('_', '-')}"
            table = Table(key, captions[question], _("Reason"), (_("Children"),), rows, note)
            yield table, BarChart(key, captions[question])


def _most(measured: Measured, codes: Sequence[str]) -> list[str]:
    shown = [code for code in codes if measured.shown(code)]
    return sorted(shown, key=lambda code: -measured.shown(code))[:MOST_REASONS]
