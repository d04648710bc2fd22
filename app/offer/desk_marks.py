"""Two values of a field beside each other, with the words that only one of them has marked."""

from markupsafe import Markup

from app.offer.differences import marked

BETWEEN = " · "
"""Between the lines of one value."""


def marks_in(before: list[str], after: list[str]) -> tuple[Markup, Markup]:
    """Both values, given as their lines."""
    left, right = marked(BETWEEN.join(before), BETWEEN.join(after))
    return _with(left, "del"), _with(right, "ins")


def _with(runs: list[tuple[bool, str]], tag: str) -> Markup:
    mark = Markup(f"<{tag}>{{}}</{tag}>")
    return Markup(" ").join(mark.format(words) if alone else words for alone, words in runs)
