"""What the desk puts forward for a comment, best first, and where each of it comes from.

What a person put forward stands before anything a machine says, and what the young person picked
before that. A sub-theme is called their own choice only when its own words were what they picked: a
tapped picture that says "Where I live" stands for one here, and the coder is told which picture.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from feedback.models import Coding
from feedback.theming.codebook import codebook
from feedback.theming.suggestions import Suggestion
from surveys.models import Answer
from surveys.services import definition_of

SHOWN = 3
"""Offers that are shown at once, as many as a comment may have; the others come after a look."""

OWN, PICTURE, TICKED = "own", "picture", "ticked"
PROPOSED, SURE, GUESS = "proposed", "sure", "guess"


@dataclass(frozen=True)
class Offer:
    """One sub-theme put forward."""

    sub_theme: str
    source: str
    """OWN, PICTURE or TICKED from the young person, PROPOSED by an adult, SURE or a GUESS."""
    words: Sequence[str] = ()
    """The words of the comment that led the machine to it."""
    picked: Sequence[str] = ()
    """What was on the picture or beside the box they picked: English, msgids."""


def offers_for(
    answer: Answer, standing: Iterable[Coding], suggestions: Iterable[Suggestion]
) -> list[Offer]:
    """What people put forward (`standing`, in its order), then what the machine suggests."""
    by_name = {suggestion.sub_theme: suggestion for suggestion in suggestions}
    offers = []
    for row in standing:
        if row.proposed_by != "machine":
            suggestion = by_name.pop(row.sub_theme, None)
            source, picked = _source(answer, row)
            offers.append(
                Offer(row.sub_theme, source, suggestion.words if suggestion else (), picked)
            )
    return offers + [
        Offer(one.sub_theme, SURE if one.sure else GUESS, one.words) for one in by_name.values()
    ]


def _source(answer: Answer, row: Coding) -> tuple[str, tuple[str, ...]]:
    if row.proposed_by != "child":
        return PROPOSED, ()
    picked = list(_picked(answer, row.sub_theme))
    labels = tuple(dict.fromkeys(label for _type, label in picked))
    known = codebook().get(row.sub_theme)
    if not picked or (known and known.child_label in labels):
        return OWN, ()
    return PICTURE if picked[0][0] == "picture_choice" else TICKED, labels


def _picked(answer: Answer, sub_theme: str) -> Iterable[tuple[str, str]]:
    """Kind of question and label of everything they picked that stands for this sub-theme."""
    given = {row.question_key: row.choices or () for row in answer.response.answers}
    for question in definition_of(answer.response).questions:
        for choice in question.choices:
            if choice.sub_theme == sub_theme and choice.code in given.get(question.key, ()):
                yield question.type, choice.label
