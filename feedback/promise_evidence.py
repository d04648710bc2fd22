"""What comments have to say about a promise: which of its sub-themes people spoke of."""

from collections.abc import Sequence

from app.core import evidence
from app.core.counting import CountTable, Unit
from app.core.disclosure import protect
from app.core.evidence import Evidence, Source, Subject
from app.core.i18n import _, _l
from app.core.reporting import Period
from feedback import tallies
from feedback.theming.codebook import codebook

KIND = "comments"


def register() -> None:
    """Let the pledge lay the sub-themes of comments beside its promises."""
    evidence.register(
        Source(
            KIND, _l("What comments are about"), ledger, counted=counted, cells=cells, names=names
        )
    )


def ledger(
    council_code: str, period: Period, promises: Sequence[Subject]
) -> dict[str, list[Evidence]]:
    """For each promise its sub-themes that enough voices spoke of in the quarter, most first."""
    shown = protect(counted(council_code, period))
    found: dict[str, list[Evidence]] = {}
    for promise in promises:
        lines = [
            _line(sub_theme, unit, shown[cell])
            for sub_theme in promise.sub_themes
            if sub_theme in codebook()
            for unit, cell in _cells(council_code, period, sub_theme).items()
        ]
        heard = [line for line in lines if line.count]
        found[promise.key] = sorted(heard, key=lambda line: (-line.count, line.label))
    return found


def _line(sub_theme: str, unit: Unit, count: int | None) -> Evidence:
    words = {
        Unit.CHILDREN: _("young people who gave their name"),
        Unit.COMMENTS: _("anonymous comments"),
    }
    return Evidence(KIND, codebook().get(sub_theme).label, count, words[unit])


def counted(council_code: str, period: Period) -> list[CountTable]:
    """How many voices spoke of each sub-theme; no whole is given that would tie them together."""
    spoken = tallies.sub_themes(period, council_code)
    return [
        CountTable(
            unit,
            {_cell(council_code, period, unit, sub.id): spoken[unit][sub.id] for sub in codebook()},
        )
        for unit in Unit
    ]


def cells(council_code: str, period: Period, sub_theme: str) -> list[str]:
    """The names of a sub-theme's counts, the same as in the board's report."""
    return [*_cells(council_code, period, sub_theme).values()]


def _cells(council_code: str, period: Period, sub_theme: str) -> dict[Unit, str]:
    return {unit: _cell(council_code, period, unit, sub_theme) for unit in Unit}


def _cell(council_code: str, period: Period, unit: Unit, sub_theme: str) -> str:
    return f"{tallies.cells_of(period, council_code, unit)}/sub_theme/{sub_theme}"


def names() -> dict[str, str]:
    return {sub_theme.id: sub_theme.label for sub_theme in codebook()}
