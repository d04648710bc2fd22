"""A quarter's measures as tables and pictures: the same on their page and in the board's report."""

from dataclasses import dataclass

from app.core.i18n import _, _l, ngettext
from app.core.reporting import BarChart, Cell, Figure, Row, Table
from app.interviews.groups import ALL
from app.interviews.measures import BY_KEY, MEASURES, MEDIAN, REASONS, Measure
from app.interviews.national import WITHIN_72_HOURS
from app.interviews.quarters import Measured

SHARES = {
    # NOTE: %(share)s is a share such as 65%, of all episodes in which a child was missing.
    "episodes": _l("%(share)s of episodes"),
    "children": _l("%(share)s of children"),
    # NOTE: %(share)s is a share such as 65%, of the episodes after which a talk was offered.
    "offered": _l("%(share)s of those offered"),
    # NOTE: %(share)s is a share such as 65%, of the talks in which the child took part.
    "took_part": _l("%(share)s of conversations with the child"),
    "actions_due": _l("%(share)s of those due"),
}

COURSE = ("episodes", "offered", "accepted", "form_completed", "took_part", "within_72")
"""What the picture shows, so that nobody takes one of these for another."""


@dataclass(frozen=True)
class Line:
    """One measure with its number and its shares, in words."""

    measure: Measure
    number: str
    shares: list[str]


def headlines(measured: Measured) -> list[Figure]:
    """The three that must never be taken for each other, side by side."""
    return [
        Figure(str(BY_KEY[key].name), percent(measured.percent(key, "episodes")), str(note))
        for key, note in (
            ("form_completed", _("of all episodes, with the child or without")),
            ("took_part", _("of all episodes")),
            ("within_72", _("of all episodes, with the child taking part")),
        )
    ]


def lines(measured: Measured) -> list[Line]:
    """Every measure there is, in order."""
    counted = [
        Line(one, Cell.of(measured.shown(one.key)).text, _shares(measured, one)) for one in MEASURES
    ]
    middle = Line(MEDIAN, _hours_words(measured), [])
    reasons = Line(REASONS, Cell.of(measured.shown(REASONS.key)).text, _shares(measured, REASONS))
    return [*counted, middle, reasons]


def _shares(measured: Measured, measure: Measure) -> list[str]:
    """What a measure makes up of each measure it is a part of; none of what is not shown."""
    found = [(whole, measured.percent(measure.key, whole)) for whole in measure.of]
    return [str(SHARES[whole]) % {"share": f"{n}%"} for whole, n in found if n is not None]


def percent(share: int | None) -> str:
    return Cell.of(None).text if share is None else f"{share}%"


def _hours_words(measured: Measured) -> str:
    hours = measured.hours.get(ALL)
    if hours is None:
        return Cell.of(None).text
    return ngettext("about %(num)s hour", "about %(num)s hours", hours)


def course(measured: Measured) -> tuple[Table, BarChart]:
    """The way from an episode to a conversation, one line under the other."""
    rows = tuple(
        Row(str(BY_KEY[key].name), (Cell.of(measured.shown(key)), _share_cell(measured, key)))
        for key in COURSE
    )
    note = _(
        "Episodes. A completed form and a conversation in which the child took part are two things."
    )
    table = Table(
        "interviews-course",
        _("From coming back to being heard"),
        _("Measure"),
        (_("Episodes"), _("Of all episodes")),
        rows,
        note,
    )
    return table, BarChart(table.key, _("Episodes, offers, forms, and conversations"))


def _share_cell(measured: Measured, key: str) -> Cell:
    share = measured.percent(key, "episodes")
    return Cell.of(None) if share is None else Cell(f"{share}%")


def in_all(measured: Measured) -> Table:
    """Every measure with its number, and what part that is of others."""
    rows = (
        Row(str(line.measure.name), (Cell(line.number), Cell("; ".join(line.shares) or "–")))
        for line in lines(measured)
    )
    return Table(
        "interviews-measures",
        _("Every measure"),
        _("Measure"),
        (_("Number"), _("Share")),
        tuple(rows),
        _("What each counts is said on the page of the measures."),
    )


def nationally(measured: Measured, printed: bool = False) -> tuple[Table, BarChart]:
    """Our own share beside the country's average. What to check before quoting that stands on the
    page where somebody may quote it, and is not `printed` for the board.
    """
    other = WITHIN_72_HOURS
    here = measured.percent(other.measure, other.of)
    rows = (
        Row(
            _("Here"),
            (Cell.of(None) if here is None else Cell(f"{here}%", here),),
        ),
        Row(str(other.words), (Cell(f"{other.percent}%", other.percent),)),
    )
    note = _(
        "Of the conversations in which the child took part. Source of the other: %(source)s.",
        source=other.source,
    )
    if not printed:
        note = f"{note} {other.check}"
    table = Table(
        "interviews-national",
        _("Within 72 hours, here and in the country"),
        _("Where"),
        (_("Share"),),
        rows,
        note,
    )
    return table, BarChart(table.key, _("Within 72 hours, in percent"))
