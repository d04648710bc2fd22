"""How a promise is going, in words, a table and a picture, from figures everybody may see."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.counting import EVERYONE, Unit
from app.core.i18n import _, _l
from app.core.reporting import BarChart, Cell, Period, Row, Table
from app.pledge.figures import Going, going
from app.pledge.promises import Promise
from app.pledge.services import history, text_of
from app.pledge.texts import RATINGS

# NOTE: Stands over how a promise was rated, and says whose answers these are.
WHOSE = {
    Unit.CHILDREN: _l("Young people who gave their name"),
    # NOTE: One child may have answered more than once, so these are answers and not people.
    Unit.COMMENTS: _l("Answers sent without a name"),
}

# NOTE: We never say which of the two it is, because that could give somebody away.
NOT_SHOWN = _l("We can’t show this. Too few people answered, or someone could be found.")


@dataclass(frozen=True)
class Said:
    """How one kind of voice rated a promise, newest quarter first."""

    whose: str
    lines: list[tuple[str, str]]
    """For each quarter its name and what most said."""
    table: Table
    chart: BarChart

    @property
    def columns(self) -> list[str | tuple[str, str]]:
        """The heads of the table, as its template wants them."""
        return [self.table.head, *((words, "number") for words in self.table.columns)]


def how_it_goes(
    council_code: str, key: str, kept: Mapping[Period, Mapping[str, int | None]]
) -> list[Said]:
    """What may be shown of this promise; empty when not even how many answered may be."""
    found = []
    for unit in Unit:
        quarters = going(council_code, key, unit, kept)
        if any(quarter.total is not None for quarter in quarters):
            found.append(_said(unit, quarters))
    return found


def worded_then(
    council_code: str, promise: Promise, kept: Mapping[Period, object]
) -> dict[str, str]:
    """By the name of a quarter, what the promise said on its last day, where it says something else
    now. One query.
    """
    texts = history(council_code)
    found = {}
    for period in kept:
        held = next((one for one in texts if one.starts_on <= period.last_day), None)
        then = text_of(held).promise(promise.key) if held else None
        if then is not None and then.words != promise.words:
            found[period.label] = then.words
    return found


def in_words(going: Going) -> str:
    """One sentence about one quarter."""
    if going.total is None:
        return str(NOT_SHOWN)
    if going.most_said is not None:
        # NOTE: The rating that more than half of the young people gave: “Most said: Kept”.
        return _("Most said: %(rating)s", rating=RATINGS[going.most_said])
    if going.nothing_prevailed:
        return _("People said different things.")
    known = {rating: going.counts[rating] for rating in RATINGS if going.counts[rating]}
    if known:
        # NOTE: “said” is a list like “Kept: 25, Not kept: 15”; the numbers are rounded.
        said = ", ".join(f"{RATINGS[rating]}: {count}" for rating, count in known.items())
        return _("About %(total)s people answered. %(said)s.", total=going.total, said=said)
    return _("People answered. We can’t say more, so that nobody can be found.")


def _said(unit: Unit, quarters: list[Going]) -> Said:
    rows = tuple(
        Row(one.period.label, tuple(Cell.of(one.counts[each]) for each in (*RATINGS, EVERYONE)))
        for one in quarters
    )
    columns = (*map(str, RATINGS.values()), _("All"))
    whose = str(WHOSE[unit])
    return Said(
        whose,
        [(one.period.label, in_words(one)) for one in quarters],
        Table(f"going-{unit}", whose, _("When"), columns, rows),
        BarChart(f"going-{unit}", whose, tuple(range(len(RATINGS)))),
    )
