"""What can be wrong with a line that somebody wrote or brought, in an officer's words."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.core.i18n import _l

REASONS = {
    "needed": _l("This is missing."),
    "words": _l("Words are needed here."),
    "hidden": _l("There are characters in it that do not show. Type it again by hand."),
    "percent_sign": _l("Write “percent” in words; the sign gets in the way of translating."),
    "too_long": _l("It has %(length)s characters; %(limit)s is the most."),
    "too_many": _l("There are %(count)s of them; %(limit)s is the most."),
    "list": _l("A list is needed here."),
    "mapping": _l("Named parts are needed here, and this is something else."),
    "unknown_part": _l("There is no part called %(name)s."),
    "number": _l("A whole number is needed, and this is something else."),
    "range": _l("It has to be from %(low)s to %(high)s."),
    "sum": _l("A number is needed, without a currency sign."),
    "yes_no": _l("It has to be yes or no."),
    "choice": _l("“%(found)s” is not one of these: %(known)s."),
    "twice": _l("“%(found)s” is there twice."),
    "address": _l("A web address that begins with https:// is needed."),
    "slug": _l("Use small letters and digits, joined by _ or -, such as driving_lessons."),
    "reserved": _l("“%(found)s” is the address of another page. Choose another name."),
    "code": _l("It has to be three small letters, such as ctw."),
    "council": _l("“%(found)s” is not one of our councils."),
    "day": _l("A day is needed, written like 2026-04-06."),
    "upside_down": _l("The last birthday has to be after the first age."),
    "nobody": _l("Nobody of these ages can be any of these, so nobody could ever get it."),
    "sum_and_unit": _l("A sum needs its unit, and a unit its sum."),
    "not_a_line": _l("A line of the offer is needed here, and this is something else."),
    "unknown_field": _l("There is no field of this name."),
    "repeated": _l("The same is in this file already, at %(place)s."),
    "belongs": _l("The line with this address has another one, and it cannot change."),
    "taken": _l("Another line has it already."),
    "being_changed": _l("Somebody is changing this line. Let that be approved or returned first."),
    "columns": _l("%(found)s columns, and the header has %(wanted)s."),
    "unreadable": _l("Its quotation marks do not close, or it is far too long."),
    "at_odds": _l("It does not go with the rest, or cannot be kept here."),
    "not_started": _l("It says that it is given, and also that it was only announced."),
    "ended": _l("The file says that it has ended. Take it out at the desk, or out of the file."),
    "bar": _l("The sign | keeps parts apart here. Leave it out."),
}

SHOWN = 40
"""Characters of what was found that a reason repeats."""
JOINERS = "\u200c\u200d"
"""Do not show, and belong to words in Dari and other languages."""
NO_TEXT = ("Cc", "Cf", "Cs", "Co", "Cn")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a line, for whoever wrote it."""

    field: str
    """The key as in the file, `amount.unit` for a part of one; "" when it is the whole line."""
    reason: str
    """A key of REASONS."""
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def words(self) -> str:
        return str(REASONS[self.reason]) % self.facts


class NotALine(ValueError):
    """What was brought cannot be a line; `problems` says everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(f"{one.field}: {one.reason}" for one in problems))
        self.problems = problems


class NotFit(ValueError):
    """A value that cannot be kept: `reason` is a key of REASONS, `part` which part of it.

    `also` is what is wrong with other parts of the same value.
    """

    def __init__(self, reason: str, part: str = "", **facts: object) -> None:
        super().__init__(reason)
        self.reason, self.part, self.facts = reason, part, facts
        self.also: list[NotFit] = []

    def problems(self, name: str) -> list[Problem]:
        """This as problems of the field called `name`."""
        at = f"{name}.{self.part}" if self.part else name
        others = [problem for one in self.also for problem in one.problems(name)]
        return [Problem(at, self.reason, self.facts), *others]


def in_short(found: object) -> str:
    """What was found, so that it can be repeated to whoever brought it."""
    plain = found if isinstance(found, str) else str(found) if type(found) is int else "…"
    text = " ".join(plain[: SHOWN * 2].split())
    shown = "".join(one for one in text if unicodedata.category(one) not in NO_TEXT)
    return shown if len(shown) <= SHOWN else shown[:SHOWN] + "…"
