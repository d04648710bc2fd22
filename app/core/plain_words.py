"""How English reads for young people: hints that teach, and never stop anybody.

How long is easy follows FACTS F1 (reading age) and the Easy Read advice of 10–15 words. Pure, but
for the language that the hints are in.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from app.core.i18n import _, _l

WORDS = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
SENTENCES = re.compile(r"[.?!…:;]+(?:\s|$)|\n")

READABLE = {4: (10, 8), 8: (14, 10), 11: (18, 12), 16: (22, 14)}
"""For readers from this age on: the words of a sentence, and the letters of a word, that are still
easy.
"""

EVERYDAY = frozenset(
    "something everything anything somebody everybody brothers birthday sometimes grown-ups"
    " grown-up grandma grandpa teachers children questions question together tomorrow yesterday"
    " understand understood important different interview information participation bedroom"
    " breakfast playground favourite".split()
)
"""Long words that even the young ones say themselves."""

SAY_RATHER = {
    # NOTE: What a young person should read in place of a word that offices use.
    "placement": "home",
    "placements": "homes",
    "contact": "family time",
    "sibling": "brother or sister",
    "siblings": "brothers and sisters",
    "respite": "short stay",
    "abscond": "go missing",
    "absconded": "went missing",
    "permanence": "staying here",
    "lac": "children in care",
    "neet": "not in work or training",
    "uasc": "separated children",
    "caseload": "the young people they help",
    "disclosure": "telling someone",
    "stakeholder": "person who has a say",
    "stakeholders": "people who have a say",
    "utilise": "use",
    "regarding": "about",
    "satisfied": "happy",
    "adequate": "good enough",
    "frequently": "often",
    "accommodation": "home",
}
"""FACTS F2, from TACT's Language That Cares, and a few of the words that forms are fond of."""


@dataclass(frozen=True)
class Hint:
    """One thing that could be better. `better` are words that could stand instead, or "".

    `first` is for what may leave somebody unsafe, or found: it is shown before anything else.
    """

    code: str
    words: str
    better: str = ""
    first: bool = False


@dataclass(frozen=True)
class Readers:
    """Who reads it: how old the youngest are, and what to call their ages."""

    youngest: int
    ages: str


ANYBODY = Readers(8, _l("everybody from 8 years on"))
"""What everybody can read, a nine-year-old can."""


def hints_on(texts: Iterable[str], readers: Readers) -> list[Hint]:
    """All there is to say of how English `texts` read for these."""
    texts = list(texts)
    return [*office_words(texts), *reading_hints(texts, readers)]


@dataclass(frozen=True)
class Looked:
    """What somebody is told who asks how their words read, before they are kept."""

    hints: list[Hint]
    english: bool
    """False where nothing can be said: the words are in another language."""


def reading_hints(texts: Iterable[str], readers: Readers) -> Iterator[Hint]:
    """How English `texts` read for these: a sentence that is long, and a word that is."""
    longest_sentence, longest_word = _easy_from(readers.youngest)
    texts = list(texts)
    sentences = [part for text in texts for part in SENTENCES.split(text)]
    most = max((len(WORDS.findall(one)) for one in sentences), default=0)
    if most > longest_sentence:
        yield Hint(
            "long_sentence",
            _(
                "One sentence has %(words)s words. For this age (%(ages)s) up to %(limit)s are"
                " easy. Make two short ones of it.",
                words=most,
                ages=readers.ages,
                limit=longest_sentence,
            ),
        )
    long = next((one for one in _words_of(texts) if _is_long(one, longest_word)), None)
    if long is not None:
        yield Hint(
            "long_word",
            _(
                "“%(word)s” is a long word for this age (%(ages)s). Is there a shorter one?",
                word=long,
                ages=readers.ages,
            ),
            SAY_RATHER.get(long.casefold(), ""),
        )


def office_words(texts: Iterable[str]) -> Iterator[Hint]:
    """The first word that offices use and young people do not, with what they say."""
    for word in _words_of(texts):
        if word.casefold() in SAY_RATHER:
            yield Hint(
                "office_word",
                _("“%(word)s” is a word that offices use. You could say:", word=word),
                SAY_RATHER[word.casefold()],
            )
            return


def _easy_from(age: int) -> tuple[int, int]:
    return next((easy for first, easy in reversed(READABLE.items()) if first <= age), READABLE[4])


def _words_of(texts: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(WORDS.findall(text) for text in texts)


def _is_long(word: str, most: int) -> bool:
    return len(word) > most and word.casefold() not in EVERYDAY
