"""Hints on the pictures beside answers: whoever cannot read picks by them. Pure."""

from collections import Counter
from collections.abc import Iterator

from app.core.i18n import _
from app.core.plain_words import Hint
from surveys.building.content import Question
from surveys.building.texts import WITH_PICTURES


def same_pictures(question: Question) -> Iterator[Hint]:
    """Several answers with one picture."""
    if question["type"] not in WITH_PICTURES:
        return
    choices = question.get("choices", ())
    drawn = Counter(one.get("symbol") for one in choices)
    alike = [f"“{one['label']}”" for one in choices if drawn[one.get("symbol")] > 1]
    if alike:
        yield Hint(
            "same_pictures",
            _(
                "Some answers have the same picture: %(answers)s. Whoever cannot read yet tells"
                " them apart by the picture, so give each its own.",
                answers=", ".join(alike),
            ),
        )
