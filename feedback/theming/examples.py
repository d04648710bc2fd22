"""Coded comments, as something to learn from."""

from dataclasses import dataclass

FEWEST = 6
"""Coded examples from which a theme is learned; with fewer its word list speaks for it."""


class TooLittle(Exception):
    """There is not enough coding to learn from."""


@dataclass(frozen=True)
class Example:
    """A comment and what people said it is about; no themes at all is an answer too."""

    text: str
    themes: frozenset[str]
    question: str | None = None
    language: str = "en"
