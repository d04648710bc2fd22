"""A quarter's measures for the groups of children, as tables."""

from app.core.i18n import _, _l
from app.core.reporting import Cell, Row, Table
from app.interviews.groups import ALL, GROUPINGS, group_of
from app.interviews.measures import MEASURES, MEDIAN, Measure
from app.interviews.quarters import Measured

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
