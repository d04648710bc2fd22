"""A quarter's measures as tables and pictures: the same on their page and in the board's report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.core.i18n import _, _l, ngettext
from app.core.reporting import BarChart, Cell, Figure, Row, Table
from app.interviews.factor_promises import asked_under
from app.interviews.factor_words import factor_words
from app.interviews.groups import ALL, GROUPINGS, group_of
from app.interviews.measures import BY_KEY, MEASURES, MEDIAN, REASONS, Measure
from app.interviews.national import WITHIN_72_HOURS
from app.interviews.quarters import Measured

MOST_REASONS = 5
"""Reasons that are named of each sort."""

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

GROUPING_WORDS = {
    "age": (_l("By age"), _l("The age at the end of the quarter.")),
    "home": (
        _l("By kind of home"),
        _l("Where the child lived at the time. A child who moved is counted in several kinds."),
    ),
    "separated": (
        _l("Separated children and others"),
        _l("As is on record today."),
    ),
}


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


def nationally(measured: Measured) -> tuple[Table, BarChart]:
    """Our own share beside the country's average."""
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
        "Of the conversations in which the child took part. Source of the other: %(source)s."
        " %(check)s",
        source=other.source,
        check=other.check,
    )
    table = Table(
        "interviews-national",
        _("Within 72 hours, here and in the country"),
        _("Where"),
        (_("Share"),),
        rows,
        note,
    )
    return table, BarChart(table.key, _("Within 72 hours, in percent"))


def by_groups(measured: Measured) -> list[Table | str]:
    """Every measure for the groups of each grouping, or a sentence where nothing may be shown."""
    return [_by_group(measured, grouping) for grouping in GROUPINGS]


def _by_group(measured: Measured, grouping: str) -> Table | str:
    caption, note = GROUPING_WORDS[grouping]
    codes = {group_of(grouping, code): str(words) for code, words in GROUPINGS[grouping].items()}
    seen = {group: words for group, words in codes.items() if _anything(measured, group)}
    if not seen:
        return _("%(heading)s: nothing of it can be shown.", heading=caption)
    unseen = [words for group, words in codes.items() if group not in seen]
    if unseen:
        note = _(
            "%(note)s Of these nothing can be shown: %(groups)s.",
            note=note,
            groups="; ".join(unseen),
        )
    columns = {**seen, ALL: _("All")}
    rows = [
        Row(str(one.name), tuple(_number_and_share(measured, one, group) for group in columns))
        for one in MEASURES
    ]
    rows.append(Row(str(MEDIAN.name), tuple(_hours_cell(measured, group) for group in columns)))
    key, heads = f"interviews-{grouping}", tuple(columns.values())
    return Table(key, str(caption), _("Measure"), heads, tuple(rows), str(note))


def _anything(measured: Measured, group: str) -> bool:
    return any(measured.shown(one.key, group) is not None for one in MEASURES)


def _number_and_share(measured: Measured, measure: Measure, group: str) -> Cell:
    count = measured.shown(measure.key, group)
    share = measured.percent(measure.key, measure.of[0], group) if measure.of else None
    if count is None or share is None:
        return Cell.of(count)
    return Cell(f"{count} ({share}%)", count)


def _hours_cell(measured: Measured, group: str) -> Cell:
    hours = measured.hours.get(group)
    return Cell.of(None) if hours is None else Cell(str(hours))


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
