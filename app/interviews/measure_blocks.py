"""A quarter's measures as tables and pictures: the same on their page and in the board's report."""

from dataclasses import dataclass
from math import ceil, floor

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

ROUNDED_BY = 2
"""By how much a figure may differ from the true count, which is rounded to five."""
CLOSE_ENOUGH = 6
"""A share that is known to within so many points stands without its span."""

NOT_TOLD = _l("From these numbers it cannot be told which of the two is more.")

COURSE = ("episodes", "offered", "accepted", "form_completed", "took_part", "within_72")
"""What the picture shows, so that nobody takes one of these for another."""


@dataclass(frozen=True)
class Line:
    """One measure with its number and its shares, in words."""

    measure: Measure
    number: str
    shares: list[str]


def headlines(measured: Measured) -> list[Figure]:
    """The three that must never be taken for each other, side by side, each with its base."""
    of = Cell.of(measured.shown("episodes")).text
    return [
        Figure(str(BY_KEY[key].name), share_words(measured, key, "episodes"), str(note))
        for key, note in (
            (
                "form_completed",
                _("of all episodes (about %(number)s), with the child or without", number=of),
            ),
            ("took_part", _("of all episodes (about %(number)s)", number=of)),
            (
                "within_72",
                _("of all episodes (about %(number)s), with the child taking part", number=of),
            ),
        )
    ]


def between(measured: Measured, part: str, whole: str) -> tuple[int, int] | None:
    """The least and the most per cent that the true share may be, for each of the two figures is
    rounded to five; None if either is not shown.
    """
    top, bottom = measured.shown(part), measured.shown(whole)
    if top is None or not bottom:
        return None
    low, high = max(top - ROUNDED_BY, 0) / (bottom + ROUNDED_BY), top + ROUNDED_BY
    return floor(100 * low), min(100, ceil(100 * high / max(bottom - ROUNDED_BY, 1)))


def share_words(measured: Measured, part: str, whole: str) -> str:
    """A share in words; from small numbers, between what and what it lies."""
    span, share = between(measured, part, whole), measured.percent(part, whole)
    if span is None or span[1] - span[0] <= CLOSE_ENOUGH:
        return percent(share)
    return _("%(share)s (between %(low)s and %(high)s)", **_percents(share, *span))


def _percents(share: int | None, low: int, high: int) -> dict[str, str]:
    return {"share": percent(share), "low": f"{low}%", "high": f"{high}%"}


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


def nationally(measured: Measured, printed: bool = False) -> tuple[Table, BarChart | None]:
    """Our own share beside the country's average; no picture where it cannot be told which of the
    two is more. What to check before quoting it stands on the page where somebody may quote it, and
    is not `printed` for the board.
    """
    other = WITHIN_72_HOURS
    here = measured.percent(other.measure, other.of)
    span = between(measured, other.measure, other.of)
    told = span is not None and not span[0] <= other.percent <= span[1]
    words = share_words(measured, other.measure, other.of)
    rows = (
        Row(
            _("Here"),
            (Cell.of(None) if here is None else Cell(words, here if told else None),),
        ),
        Row(str(other.words), (Cell(f"{other.percent}%", other.percent),)),
    )
    note = _(
        "Of the conversations in which the child took part (here about %(number)s), and not of all"
        " episodes as above. Made from figures that are rounded to five. %(compared)s Source of the"
        " other: %(source)s.",
        number=Cell.of(measured.shown(other.of)).text,
        compared=""
        if told
        else _("From these numbers it cannot be told which of the two is more."),
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
    return table, BarChart(table.key, _("Within 72 hours, in percent")) if told else None
