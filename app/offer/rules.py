"""For whom a line of the offer is: its rule, as a row, and the rows that hold back a promise."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property

from app.offer.ages import Span, spans, together
from app.offer.situation import ASKED_DIRECTLY, FROM_PAPERS, OTHER_COUNCIL
from app.offer.statuses import (
    AGES,
    ALSO,
    CONSISTENT,
    GROWN_UP_IN_CARE,
    OPEN,
    STATUSES,
    World,
)
from app.offer.weights import weight_of

GROUPS = {
    "law": "law",
    "guidance": "extra",
    "national": "extra",
    "local": "extra",
    "announced": "ask",
}
"""What somebody for whom a line of this strength holds is told."""

TIED_TO_PAPERS = frozenset(
    {
        "apprentice_bursary",
        "council_tax",
        "guaranteed_interview_local",
        "housing_band",
        "priority_need_18_20",
        "priority_need_21_plus",
        "rent_help_one_bed_rate",
        "social_housing_any_area",
        "student_loan_max",
        "uc_prepare_early",
        "uc_rates",
        "uc_while_studying",
        "uni_northampton",
        "young_parents",
    }
)
"""Topics that hang on leave to be, work or study here: no public funds while a claim is undecided
(Immigration and Asylum Act 1999, s.115). What the Children Act gives goes on meanwhile."""

NOT_COUNCIL_SUPPORT = frozenset(
    {
        "advocate",
        "apprentice_bursary",
        "bursary_16_19",
        "complain",
        "criminal_injuries",
        "family_tracing",
        "guaranteed_interview_local",
        "guaranteed_interview_nhs",
        "health_under_19",
        "local_offer",
        "prescriptions_to_25",
        "records",
        "savings_jisa_ctf",
        "separated_age",
        "separated_legal_help",
        "student_loan_max",
        "uc_prepare_early",
        "uc_rates",
        "uc_while_studying",
        "uni_northampton",
        "young_parents",
    }
)
"""Topics that are not support a council gives under the Acts which the Nationality, Immigration and
Asylum Act 2002, schedule 3 paragraph 1, names: what others pay for, and rights like reading one's
own file (Data Protection Act 2018), complaining and being spoken for."""


@dataclass(frozen=True)
class Rule:
    """For whom a line is."""

    slug: str
    strength: str
    who: tuple[str, ...]
    needs: tuple[str, ...] = ()
    council: str | None = None
    age_from: int = 0
    until_birthday: int | None = None
    sure: bool = True
    """False while nobody can say that it holds today."""
    tied_to_papers: bool = False
    council_support: bool = True
    """Whether it is support of the kind schedule 3 of the 2002 Act speaks of."""
    weight: int = 7
    """Its place among what can only be asked about: see `weights`."""

    @classmethod
    def of(cls, line, today: date) -> "Rule":
        """The rule of a row of the catalogue, or of anything with its columns."""
        return cls(
            slug=line.slug,
            strength=line.strength,
            who=tuple(line.who),
            needs=tuple(line.needs),
            council=line.council_code,
            age_from=line.age_from,
            until_birthday=line.until_birthday,
            sure=is_sure(line, today),
            tied_to_papers=line.topic in TIED_TO_PAPERS,
            council_support=line.topic not in NOT_COUNCIL_SUPPORT,
            weight=weight_of(line.topic, line.heading),
        )

    @cached_property
    def ages(self) -> Span:
        """How old somebody is who can get it: what the rule and its statuses say together."""
        each = spans(self.who, self.age_from, self.until_birthday)
        return together(each.values()) or Span(self.age_from, self.until_birthday)

    def traits(self) -> dict:
        """What caveats ask of a line."""
        return {
            "strength": self.strength,
            "sure": self.sure,
            "everywhere": self.council is None,
            "tied_to_papers": self.tied_to_papers,
            "council_support": self.council_support,
            "about_appeals": "appeals_finished" in self.needs,
            "about_learning": "in_education" in self.needs,
        }


def is_sure(line, today: date) -> bool:
    """Whether a line may be promised, and not only asked about.

    What stands in an Act does not wait for somebody here to look at it; what a council chose may
    have been changed. Nothing is sure past the day it had to be looked at again.
    """
    confidence = line.content.get("confidence")
    if confidence == "low" or (line.review_by and line.review_by < today):
        return False
    return bool(line.checked_on) or (line.strength != "local" and confidence == "high")


@dataclass(frozen=True)
class Caveat:
    """Why a line that holds can only be asked about: both sides say one of these."""

    code: str
    line: Mapping[str, tuple] = field(default_factory=dict)
    person: Mapping[str, tuple] = field(default_factory=dict)


CAVEATS = (
    Caveat("announced", {"strength": ("announced",)}),
    Caveat("unsure", {"sure": (False,), "strength": ("law", "guidance", "national", "local")}),
    # Nationality, Immigration and Asylum Act 2002, schedule 3: it may limit help, never without a
    # human rights assessment first, and never for a child (paragraph 2).
    Caveat(
        "human_rights",
        {"about_appeals": (False,), "council_support": (True,)},
        {"asylum": ("appeals_finished",), "adult": (True, None)},
    ),
    Caveat(
        "papers",
        {"tied_to_papers": (True,)},
        {"separated": (True,), "asylum": ("none", "waiting", "appeals_finished", "not_said")},
    ),
    Caveat(
        "papers",
        {"tied_to_papers": (True,)},
        {"separated": (False, None), "asylum": ("waiting", "appeals_finished")},
    ),
    Caveat(
        "unsaid:separated",
        {"tied_to_papers": (True,)},
        {"separated": (None,), "asylum": ("not_said",)},
    ),
    Caveat(
        "other_council",
        {"strength": ("local",), "everywhere": (True,)},
        {"council": (OTHER_COUNCIL,)},
    ),
    Caveat("unsaid:council", {"strength": ("local",), "everywhere": (True,)}, {"council": (None,)}),
    Caveat("course", {"about_learning": (True,)}, {"only_university": (True,)}),
)

SAID_OF_LATER = ("papers",)
"""The caveats that are said of what can become theirs later, too."""


def rules_as_json(rules: Iterable[Rule]) -> dict:
    """The tables and the lines' rules, for the browser: plain values that JSON can hold."""
    return {
        "fields": World._fields,
        "open": OPEN,
        "ages": AGES,
        "consistent": [asdict(row) for row in CONSISTENT],
        "grown": [asdict(row) for row in GROWN_UP_IN_CARE],
        "statuses": [asdict(row) for row in STATUSES],
        "also": [asdict(row) for row in ALSO],
        "caveats": [asdict(caveat) for caveat in CAVEATS],
        "said_of_later": SAID_OF_LATER,
        "groups": GROUPS,
        "from_papers": FROM_PAPERS,
        "asked_directly": ASKED_DIRECTLY,
        "lines": [
            {**asdict(rule), "traits": rule.traits(), "shown_ages": rule.ages} for rule in rules
        ],
    }
