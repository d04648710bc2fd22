"""Who has never been nominated: by age, council, status and more, through the disclosure gate.

A dimension is one line. What every dimension adds up to is the same, and the gate is told so.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from app.accounts.councils import councils_of, within
from app.accounts.models import Account
from app.awards.models import Nomination, Nominee
from app.awards.says import age_on
from app.core.clock import today
from app.core.counting import EVERYONE, Unit, crossed
from app.core.db import session
from app.core.disclosure import Protected, protect
from app.core.disclosure_attack import How, Relation
from app.core.i18n import _, _l
from app.core.permissions import Permission
from app.core.reporting import Cell, Row, Table
from app.people.care_statuses import CARE_STATUSES
from app.people.models import YoungPerson
from app.people.texts import HOME_TYPES

NEVER, NOMINATED = "never", "nominated"
COLUMNS = (NEVER, NOMINATED)
NAME = "fairness"
BANDS = {
    "under_8": _l("Under 8"),
    "8_to_12": _l("8 to 12"),
    "13_to_15": _l("13 to 15"),
    "16_and_17": _l("16 and 17"),
    "grown": _l("18 and over"),
}
UPPER_ENDS = (("under_8", 8), ("8_to_12", 13), ("13_to_15", 16), ("16_and_17", 18))
SEPARATED = {"separated": _l("Separated"), "not_separated": _l("Not separated")}
DISABLED = {
    "disabled": _l("Disabled or need more help"),
    "not_disabled": _l("Not disabled"),
    "not_said": _l("Nobody has said"),
}
DISABLED_CODES = {True: "disabled", False: "not_disabled", None: "not_said"}
AREA = {"out_of_area": _l("Outside the council’s area"), "in_area": _l("In the council’s area")}


@dataclass(frozen=True)
class Dimension:
    """One way to look at young people: `of` gives a young person's code, `words` says the codes."""

    key: str
    label: Any
    of: Callable[[YoungPerson], str]
    words: Mapping[str, Any]


def band_of(person: YoungPerson) -> str:
    age = age_on(person.birth_month, today())
    return next((band for band, end in UPPER_ENDS if age < end), "grown")


DIMENSIONS = (
    Dimension("age", _l("Age"), band_of, BANDS),
    Dimension("status", _l("Care status"), lambda one: one.care_status, CARE_STATUSES),
    Dimension(
        "separated",
        _l("Separated from their parents"),
        lambda one: "separated" if one.separated else "not_separated",
        SEPARATED,
    ),
    Dimension("disabled", _l("Disability"), lambda one: DISABLED_CODES[one.disabled], DISABLED),
    Dimension(
        "home",
        _l("Where they live"),
        lambda one: one.home_type or "not_known",
        {**HOME_TYPES, "not_known": _l("Not known")},
    ),
    Dimension(
        "area",
        _l("Out of area"),
        lambda one: "out_of_area" if one.out_of_area else "in_area",
        AREA,
    ),
)


def tables_for(account: Account) -> list[Table]:
    """The young people of the officer's councils, nominated or never; three queries."""
    councils = {one.code: one.name for one in councils_of(account, Permission.AWARD_RUN)}
    council = Dimension("council", _l("Council"), lambda one: one.council_code, councils)
    dimensions = (*DIMENSIONS, council) if len(councils) > 1 else DIMENSIONS
    rows = select(YoungPerson).where(
        within(YoungPerson.council_code, account, Permission.AWARD_RUN)
    )
    people = session.scalars(rows).unique().all()
    nominated = set(
        session.scalars(
            select(Nominee.young_person_id)
            .join(Nomination, Nomination.nominee_id == Nominee.id)
            .where(Nomination.state == "in", Nominee.young_person_id.is_not(None))
        )
    )
    shown = protect([_counted(one, people, nominated) for one in dimensions])
    return [_table(one, shown) for one in dimensions]


def _counted(dimension: Dimension, people: Sequence[YoungPerson], nominated: set[int]):
    counts = Counter(
        (dimension.of(one), NOMINATED if one.id in nominated else NEVER) for one in people
    )
    name = f"{NAME}/{dimension.key}"
    table = crossed(name, Unit.CHILDREN, counts, dimension.words, COLUMNS)
    whole = {f"{NAME}/{EVERYONE}/{column}": _sum(counts, column) for column in COLUMNS}
    same = tuple(
        Relation(How.SUM, f"{NAME}/{EVERYONE}/{column}", (f"{name}/{EVERYONE}/{column}",))
        for column in COLUMNS
    )
    return replace(table, counts={**table.counts, **whole}, relations=(*table.relations, *same))


def _sum(counts: Counter, column: str) -> int:
    return sum(count for (_code, where), count in counts.items() if where == column)


def _table(dimension: Dimension, shown: Protected) -> Table:
    def row(code: str, label) -> Row:
        cells = (shown[f"{NAME}/{dimension.key}/{code}/{column}"] for column in COLUMNS)
        return Row(str(label), tuple(Cell.of(count) for count in cells))

    rows = [row(code, label) for code, label in dimension.words.items()]
    rows.append(row(EVERYONE, _("All")))
    return Table(
        f"fairness-{dimension.key}",
        str(dimension.label),
        str(dimension.label),
        (_("Never nominated"), _("Nominated")),
        tuple(rows),
        _("Young people, rounded to five. What could give somebody away says “not shown”."),
    )
