"""How a question reads for the youngest who are asked it: its sentences and its words. Pure."""

import re
from collections.abc import Iterator

from app.core.i18n import _
from surveys.building.content import Question
from surveys.building.hint import WORDS, Hint
from surveys.building.hint_words import EVERYDAY, READABLE, SAY_RATHER
from surveys.building.texts import AGE_WORDS

SENTENCES = re.compile(r"[.?!…:;]+(?:\s|$)|\n")


def reading_hints(question: Question, ages: str) -> Iterator[Hint]:
    """How it reads for the youngest who are asked it."""
    longest_sentence, longest_word = READABLE[ages]
    texts = [question["ask"], question.get("hint", "")]
    texts += [choice["label"] for choice in question.get("choices", ())]
    sentences = [part for text in texts for part in SENTENCES.split(text)]
    most = max((len(WORDS.findall(one)) for one in sentences), default=0)
    if most > longest_sentence:
        yield Hint(
            "long_sentence",
            _(
                "One sentence has %(words)s words. For this age (%(ages)s) up to %(limit)s are"
                " easy. Make two short ones of it.",
                words=most,
                ages=AGE_WORDS[ages],
                limit=longest_sentence,
            ),
        )
    long = [one for text in texts for one in WORDS.findall(text) if _is_long(one, longest_word)]
    if long:
        yield Hint(
            "long_word",
            _(
                "“%(word)s” is a long word for this age (%(ages)s). Is there a shorter one?",
                word=long[0],
                ages=AGE_WORDS[ages],
            ),
            SAY_RATHER.get(long[0].casefold(), ""),
        )


def _is_long(word: str, most: int) -> bool:
    return len(word) > most and word.casefold() not in EVERYDAY
