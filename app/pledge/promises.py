"""A council's promises as named things, and what has to be right before they can be published.

Nothing here knows how many promises there are or what they are called: a council may have two or
nineteen, under keys of its own. A key belongs to one promise for good, because ratings and what was
undertaken are counted by it; another promise gets another key.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.i18n import _
from app.pledge.fields import SYMBOLS

KEY = re.compile(r"[A-Z]{1,3}[0-9]{1,3}")
SUB_THEME = re.compile(r"[A-Z]{3}_[A-Z]{1,30}")
LIMITS = {"title": 120, "intro": 500, "words": 300, "young": 200, "older": 300, "source": 300}
"""Characters in each text."""
MOST_PROMISES = 19
"""Three questions each and one at the end is what a form can ask."""
MOST_INDICATORS = 12
MOST_TO_VERIFY = 20

OPTIONAL = frozenset({"older", "intro", "source"})


@dataclass(frozen=True)
class Indicator:
    """What shows that a promise is kept. P2.1."""

    key: str
    words: str


@dataclass(frozen=True)
class Promise:
    """One promise. Its texts are English, and msgids where they shipped with the app."""

    key: str
    symbol: str
    title: str
    words: str
    """For those of 11 and over."""
    young: str = ""
    """For those from 7 to 11."""
    older: str = ""
    """For those of 16 and over; "" when they read `words`."""
    sub_themes: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True)
class Text:
    """All the promises of one pledge, with what stands over them."""

    title: str
    intro: str
    source: str
    verify: tuple[str, ...]
    """What staff have to find out; while there is any, the page says to check with a worker."""
    promises: tuple[Promise, ...]

    def promise(self, key: str) -> Promise | None:
        return next((promise for promise in self.promises if promise.key == key), None)


@dataclass(frozen=True)
class Problem:
    """Why a text cannot be published: where, and what is wrong, in words for an officer."""

    field: str
    """`title`, or of a promise `P2.words`; of an indicator `P2.1`."""
    reason: str


def build(content: Mapping[str, Any]) -> Text:
    """The text in `content`, which has no problems. KeyError if a part is missing."""
    return Text(
        title=content["title"],
        intro=content.get("intro", ""),
        source=content.get("source", ""),
        verify=tuple(content.get("verify", ())),
        promises=tuple(_promise(promise) for promise in content["promises"]),
    )


def _promise(content: Mapping[str, Any]) -> Promise:
    indicators = tuple(Indicator(one["key"], one["words"]) for one in content.get("indicators", ()))
    texts = {name: content.get(name, "") for name in ("title", "words", "young", "older")}
    return Promise(
        key=content["key"],
        symbol=content["symbol"],
        sub_themes=tuple(content.get("sub_themes", ())),
        indicators=indicators,
        **texts,
    )


def problems_of(content: Any) -> list[Problem]:
    """Everything that has to be put right before this can be published; empty when fit."""
    if not isinstance(content, Mapping) or not isinstance(content.get("promises"), list):
        return [Problem("promises", _("There are no promises."))]
    found = [*_texts(content, ("title", "intro", "source"), ""), *_to_verify(content)]
    promises = content["promises"]
    if not 1 <= len(promises) <= MOST_PROMISES:
        found.append(Problem("promises", _("Give 1 to %(most)s promises.", most=MOST_PROMISES)))
    seen: set[str] = set()
    for place, promise in enumerate(promises, start=1):
        found += _of_promise(promise, str(place), seen)
    return found


def promise_problems(promise: Any) -> list[Problem]:
    """Everything that has to be put right in one promise."""
    return list(_of_promise(promise, "promise", set()))


def _of_promise(promise: Any, place: str, seen: set[str]) -> Iterator[Problem]:
    if not isinstance(promise, Mapping):
        yield Problem(place, _("This is not a promise."))
        return
    key = promise.get("key")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        yield Problem(place, _("A key is one to three capital letters and a number, like P2."))
        return
    if key in seen:
        yield Problem(key, _("This key is there twice."))
    seen.add(key)
    yield from _texts(promise, ("title", "words", "young", "older"), f"{key}.")
    if promise.get("symbol") not in SYMBOLS:
        yield Problem(f"{key}.symbol", _("Choose one of the pictures."))
    codes = promise.get("sub_themes", [])
    if not isinstance(codes, list) or not all(
        isinstance(code, str) and SUB_THEME.fullmatch(code) for code in codes
    ):
        yield Problem(f"{key}.sub_themes", _("Choose from the sub-themes of the codebook."))
    yield from _indicators(promise, key)


def _indicators(promise: Mapping, key: str) -> Iterator[Problem]:
    indicators = promise.get("indicators", [])
    if not isinstance(indicators, list) or len(indicators) > MOST_INDICATORS:
        most = _("Give at most %(most)s indicators.", most=MOST_INDICATORS)
        yield Problem(f"{key}.indicators", most)
        return
    seen: set[str] = set()
    for one in indicators:
        name = one.get("key") if isinstance(one, Mapping) else None
        if not isinstance(name, str) or not re.fullmatch(rf"{key}\.[0-9]{{1,2}}", name):
            yield Problem(f"{key}.indicators", _("An indicator’s key is like %(key)s.1.", key=key))
            continue
        if name in seen:
            yield Problem(name, _("This key is there twice."))
        seen.add(name)
        if reason := text_problem(one.get("words"), LIMITS["words"]):
            yield Problem(name, reason)


def _texts(content: Mapping, names: tuple[str, ...], before: str) -> Iterator[Problem]:
    for name in names:
        words = content.get(name, "")
        if words == "" and name in OPTIONAL:
            continue
        if reason := text_problem(words, LIMITS[name]):
            yield Problem(f"{before}{name}", reason)


def _to_verify(content: Mapping) -> Iterator[Problem]:
    verify = content.get("verify", [])
    if not isinstance(verify, list) or len(verify) > MOST_TO_VERIFY:
        yield Problem("verify", _("Give at most %(most)s lines.", most=MOST_TO_VERIFY))
        return
    for line in verify:
        if reason := text_problem(line, LIMITS["source"]):
            yield Problem("verify", reason)


def text_problem(words: Any, limit: int) -> str | None:
    """Why these words cannot stand on a page, or None."""
    if not isinstance(words, str) or not words.strip():
        return _("Write something here.")
    if len(words) > limit:
        return _("Write at most %(limit)s characters here.", limit=limit)
    if "%" in words:
        return _("Write “percent” instead of the sign: translations use the sign.")
    if any(not letter.isprintable() for letter in words):
        return _("Some of this is not letters we can keep. Type that part again.")
    return None
