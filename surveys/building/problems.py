"""What has to be put right before a survey can go on its way.

The shape and the routes are checked by what checks every form (`surveys.checking`,
`surveys.route_checks`); this says what it found in the words of those who write.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.core.i18n import _
from surveys.building.ages import ages_of, for_nobody, form_for
from surveys.building.content import MOST_QUESTIONS, Content, backward, keys_of
from surveys.building.texts import AGE_WORDS, PERCENT_SIGN, TOO_LONG
from surveys.building.wrong_words import route_words
from surveys.checking import shape_problems
from surveys.reaching import unreached
from surveys.route_checks import rule_problems

KEY = "s0"
"""Stands for the key a survey has once it is kept."""
LONGEST = {"title": 120, "intro": 600, "thanks": 600, "section": 120, "label": 120}
LONGEST_TEXT = 300
"""Of a question, its hint and why it is asked; a page of a phone holds no more."""


@dataclass(frozen=True)
class Problem:
    """Something that is not right yet. `question` is the key of the question it is about."""

    words: str
    question: str | None = None
    about: bool = False
    """Whether it is put right on the page about the survey as a whole."""
    new: bool = False
    """Whether a new question puts it right."""


NO_LETTERS = "\ufeff\ufffe\uffff"
"""Marks of a file's beginning and signs that are none: no document can hold them."""


def word_problem(text: str, most: int = LONGEST_TEXT) -> str | None:
    """Why these words cannot stand, or None. None too for no words at all."""
    if any(one != "\n" and (ord(one) < 32 or 0x7F <= ord(one) < 0xA0) for one in text):
        return _("There is a sign in it that cannot be shown. Please type it again.")
    if any(0xD800 <= ord(one) < 0xE000 or one in NO_LETTERS for one in text):
        return _("Some of this is not letters we can keep. Please type that part again.")
    if "%" in text:
        return str(PERCENT_SIGN)
    if len(text) > most:
        return str(TOO_LONG) % {"length": f"{len(text):,}", "limit": f"{most:,}"}
    return None


def problems_of(content: Content) -> list[Problem]:
    """Everything that has to be put right before somebody else reads it; empty when nothing is."""
    found = list(_missing(content))
    found += [
        Problem(_("A way leads back to an earlier question. It can only lead on."), question["key"])
        for question, _rule in backward(content)
    ]
    found += [
        Problem(_("Nobody is asked this. Say who is, or take it off."), question["key"])
        for question in for_nobody(content)
        if ages_of(content)
    ]
    if found:
        return found
    return [one for ages in ages_of(content) for one in _of_age(content, ages)]


def _missing(content: Content) -> Iterator[Problem]:
    words = {
        "title": _("It has no name yet."),
        "intro": _("Say what it is for, before the first question."),
        "thanks": _("Say thank you, after the last question."),
    }
    for name, said in words.items():
        if not content[name].strip():
            yield Problem(said, about=True)
    if not ages_of(content):
        yield Problem(_("Choose who it is for."), about=True)
    if not content["questions"]:
        yield Problem(_("It has no question yet."), new=True)
    if len(content["questions"]) > MOST_QUESTIONS:
        yield Problem(_("It has more than %(limit)s questions.", limit=MOST_QUESTIONS))


def _of_age(content: Content, ages: str) -> list[Problem]:
    form = form_for(content, ages, KEY)
    who = AGE_WORDS[ages]
    if not form["questions"]:
        said = _("There is no question for this age: %(ages)s", ages=who)
        return [Problem(said, new=True)]
    misshapen = shape_problems(form)
    wrong = misshapen or rule_problems(form, KEY)
    lost = set() if misshapen else set(unreached(form))
    found = [
        Problem(_("Nobody is ever asked this (%(ages)s): every way goes past it.", ages=who), key)
        for key in keys_of(form)
        if key in lost
    ]
    return found or [Problem(route_words(said), _question_at(form, place)) for place, said in wrong]


def _question_at(form: dict[str, Any], place: tuple) -> str | None:
    if len(place) > 1 and place[0] == "questions":
        return form["questions"][place[1]]["key"]
    return None
