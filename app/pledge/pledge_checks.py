"""Is this true for you? The forms that ask it, made from the pledge that holds.

One form for each council and age; one question a promise, answered with one tap. They are published
when a pledge begins to hold, and a newer pledge's forms take their place: what was answered stays
tied to the version it was answered in.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from app.accounts.models import Council
from app.core.clock import today
from app.core.db import session
from app.core.i18n import _, speaking
from app.pledge.promises import Problem, Promise, Text
from app.pledge.services import pledge_on, text_of
from app.pledge.texts import BANDS, RATING_SYMBOLS, RATINGS, YOUNG_RATINGS
from surveys.checking import shape_problems
from surveys.publishing import publish
from surveys.route_checks import rule_problems

KIND = "pledge_check"
YOUNGEST, OLDEST = "7_11", "16"
NEEDS_MORE = ["partly", "not_kept"]
"""After these we ask which parts, and leave room for words."""
LAST = "anything_else"
ABOUT_SAFETY = "HOM_SAFE"
"""A promise this sub-theme tells about is followed, when it is not kept, by: do you feel safe?"""


def form_key(council_code: str, band: str) -> str:
    """The name of a check in addresses: pledge_west_7_11."""
    return f"pledge_{council_code}_{band}"


def question_key(promise_key: str) -> str:
    """The question that asks about a promise; no two promises share one."""
    return promise_key.lower()


def definitions(council_code: str, text: Text) -> list[dict[str, Any]]:
    """The checks of this pledge, one for each age. All texts are English, as in any form."""
    with speaking("en"):
        return [_definition(council_code, text, band) for band in BANDS]


def check_problems(council_code: str, text: Text) -> list[Problem]:
    """Why no check can be made of this text; empty when one can."""
    found = []
    for data in definitions(council_code, text):
        wrong = shape_problems(data) or rule_problems(data, data["key"])
        found += [Problem(_field_of(data, place), said) for place, said in wrong]
    return list(dict.fromkeys(found))


def keep_up() -> None:
    """Ask, in every council, about the promises that hold today and about no others."""
    for council in session.scalars(select(Council).order_by(Council.code)):
        publish_checks(council.code)


def publish_checks(council_code: str) -> None:
    """Publish this council's checks if what it promises has changed; nothing while it has none."""
    pledge = pledge_on(council_code, today())
    for data in definitions(council_code, text_of(pledge)) if pledge else ():
        publish(data)


def _field_of(data: dict[str, Any], place: tuple) -> str:
    """The promise a place in the definition was made from."""
    if len(place) > 1 and place[0] == "questions":
        return data["questions"][place[1]]["key"].partition("_")[0].upper()
    return "promises"


def _definition(council_code: str, text: Text, band: str) -> dict[str, Any]:
    return {
        "key": form_key(council_code, band),
        "kind": KIND,
        "listed": False,
        "council": council_code,
        "symbol": "pledge",
        "title": _("Is this true for you?"),
        "intro": _("Here is what grown-ups promised. Say if it is true for you. Skip any of it."),
        "thanks": _("Thank you. Your answers show which promises are kept and which are not."),
        "questions": list(_questions(text, band)),
    }


def _questions(text: Text, band: str) -> Iterator[dict[str, Any]]:
    following = [question_key(promise.key) for promise in text.promises[1:]] + [LAST]
    for promise, then in zip(text.promises, following, strict=True):
        more = list(_more(promise, band, then))
        yield _rating(promise, band, more, then)
        yield from more
    yield {
        "key": LAST,
        "type": "long_text",
        "ask": _("Do you want to tell us more?"),
        "hint": _("It can be about any of the promises. If you write something, we write back."),
    }


def _rating(promise: Promise, band: str, more: list[dict], then: str) -> dict[str, Any]:
    labels = YOUNG_RATINGS if band == YOUNGEST else RATINGS
    asked = {
        "key": question_key(promise.key),
        "type": "one_tap",
        "ask": _words(promise, band),
        "hint": _("Is this true for you?"),
        "choices": [
            {"code": code, "label": str(label), "symbol": RATING_SYMBOLS[code]}
            for code, label in labels.items()
        ],
    }
    if more:
        asked["next"] = [{"when": NEEDS_MORE, "go": more[0]["key"]}, {"go": then}]
    return asked


def _words(promise: Promise, band: str) -> str:
    if band == YOUNGEST:
        return promise.young
    return promise.older if band == OLDEST and promise.older else promise.words


def _more(promise: Promise, band: str, then: str) -> Iterator[dict[str, Any]]:
    """What is asked when it is only partly true, or not; the last of it goes on with `then`."""
    asked = []
    if band != YOUNGEST:
        asked += [*_parts(promise), _comment(promise)]
    if ABOUT_SAFETY in promise.sub_themes:
        asked.append(_whether_safe(promise))
    if asked:
        asked[-1]["next"] = then
    yield from asked


def _parts(promise: Promise) -> Iterator[dict[str, Any]]:
    if len(promise.indicators) < 2:
        return
    yield {
        "key": f"{question_key(promise.key)}_parts",
        "type": "several_choices",
        "ask": _("Which parts are not true for you?"),
        "hint": _("Pick as many as you like."),
        "choices": [
            {"code": one.key.lower().replace(".", "_"), "label": one.words}
            for one in promise.indicators
        ],
    }


def _comment(promise: Promise) -> dict[str, Any]:
    """Asked under the promise's own name, so that each comment says what it is about."""
    return {
        "key": f"{question_key(promise.key)}_words",
        "type": "long_text",
        "ask": promise.title,
        "hint": _("Do you want to say more? What would make it true? You can skip this."),
    }


def _whether_safe(promise: Promise) -> dict[str, Any]:
    return {
        "key": f"{question_key(promise.key)}_safe",
        "type": "yes_no_not_sure",
        "ask": _("Do you feel safe where you live?"),
        "hint": _("Day and night, with everybody who lives there or comes by."),
        "why": _("If you do not feel safe, we want to help straight away."),
        "alert_on": ["no"],
    }
