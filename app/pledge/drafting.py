"""Changing what a draft says: pure, content in and new content out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from app.pledge.promises import KEY
from app.pledge.services import history

Content = Mapping[str, Any]


def with_texts(content: Content, **texts: Any) -> dict[str, Any]:
    """With another title, intro, source or list of what to verify."""
    return {**content, **texts}


def with_promise(content: Content, promise: Content) -> dict[str, Any]:
    """With this promise in place of the one that has its key, or else at the end."""
    promises = list(content["promises"])
    for place, one in enumerate(promises):
        if one["key"] == promise["key"]:
            promises[place] = dict(promise)
            return {**content, "promises": promises}
    return {**content, "promises": [*promises, dict(promise)]}


def without_promise(content: Content, key: str) -> dict[str, Any]:
    return {**content, "promises": [one for one in content["promises"] if one["key"] != key]}


def moved(content: Content, key: str, steps: int) -> dict[str, Any]:
    """With this promise so many places further on (or, below nought, back), as far as it goes."""
    promises = list(content["promises"])
    place = next(n for n, one in enumerate(promises) if one["key"] == key)
    promises.insert(max(0, place + steps), promises.pop(place))
    return {**content, "promises": promises}


def promise_in(content: Content, key: str) -> dict[str, Any] | None:
    return next((one for one in content["promises"] if one["key"] == key), None)


def next_key(council_code: str, content: Content) -> str:
    """A key that no promise of this council has ever had: ratings are counted by it for good."""
    texts = [content, *(pledge.content for pledge in history(council_code))]
    return _after(one["key"] for text in texts for one in text["promises"])


def _after(keys: Iterable[str]) -> str:
    split = [(key.rstrip("0123456789"), key) for key in keys if KEY.fullmatch(key)]
    letters = Counter(letter for letter, _key in split).most_common(1)
    first = letters[0][0] if letters else "P"
    numbers = [int(key.removeprefix(first)) for letter, key in split if letter == first]
    return f"{first}{max(numbers, default=0) + 1}"
