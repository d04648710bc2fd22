"""The reasons of a verdict, from codes to sentences."""

from collections.abc import Callable

from markupsafe import Markup

from app.accounts.council_names import council_name
from app.accounts.models import Council
from app.core.calendars import ltr
from app.core.db import session
from app.core.i18n import _, _l
from app.offer.texts import NEEDS, STRENGTHS

PAPERS_UNSAID = _l("You did not say what papers you have.")

PLAIN = {
    # NOTE: Why a young person gets something or should ask. One short sentence each.
    "who:in_care": _l("You are in care."),
    "who:eligible": _l("You are in care, and have been for 13 weeks or more."),
    "who:relevant": _l("You were in care for 13 weeks or more."),
    "who:former_relevant": _l("You were in care for 13 weeks or more."),
    "who:qualifying": _l("You were in care for a short time, or had a special guardian."),
    "who:any_care_experienced": _l("You have been in care."),
    "who:separated": _l("You came to the UK without your parents."),
    "later:weeks": _l("When you have been in care for 13 weeks."),
    "announced": _l("This has not started yet."),
    "unsure": _l("Nobody has checked lately if this is still so."),
    "human_rights": _l("The council must look at your human rights before it says yes or no."),
    "papers": _l("It depends on your papers. A lawyer can tell you."),
    "disputed": _l("We are not sure until what age you can get it."),
    "other_council": _l("Another council looked after you. It has its own offer."),
    "course": _l("It depends on your course."),
    "unsaid:age": _l("You did not say how old you are."),
    "unsaid:council": _l("You did not say which council."),
    "unsaid:care": _l("You did not say if you are or were in care."),
    "unsaid:thirteen_weeks": _l("You did not say how long you were in care."),
    "unsaid:at_16_or_17": _l("You did not say if you were in care at 16 or 17."),
    "unsaid:special_guardian": _l("You did not say if you had a special guardian."),
    "unsaid:separated": _l("You did not say if you came to the UK without your parents."),
    "unsaid:waiting_for_decision": PAPERS_UNSAID,
    "unsaid:appeals_finished": PAPERS_UNSAID,
}


def reason(code: str) -> Markup:
    """The sentence of a code, in the reader's language. Raises KeyError for one nobody knows."""
    if code in PLAIN:
        return Markup.escape(PLAIN[code])
    kind, _colon, rest = code.partition(":")
    return Markup.escape(KINDS[kind](rest))


def _age(years: str) -> Markup:
    first, _colon, until = years.partition(":")
    return age_words(int(first), int(until) if until else None)


def age_words(first: int, until: int | None) -> Markup:
    """“You are 18, 19 or 20.” from the birthday `first` to the day before the birthday `until`."""
    ages = [ltr(age) for age in range(first, until or first)]
    if not ages:
        return Markup(_("You are %(age)s or older.")) % {"age": ltr(first)} if first else Markup("")
    if first == 0:
        return Markup(_("You are under %(age)s.")) % {"age": ltr(until)}
    if len(ages) == 1:
        return Markup(_("You are %(age)s.")) % {"age": ages[0]}
    if len(ages) == 2:
        return Markup(_("You are %(first)s or %(last)s.")) % {"first": ages[0], "last": ages[1]}
    if len(ages) == 3:
        some = {"first": ages[0], "second": ages[1], "last": ages[2]}
        return Markup(_("You are %(first)s, %(second)s or %(last)s.")) % some
    return Markup(_("You are from %(first)s to %(last)s years old.")) % {
        "first": ages[0],
        "last": ages[-1],
    }


def _later(age: str) -> Markup:
    return Markup(_("When you turn %(age)s.")) % {"age": ltr(age)}


def _council(code: str) -> Markup:
    council = session.get(Council, code)
    name = council_name(council.name) if council else code
    return Markup(_("Your council is %(council)s.")) % {"council": name}


def _need(name: str) -> str:
    # NOTE: “what” is one of the sentences a young person can tick, like “I have a child”.
    return _("You said: %(what)s.", what=NEEDS[name])


def _unsaid(name: str) -> str:
    # NOTE: “what” is one of the sentences a young person can tick, like “I have a child”.
    return _("You did not say if this is true: %(what)s.", what=NEEDS[name])


KINDS: dict[str, Callable[[str], Markup | str]] = {
    "age": _age,
    "council": _council,
    "later": _later,
    "need": _need,
    "strength": lambda code: STRENGTHS[code],
    "unsaid": _unsaid,
}
