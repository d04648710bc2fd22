"""Showing in a comment which of its words led to what is put forward."""

from collections.abc import Iterable
from itertools import pairwise

from markupsafe import Markup, escape


def highlighted(text: str, found: Iterable[str]) -> Markup:
    """The text, escaped, with every place where one of the words stands in <mark>."""
    return Markup("").join(
        Markup("<mark>{}</mark>").format(piece) if is_marked else escape(piece)
        for piece, is_marked in marked(text, found)
    )


def marked(text: str, found: Iterable[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is one of the words. Joined, they are the text."""
    inside = [False] * len(text)
    for word in set(found):
        at = text.find(word)
        while word and at >= 0:
            if _stands_alone(text, at, at + len(word)):
                inside[at : at + len(word)] = [True] * len(word)
            at = text.find(word, at + len(word))
    edges = [n for n in range(1, len(text)) if inside[n] != inside[n - 1]]
    return [(text[a:b], inside[a]) for a, b in pairwise([0, *edges, len(text)]) if a < b]


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start - 1].isalnum()
    return not before and not text[end : end + 1].isalnum()
