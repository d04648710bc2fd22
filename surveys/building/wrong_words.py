"""What is wrong with the definition of a survey, in plain words: in which question, and what.

The routes are checked by `surveys.route_checks`, whose own words are for whoever writes files for a
living.
"""

from collections.abc import Mapping
from typing import Any

from app.core.i18n import _, _l
from surveys.building.texts import FIELDS
from surveys.wrong import Wrong

SHORT = 60
"""Letters of somebody's words in a sentence of ours."""
OF_THE_WHOLE = ("title", "intro", "thanks")
ROUTES = {
    "twice": _l("Two questions are called “%(about)s”. Each needs a “key” of its own."),
    "ours": _l("No question can be called “%(about)s”: we keep that word for ourselves."),
    "choice_twice": _l("Two answers have the code “%(about)s”. Each needs its own."),
    "all_alone": _l(
        "No two of these answers go together. Add others, or let them pick one answer from a list."
    ),
    "some_drawn": _l("Some answers have a picture and some have none."),
    "not_chosen": _l("It waits for the answer “%(about)s”, and nobody can pick that."),
    "nowhere": _l("A way leads to “%(about)s”, and there is no such question."),
    "always": _l("A way is for everybody, so the ways after it are for nobody."),
    "unreached": _l("Nobody is ever asked this: every way goes past it."),
    "no_answer": _l("“%(about)s” is none of the answers here."),
    "circle": _l("A way leads back here. It can only lead on."),
}


def where_in(data: Any, place: tuple) -> str:
    """Which question a place is in, by its number and its words; "" for the survey as a whole."""
    if len(place) < 2 or place[0] != "questions" or not isinstance(place[1], int):
        return ""
    question = data["questions"][place[1]]
    ask = question.get("ask") if isinstance(question, Mapping) else None
    number = place[1] + 1
    if not isinstance(ask, str) or not ask.strip():
        return _("Question %(number)s", number=number)
    return _("Question %(number)s, “%(ask)s”", number=number, ask=shortened(ask))


def shortened(words: str) -> str:
    """At most SHORT letters of somebody's words."""
    return words if len(words) <= SHORT else f"{words[: SHORT - 1]}…"


def at(data: Any, place: tuple, said: str) -> str:
    """The sentence, with the question it is about before it."""
    where = where_in(data, place)
    if place and place[0] in OF_THE_WHOLE:
        return f"{FIELDS[place[0]]} {said}"
    return f"{where}: {said}" if where else said


def route_words(said: str) -> str:
    """What is wrong with the ways of a form, in plain words."""
    words = ROUTES.get(said.code) if isinstance(said, Wrong) else None
    return str(words) % {"about": shortened(said.about)} if words else said
