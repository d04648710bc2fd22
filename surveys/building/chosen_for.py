"""What of a question was chosen for other words than it has now. Pure.

Whoever changes what is asked may leave the answers that tell a safe adult, the easier words and the
reason as they were. Whether they still fit only a person can say: so it is kept for which words
they were chosen, as `chosen_for`, until they are changed too or the question is kept once more.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from app.core.i18n import _
from app.core.plain_words import Hint
from surveys.building.ages import YOUNGER
from surveys.building.content import Question, with_alert_on
from surveys.rewording import bare

THESE = ("alert_on", "easier", "why")


def remembering(before: Question, now: Question) -> dict[str, Any]:
    """The question as it is now, with the words for which the rest was chosen, where they differ.
    `before` is how it was; a new one asked nothing.
    """
    old = before.get("chosen_for", {})
    found = {
        name: old.get(name, _words(before, name))
        for name in THESE
        if before.get(name)
        and now.get(name) == before[name]
        and bare(_words(now, name)) != bare(_words(before, name))
    }
    left = {name: words for name, words in found.items() if bare(words) != bare(_words(now, name))}
    plain = {name: value for name, value in now.items() if name != "chosen_for"}
    return {**plain, "chosen_for": left} if left else plain


def _words(question: Question, name: str) -> str:
    """The words that this belongs to: what is asked, and what the answers are called."""
    easier = question.get("easier", {}).get("choices", ())
    codes = {
        "alert_on": question.get("alert_on", ()),
        "easier": [one["code"] for one in easier],
        "why": (),
    }[name]
    labels = [one["label"] for one in question.get("choices", ()) if one["code"] in codes]
    return " · ".join([question["ask"], *labels])


def told_anew(question: Question, codes: Iterable[str]) -> dict[str, Any]:
    """With a safe adult told of these answers: they are chosen for the words it has now."""
    marked = with_alert_on(question, codes)
    left = dict(marked.pop("chosen_for", {}))
    if marked.get("alert_on") != question.get("alert_on"):
        left.pop("alert_on", None)
    return {**marked, "chosen_for": left} if left else marked


def chosen_for_hints(question: Question, ages: Iterable[str]) -> Iterator[Hint]:
    """To look again at what was chosen for other words, and is read at these ages."""
    left = question.get("chosen_for", {})
    if "alert_on" in left:
        yield Hint(
            "told_for_other_words",
            _(
                "The words are new, and who is told is as it was. Look again: which answers should"
                " tell a safe adult? If they are right, keep the question again. They were picked"
                " for:"
            ),
            left["alert_on"],
            first=True,
        )
    if "easier" in left and not set(YOUNGER).isdisjoint(ages):
        yield Hint(
            "easier_for_other_words",
            _(
                "The words are new, and the easier words for those under 11 are as they were. Look"
                " again: both must ask the same. If they do, keep the question again. They were"
                " written for:"
            ),
            left["easier"],
            first=True,
        )
    if "why" in left:
        yield Hint(
            "why_for_other_words",
            _(
                "The words are new, and why you ask it is as it was. Look if it still fits. It was"
                " written for:"
            ),
            left["why"],
        )
