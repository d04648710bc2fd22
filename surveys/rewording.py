"""A question that is asked again in other words, whose numbers mean something else then. Pure.

Keys and codes stay when words change, so that a slip of the pen can be put right. But whoever reads
“OK” answers something else than whoever read “Good”, and whoever has one answer more to pick from
picks another; so it is said wherever the two meet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Question = Mapping[str, Any]


@dataclass(frozen=True)
class Since:
    """What is other than last time in a question; false if nothing that counts is."""

    words: tuple[str, ...] = ()
    """Last time's words, of each place where these are others: what is asked, and the answers that
    were there both times, in the easier words too. Large letters, spaces and the sign at the end
    do not count.
    """
    added: tuple[str, ...] = ()
    """The words of the answers that nobody could pick last time."""
    gone: tuple[str, ...] = ()
    """Those of the answers that nobody can pick any more."""

    def __bool__(self) -> bool:
        return bool(self.words or self.added or self.gone)


def since(now: Question, before: Question) -> Since:
    """What has changed from the question as it was asked `before`."""
    new, old = _answers(now), _answers(before)
    return Since(
        words=tuple(_worded_before(now, before)),
        added=tuple(words for code, words in new.items() if code not in old),
        gone=tuple(words for code, words in old.items() if code not in new),
    )


def _worded_before(now: Question, before: Question) -> Iterator[str]:
    new = dict(_words(now))
    for place, words in _words(before):
        if place in new and bare(words) != bare(new[place]):
            yield words


def _answers(question: Question) -> dict[str, str]:
    return {one["code"]: one["label"] for one in question.get("choices", ())}


def _words(question: Question) -> Iterator[tuple[tuple[str, str], str]]:
    for how, one in (("", question), ("easier", question.get("easier", {}))):
        if "ask" in one:
            yield (how, ""), one["ask"]
        for choice in one.get("choices", ()):
            yield (how, choice["code"]), choice["label"]


def bare(words: str) -> str:
    """Words without what does not count."""
    return " ".join(words.casefold().split()).rstrip(" ?.!:")
