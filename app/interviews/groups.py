"""Into which groups children are put when they are counted, and how old they are then."""

from datetime import date

from app.core.i18n import _l
from app.core.reporting import Period
from app.people.texts import HOME_TYPES

AGE_BANDS = {
    "7_11": _l("Under 11"),
    "11_15": _l("11 to 15"),
    "16": _l("16 and over"),
}
"""The ages of the pledge's checks, by the same codes; whoever is under seven is in the first."""

HOMES = {**HOME_TYPES, "not_said": _l("Not recorded")}
"""Where they lived at the time of the episode."""

SEPARATION = {
    "separated": _l("Separated"),
    "not_separated": _l("Not separated"),
}

GROUPINGS = {"age": AGE_BANDS, "home": HOMES, "separated": SEPARATION}
"""Each puts every episode into one group; `home` may put one child into several."""

ALL = "all"


def group_of(grouping: str, code: str) -> str:
    """How a group is called in the names of counts: home/foster_home."""
    return f"{grouping}/{code}"


def groups() -> list[str]:
    """Everybody, and every group of every grouping."""
    parts = (group_of(one, code) for one, codes in GROUPINGS.items() for code in codes)
    return [ALL, *parts]


def born_by(period: Period, years: int) -> date:
    """The last month of birth of those who are so many years old by the end of the quarter."""
    return period.last_day.replace(year=period.last_day.year - years, day=1)
