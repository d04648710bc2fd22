"""A question that is asked again in other words, whose numbers mean something else then. Pure.

Keys and codes stay when words change, so that a slip of the pen can be put right. But whoever reads
“OK” answers something else than whoever read “Good”; so it is said wherever the two meet.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Question = Mapping[str, Any]


def worded_before(now: Question, before: Question) -> list[str]:
    """Last time's words, of each place where these are others: what is asked, and the answers that
    were there both times, in the easier words too. Empty if nothing that counts has changed: large
    letters, spaces and the sign at the end do not.
    """
    new = dict(_words(now))
    return [
        words
        for place, words in _words(before)
        if place in new and _bare(words) != _bare(new[place])
    ]


def _words(question: Question) -> Iterator[tuple[tuple[str, str], str]]:
    for how, one in (("", question), ("easier", question.get("easier", {}))):
        if "ask" in one:
            yield (how, ""), one["ask"]
        for choice in one.get("choices", ()):
            yield (how, choice["code"]), choice["label"]


def _bare(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(" ?.!:")
