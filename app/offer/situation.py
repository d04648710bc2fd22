"""What a young person says of themselves for a moment, so that the offer can be read for them.

Nothing of it is stored. Every answer may be left out; None is "did not say".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

OTHER_COUNCIL = "other"
"""Looked after by a council that has no offer here."""

CARE = ("now", "before", "never")

ASYLUM = ("none", "waiting", "allowed_to_stay", "appeals_finished", "not_said")

NEEDS = (
    "in_education",
    "apprentice",
    "parent",
    "in_custody",
    "homeless",
    "lived_with_foster_carer",
    "lived_in_childrens_home",
    "separated",
    "waiting_for_decision",
    "appeals_finished",
    "at_university",
    "on_universal_credit",
)
"""What a line may need besides age and care. A closed list: both engines know these."""

FROM_PAPERS = {"waiting_for_decision": "waiting", "appeals_finished": "appeals_finished"}
"""Needs that follow from the answer about asylum, and which answer it is."""

ASKED_DIRECTLY = tuple(need for need in NEEDS if need not in ("separated", *FROM_PAPERS))

WEEKS = 13
"""Weeks in care since the 14th birthday: Children Act 1989, schedule 2, paragraph 19B."""


@dataclass(frozen=True)
class Situation:
    """One young person's answers. Raises ValueError for a code nobody knows.

    Age is in full years, or worked out from `born` as it is on `today`.
    """

    age: int | None = None
    born: date | None = None
    today: date | None = None
    council: str | None = None
    """The code of the council that looks after them or did, or OTHER_COUNCIL."""
    care: str | None = None
    """One of CARE."""
    weeks_in_care: int | None = None
    """Since they turned 14."""
    thirteen_weeks: bool | None = None
    """The same as yes or no, for whoever does not count."""
    at_16_or_17: bool | None = None
    """In care for some time at that age."""
    special_guardian: bool | None = None
    """Had one on turning 18, or has one now, after being in care."""
    separated: bool | None = None
    """Came to the UK without a parent."""
    asylum: str = "not_said"
    needs: Mapping[str, bool] = field(default_factory=dict)
    """Those of ASKED_DIRECTLY that were answered."""

    def __post_init__(self) -> None:
        if self.care not in (*CARE, None) or self.asylum not in ASYLUM:
            raise ValueError("an answer that is not on the list")
        if set(self.needs) - set(ASKED_DIRECTLY):
            raise ValueError("a need that is not asked for")
        if self.born and not self.today:
            raise ValueError("a birthday says nothing without the day it is")

    def facts(self) -> dict:
        """The answers as both engines read them: plain values, None for what was not said."""
        weeks = self.weeks_in_care
        return {
            "age": age_on(self.born, self.today) if self.born else self.age,
            "council": self.council,
            "care": self.care,
            "thirteen_weeks": self.thirteen_weeks if weeks is None else weeks >= WEEKS,
            "at_16_or_17": self.at_16_or_17,
            "special_guardian": self.special_guardian,
            "separated": self.separated,
            "asylum": self.asylum,
            "needs": dict(self.needs),
        }


def age_on(born: date, day: date) -> int:
    """Full years. An age is reached at the start of the birthday (Family Law Reform Act 1969, s.9);
    whoever was born on 29 February has it on 1 March in other years.
    """
    had_it = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (0 if had_it else 1)
