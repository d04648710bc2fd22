"""How many young people were heard, and how many there were to hear."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from app.accounts.models import Council
from app.core.counting import CountTable, Unit, crossed
from app.core.disclosure import Protected
from app.core.disclosure_attack import How, Relation
from app.core.i18n import _
from app.core.reporting import BarChart, Cell, Chapter, Draft, Figure, Period, Row, Table
from app.people.care_statuses import CARE_STATUSES
from feedback import tallies
from feedback.chapter_words import GROUPS, SOURCES, amount, percent

SERIES = 4
"""Quarters that stand in the table of how many were heard."""

IN_GROUP = {
    "in_care": ("in_care", "eligible"),
    "care_leavers": ("relevant", "former_relevant", "qualifying"),
}
SEPARATION = ("separated", "not_separated")


def who_we_heard(
    period: Period, council: Council, population: Mapping[str, int], coded: int
) -> Draft:
    """How many were heard, and how many there were to hear; `coded` comments have a theme."""
    children = tallies.cells_of(period, council.code, Unit.CHILDREN)
    heard = crossed(
        f"{children}/heard",
        Unit.CHILDREN,
        tallies.children_heard(period, council.code),
        CARE_STATUSES,
        SEPARATION,
    )
    series = tuple(_series(period, council.code))
    tables = (
        heard,
        *_groups(children, heard, population),
        *series,
        *_written(period, council.code, series[-1], coded),
    )

    def write(shown: Protected) -> Chapter:
        blocks = [
            *_heard_figures(period, council.code, shown),
            _by_group(children, shown, population),
            BarChart("groups", _("Young people we heard, by group")),
            _by_status(f"{children}/heard", shown),
            _by_quarter(period, council.code, shown),
            BarChart("quarters", _("Young people who gave their name, quarter by quarter")),
        ]
        return Chapter("heard", _("Who we heard"), tuple(blocks))

    return Draft(tables, write)


def _groups(children: str, heard: CountTable, population: Mapping[str, int]):
    """The groups of care statuses, and how many young people there were in each."""
    counts, relations = dict(heard.counts), list(heard.relations)
    for group, statuses in IN_GROUP.items():
        whole = f"{children}/heard/group/{group}"
        parts = tuple(f"{children}/heard/{status}/all" for status in statuses)
        counts[whole] = sum(counts[part] for part in parts)
        relations.append(Relation(How.SUM, whole, parts))
    groups = tuple(f"{children}/heard/group/{group}" for group in IN_GROUP)
    relations.append(Relation(How.SUM, f"{children}/heard/all/all", groups))
    for group, count in population.items():
        whole = f"{children}/population/{group}"
        counts[whole] = count
        known = Relation(How.WITHIN, whole, (_heard_cell(children, group),))
        # An officer's figure may be older than what was said, and then it bounds nothing.
        relations += [known] if known.holds(counts) else []
    yield CountTable(Unit.CHILDREN, counts, tuple(relations))


def _heard_cell(children: str, group: str) -> str:
    named = {"separated": f"{children}/heard/all/separated", "all": f"{children}/heard/all/all"}
    return named.get(group, f"{children}/heard/group/{group}")


def _series(period: Period, council_code: str) -> Iterator[CountTable]:
    """Children and anonymous comments of this quarter and those before it."""
    first = period
    for _step in range(SERIES - 1):
        first = first.previous
    children = tallies.children_by_quarter(first, period, council_code)
    comments = tallies.anonymous_by_quarter(first, period, council_code)
    while first <= period:
        name = tallies.cells_of(first, council_code, Unit.CHILDREN)
        yield CountTable(Unit.CHILDREN, {f"{name}/heard/all/all": children[first.code]})
        yield _anonymous(first, council_code, comments.get(first.code, Counter()))
        first = first.next


def _anonymous(quarter: Period, council_code: str, by_source: Counter[str]) -> CountTable:
    name = tallies.cells_of(quarter, council_code, Unit.COMMENTS)
    parts = {f"{name}/heard/{source}": by_source[source] for source in SOURCES}
    whole = f"{name}/heard/all"
    counts = {**parts, whole: sum(parts.values())}
    return CountTable(Unit.COMMENTS, counts, (Relation(How.SUM, whole, tuple(parts)),))


def _written(
    period: Period, council_code: str, anonymous: CountTable, coded: int
) -> Iterator[CountTable]:
    """All comments of the quarter, named and anonymous, and those of them that have a theme."""
    name = tallies.cells_of(period, council_code, Unit.COMMENTS)
    whole, nameless = f"{name}/written/all", f"{name}/heard/all"
    parts = {
        f"{name}/written/named": tallies.named_comments(period, council_code),
        nameless: anonymous.counts[nameless],
    }
    counts = {**parts, whole: sum(parts.values())}
    yield CountTable(Unit.COMMENTS, counts, (Relation(How.SUM, whole, tuple(parts)),))
    within = Relation(How.WITHIN, whole, (f"{name}/written/coded",))
    yield CountTable(Unit.COMMENTS, {f"{name}/written/coded": coded}, (within,))


def _heard_figures(period: Period, council_code: str, shown: Protected):
    children = tallies.cells_of(period, council_code, Unit.CHILDREN)
    comments = tallies.cells_of(period, council_code, Unit.COMMENTS)
    yield Figure(
        _("Young people who gave their name"),
        amount(shown[f"{children}/heard/all/all"]),
        _("each counted once"),
    )
    yield Figure(
        _("Comments made anonymously"),
        amount(shown[f"{comments}/heard/all"]),
        _("one child may have made several"),
    )
    share = shown.percent(f"{comments}/written/coded", f"{comments}/written/all")
    yield Figure(
        _("Comments sorted into themes by a person"),
        percent(share),
        _("of all comments, named and anonymous"),
    )


def _by_group(children: str, shown: Protected, population: Mapping[str, int]) -> Table:
    rows = []
    for group, label in GROUPS.items():
        heard, there = _heard_cell(children, group), f"{children}/population/{group}"
        known = group in population
        rows.append(
            Row(
                str(label),
                (
                    Cell.of(shown[heard]),
                    Cell.of(shown[there]) if known else Cell(_("not given")),
                    Cell(percent(shown.percent(heard, there)) if known else "–"),
                ),
            )
        )
    columns = (_("We heard"), _("We could have heard"), _("Share"))
    together = " ".join(
        _("%(group)s: %(statuses)s.", group=GROUPS[group], statuses=_in_words(statuses))
        for group, statuses in IN_GROUP.items()
    )
    note = _(
        "Young people who gave their name. A separated child is also in one of the other rows."
        " Taken together by care status: %(together)s",
        together=together,
    )
    return Table(
        "groups", _("Heard, of those we could have heard"), _("Group"), columns, tuple(rows), note
    )


def _in_words(statuses: Sequence[str]) -> str:
    return ", ".join(str(CARE_STATUSES[status]) for status in statuses)


def _by_status(name: str, shown: Protected) -> Table:
    columns = (*SEPARATION, "all")
    rows = tuple(
        Row(str(label), tuple(Cell.of(shown[f"{name}/{status}/{column}"]) for column in columns))
        for status, label in CARE_STATUSES.items()
    )
    heads = (_("Separated"), _("Not separated"), _("All"))
    note = _("Young people who gave their name, by their care status today.")
    return Table("statuses", _("Heard, by care status"), _("Care status"), heads, rows, note)


def _by_quarter(period: Period, council_code: str, shown: Protected) -> Table:
    rows, quarter = [], period
    for _step in range(SERIES):
        children = tallies.cells_of(quarter, council_code, Unit.CHILDREN)
        comments = tallies.cells_of(quarter, council_code, Unit.COMMENTS)
        cells = (shown[f"{children}/heard/all/all"], shown[f"{comments}/heard/all"])
        rows.insert(0, Row(quarter.label, tuple(map(Cell.of, cells))))
        quarter = quarter.previous
    columns = (_("Young people"), _("Anonymous comments"))
    return Table("quarters", _("Heard, quarter by quarter"), _("Quarter"), columns, tuple(rows))
