"""Hints that teach how to ask well. They never stop anybody: every one may be left as it is.

Pure: a question in, hints out. What they look for is in `hint_words`,
`leading`, `double`, `negative` and `app.core.plain_words`.
"""

import re
from collections.abc import Callable, Iterator

from app.core.i18n import _
from app.core.in_line import apart
from app.core.plain_words import WORDS, Hint, Readers, office_words, reading_hints
from surveys.building.ages import words_for
from surveys.building.asks_danger import asks_of_danger
from surveys.building.budget import ANYBODY, groups_of, is_telling
from surveys.building.chosen_for import chosen_for_hints
from surveys.building.content import Content, Question, codes_of, later_than
from surveys.building.double import double_question
from surveys.building.hint_words import (
    BAD,
    DONT_KNOW,
    GOOD,
    NEGATIVE,
    OK,
    OR_NOT,
    YOUNGEST,
)
from surveys.building.leading import leading
from surveys.building.negative import only_says_which, without_not
from surveys.building.passed_by import passed_by_hints
from surveys.building.picture_hints import same_pictures
from surveys.building.rules import written_rules
from surveys.building.texts import AGE_WORDS, WITH_CHOICES
from surveys.building.who_you_are import asks_for_a_name


def hints_for(question: Question, ages: list[str]) -> list[Hint]:
    """What could be asked better, for those who are asked this question."""
    found = [*chosen_for_hints(question, ages)]
    found += [hint for look in LOOKS for hint in look(question)]
    found += [hint for one in ages[:1] for hint in _reading(words_for(question, one), one)]
    return found


def _texts(question: Question) -> list[str]:
    """All that is read of it."""
    labels = (choice["label"] for choice in question.get("choices", ()))
    return [question["ask"], question.get("hint", ""), *labels]


def _reading(question: Question, ages: str) -> Iterator[Hint]:
    """How it reads for the youngest who are asked it."""
    return reading_hints(_texts(question), Readers(YOUNGEST[ages], AGE_WORDS[ages]))


def _found_by_it(question: Question) -> Iterator[Hint]:
    """Where the answer alone says who somebody is."""
    if asks_for_a_name(question["ask"]):
        words = _(
            "This asks who somebody is. Whoever answers it can be found, with all else they say"
            " here. Please leave it out: nobody has to say who they are."
        )
        yield Hint("found_by_it", words, first=True)
    elif is_telling(question) and groups_of(question) == ANYBODY:
        words = _(
            "In words of their own, somebody may say here who they are, and then they can be found."
            " Give them answers to pick, or leave it out."
        )
        yield Hint("found_by_it", words, first=True)


def _leading(question: Question) -> Iterator[Hint]:
    found = leading(question["ask"])
    if found is not None:
        yield Hint(
            "leading",
            _("This gives away which answer you hope for. Ask so that every answer is fine."),
            found,
        )


def _double(question: Question) -> Iterator[Hint]:
    if question["type"] in ("long_text", "short_text", "several_choices"):
        return
    found = double_question(question["ask"])
    if found is not None:
        yield Hint(
            "double",
            _("These are two questions in one. Somebody may say yes to one and no to the other."),
            " ".join(leading(one) or one for one in found),
        )


def _negative(question: Question) -> Iterator[Hint]:
    ask = OR_NOT.sub("", question["ask"])
    many = len(NEGATIVE.findall(ask))
    answers_no = question["type"] in ("agreement", "yes_no_not_sure")
    says_not = re.search(r"\b(?:not|never|\w+n['’]t)\b", ask, re.IGNORECASE)
    own = answers_no and says_not and leading(ask) is None and not only_says_which(ask)
    if many > 1 or own:
        yield Hint(
            "negative",
            _("Saying no to a “not” is hard to work out. Ask about what is there."),
            without_not(question["ask"]) if many == 1 else "",
        )


def _no_dont_know(question: Question) -> Iterator[Hint]:
    labels = [choice["label"] for choice in question.get("choices", ())]
    if question["type"] in WITH_CHOICES and not any(DONT_KNOW.search(one) for one in labels):
        yield Hint(
            "no_dont_know",
            _("Somebody who does not know has nothing to pick. You can add this answer:"),
            "I don’t know",
        )


def _one_sided(question: Question) -> Iterator[Hint]:
    if question["type"] not in WITH_CHOICES or question["type"] == "several_choices":
        return
    sides = {_side(choice["label"]) for choice in question.get("choices", ())} - {None}
    if sides == {"good"}:
        yield Hint(
            "one_sided", _("There are only good answers. Add one for a bad time:"), "Not good"
        )
    if sides == {"bad"}:
        yield Hint("one_sided", _("There are only bad answers. Add one for a good time:"), "Good")


def _side(label: str) -> str | None:
    words = {word.casefold() for word in WORDS.findall(label)}
    if words & OK:
        return "between"
    if DONT_KNOW.search(label):
        return None
    good, bad = bool(words & GOOD), bool(words & BAD)
    return "good" if good and not bad else "bad" if bad and not good else None


def _office_words(question: Question) -> Iterator[Hint]:
    return office_words(_texts(question))


def _safety(question: Question) -> Iterator[Hint]:
    if codes_of(question) and not question.get("alert_on") and asks_of_danger(question):
        yield Hint(
            "safety",
            _(
                "Somebody may say here that they are not safe. Under “Tell a safe adult” you can"
                " pick the answers that tell one."
            ),
            first=True,
        )


LOOKS: tuple[Callable[[Question], Iterator[Hint]], ...] = (
    _found_by_it, _safety, _leading, _double, _negative, _no_dont_know,
    _one_sided, _office_words, same_pictures,
)  # fmt: skip


def _way(content: Content, question: Question) -> Iterator[Hint]:
    """A way for some, to where everybody goes on in any case."""
    rules = written_rules(question)
    following = later_than(content, question["key"])
    somebodys = {rule["go"] for rule in rules if "when" in rule}
    everybodys = all("when" in rule for rule in rules)
    if everybodys and following and following[0]["key"] in somebodys:
        yield Hint(
            "way",
            _(
                "Everybody goes on to “%(ask)s” in any case. Under “What comes next” you can say"
                " that it is only for some.",
                ask=apart(following[0]["ask"]),
            ),
        )


def hints_by_question(content: Content, asked_at: Callable) -> dict[str, list[Hint]]:
    """The hints of every question that has any, by its key."""
    found = {
        one["key"]: [
            *passed_by_hints(content, one),
            *_way(content, one),
            *hints_for(one, asked_at(content, one)),
        ]
        for one in content["questions"]
    }
    return {key: hints for key, hints in found.items() if hints}
