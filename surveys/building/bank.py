"""The bank of good questions, from `bank.yaml`: found by age, theme and words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.core.i18n import gettext
from surveys.building.ages import ages_of
from surveys.building.content import Content, keys_of, new_key
from surveys.reading import read
from surveys.survey_texts import texts_in

FILE = Path(__file__).with_name("bank.yaml")
OWN_WORDS = ("ask", "hint", "why")
AGED = {
    "age_under_7": ("4_7",),
    "age_7_11": ("4_7", "8_11"),
    "age_11_15": ("8_11", "11_17"),
    "age_16": ("11_17", "care_leavers"),
}
"""For which ages of a survey an answer to how old somebody is can be true."""


@dataclass(frozen=True)
class Ready:
    """A question that can be asked as it is."""

    id: str
    """Its key in every survey, so that they can be compared."""
    ages: tuple[str, ...]
    theme: str
    question: Mapping[str, Any]


@cache
def bank() -> tuple[Ready, ...]:
    """Every question there is, in the order of the file."""
    return tuple(
        Ready(one["id"], tuple(one["ages"]), one["theme"], one["question"])
        for one in read(FILE).data["questions"]
    )


def ready_question(id: str) -> Ready | None:
    return next((one for one in bank() if one.id == id), None)


@cache
def words_at() -> Mapping[str, str]:
    """The English of every text of the bank by its place in a survey: `questions/b_trust/ask`."""
    questions = [{"key": one.id, **one.question} for one in bank()]
    return {text.place: text.english for text in texts_in({"questions": questions})}


@cache
def _words_by_ask() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for one in bank():
        words = frozenset(text.english for text in texts_in(one.question))
        easier = one.question.get("easier", {}).get("ask")
        for ask in filter(None, (one.question["ask"], easier)):
            found[ask] = found.get(ask, frozenset()) | words
    return found


def words_beside(ask: str) -> frozenset[str]:
    """The English texts of the bank's question that is asked so; none of a question of their own,
    nor of one whose words were changed.
    """
    return _words_by_ask().get(ask, frozenset())


def found(ages: Collection[str] = (), theme: str = "", words: str = "") -> list[Ready]:
    """Those that suit one of these ages, belong to this theme and hold every one of these words;
    nothing for any of them.
    """
    wanted = words.casefold().split()
    return [
        one
        for one in bank()
        if (not ages or not set(ages).isdisjoint(one.ages))
        and (not theme or theme == one.theme)
        and all(word in _said(one) for word in wanted)
    ]


def _said(ready: Ready) -> str:
    """All its words, as they are written and as the reader reads them."""
    texts = [ready.question[name] for name in OWN_WORDS if name in ready.question]
    texts += [choice["label"] for choice in ready.question.get("choices", ())]
    return " ".join([*texts, *(gettext(text) for text in texts)]).casefold()


def taken_from(ready: Ready, content: Content) -> dict[str, Any]:
    """The question as it goes into this survey: under its own key, or another if that is there
    already, and for those of the survey's ages that it suits.
    """
    key = new_key(content) if ready.id in keys_of(content) else ready.id
    question = {"key": key, **ready.question}
    if ready.id == "about_age":
        question["choices"] = _fitting(question["choices"], ages_of(content))
    ages = [one for one in ages_of(content) if one in ready.ages]
    return {**question, "ages": ages} if ages and ages != ages_of(content) else question


def _fitting(choices: list[dict[str, str]], ages: Collection[str]) -> list[dict[str, str]]:
    """How old those can be whom the survey is for, and whatever says no age; all, where fewer than
    two ages are left to pick from.
    """
    fitting = [one for one in choices if not set(ages).isdisjoint(AGED.get(one["code"], ages))]
    return fitting if sum(one["code"] in AGED for one in fitting) > 1 else choices
