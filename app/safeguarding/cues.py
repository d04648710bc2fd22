"""Cues: words in English that mean a person should look at once.

A word list hurries a message up the queue. It never moves one down, and nothing is left unread
because it found nothing: measured, lists miss about one worrying message in five or more, because
children say it in their own way. Text in another language is not scanned at all: it goes straight
to a person.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from app.safeguarding.wording import Slips, words_of

FILE = Path(__file__).with_name("cues.yaml")
OF_OTHERS = Path(__file__).with_name("cues_of_others.yaml")
RED, AMBER, NONE = "red", "amber", "none"
OTHER_LANGUAGE = "OTHER_LANGUAGE"
NO_WORDS = "NO_WORDS"


@dataclass(frozen=True)
class Group:
    """A kind of danger, and the words that hint at it."""

    id: str
    label: str
    level: str


@dataclass(frozen=True)
class Finding:
    """What a scan found: red, amber or none, and the ids of the groups (strongest first)."""

    level: str
    cues: tuple[str, ...] = ()


class CueList:
    """The list of cues.yaml, and what cues_of_others.yaml adds to its groups, ready to look things
    up in.
    """

    def __init__(self, data: dict, of_others: dict) -> None:
        self.version = str(data["version"])
        self.groups = {g["id"]: Group(g["id"], g["label"], g["level"]) for g in data["groups"]}
        self.strong: dict[tuple[str, ...], list[str]] = {}
        self.weak: dict[tuple[str, ...], list[str]] = {}
        self.patterns: dict[str, re.Pattern[str]] = {}
        hidden = [*data["never"]]
        for group in data["groups"]:
            for kind, phrases in (("strong", self.strong), ("weak", self.weak)):
                for phrase in group[kind]:
                    phrases.setdefault(tuple(words_of(phrase)), []).append(group["id"])
            if patterns := group["patterns"] + _with_parts(of_others, group["id"]):
                self.patterns[group["id"]] = _joined(patterns)
            hidden += group["false_alarms"]
        self.hidden = _any_of(hidden)
        phrases = [*self.strong, *self.weak]
        self.longest = max(map(len, phrases))
        self.begin_phrases = frozenset(phrase[0] for phrase in phrases)
        self.slips = Slips(
            (word for phrase in phrases for word in phrase), data["nearly_cues"].split()
        )
        self.english = frozenset(data["english"].split())

    def knows(self, word: str) -> bool:
        """True for a word of English that is common, or a cue."""
        return word in self.english or word in self.slips.known

    def scan(self, text: str) -> Finding:
        """What English `text` hints at."""
        line = self._line(text)
        strong = {group for group, found in self.patterns.items() if found.search(line)}
        strong |= self._phrases(self.strong, line.split())
        weak = self._phrases(self.weak, line.split()) - strong
        return self._judge(strong, weak)

    def traces(self, text: str) -> dict[str, list[str]]:
        """The words of English `text` that led to each group, as they were looked up, for whoever
        may read the text. Two spellings of a word are one here.
        """
        line, found = self._line(text), {}
        for group, pattern in self.patterns.items():
            for match in pattern.finditer(line):
                found.setdefault(group, []).append(match[0])
        for phrases in (self.strong, self.weak):
            for group, phrase in sorted(self._pairs(phrases, line.split())):
                found.setdefault(group, []).append(phrase)
        return {group: list(dict.fromkeys(phrases)) for group, phrases in found.items()}

    def _line(self, text: str) -> str:
        words = [self.slips.mend(word) for word in words_of(text)]
        # A full stop is no word, so that no phrase reaches across what was hidden.
        return self.hidden.sub(" . ", " ".join(words))

    def _phrases(self, phrases: dict[tuple[str, ...], list[str]], words: list[str]) -> set[str]:
        return {group for group, _phrase in self._pairs(phrases, words)}

    def _pairs(
        self, phrases: dict[tuple[str, ...], list[str]], words: list[str]
    ) -> set[tuple[str, str]]:
        return {
            (group, " ".join(words[start:end]))
            for start, word in enumerate(words)
            if word in self.begin_phrases
            for end in range(start + 1, min(start + self.longest, len(words)) + 1)
            for group in phrases.get(tuple(words[start:end]), ())
        }

    def _judge(self, strong: set[str], weak: set[str]) -> Finding:
        reds = sorted(group for group in strong if self.groups[group].level == RED)
        cues = (*reds, *sorted(strong.difference(reds)), *sorted(weak))
        if reds:
            return Finding(RED, cues)
        return Finding(AMBER if strong or len(weak) > 1 else NONE, cues)


def scan(text: str, language: str = "en") -> Finding:
    """What a text hints at; one that is not English, or has no words, is amber: for a person.

    Empty text is `none`. Negation never cancels a cue.
    """
    if not text.strip():
        return Finding(NONE)
    if not any(letter.isalpha() for letter in text):
        return Finding(NONE if any(c.isdigit() for c in text) else AMBER, (NO_WORDS,))
    if language != "en" or not looks_english(text):
        return Finding(AMBER, (OTHER_LANGUAGE,))
    return cue_list().scan(text)


def traces(texts: Iterable[str], groups: Iterable[str]) -> dict[str, list[str]]:
    """Of these groups of cues, the words in `texts` that led to them, each once. A group for which
    none is found is left out.
    """
    found: dict[str, list[str]] = {}
    for text in texts:
        for group, phrases in cue_list().traces(text).items():
            found.setdefault(group, []).extend(phrases)
    return {group: list(dict.fromkeys(found[group])) for group in groups if group in found}


def looks_english(text: str) -> bool:
    """False when most letters are not Latin, or when words hold none that English has.

    Three words or more are judged so, and two if a letter is not English; one word may be a name.
    """
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(letter < "ɐ" for letter in letters)
    if latin * 2 < len(letters):
        return False
    words = words_of(text)
    enough = 3 if text.isascii() else 2
    return len(words) < enough or any(cue_list().knows(word) for word in words)


@lru_cache(maxsize=1)
def cue_list() -> CueList:
    """The cues that ship."""
    return CueList(read_list(FILE), read_list(OF_OTHERS))


def read_list(file: Path) -> dict:
    """What is in one of the two files."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _with_parts(of_others: dict, group: str) -> list[str]:
    """The patterns this adds to a group, each name in braces replaced by the part it stands for."""
    patterns = of_others["patterns"].get(group, [])
    for name, part in of_others["parts"].items():
        patterns = [pattern.replace(f"{{{name}}}", part) for pattern in patterns]
    return patterns


def _joined(patterns: list[str]) -> re.Pattern[str]:
    """One expression that finds what any of these does.

    Every pattern begins where a word does, so only there are they tried, and no part is kept apart:
    a text is looked through in less than half the time.
    """
    begun = (pattern.removeprefix(r"\b") for pattern in patterns)
    apart = re.compile(r"(?<!\\)\((?!\?)")
    return re.compile(r"\b(?=\w)(?:" + "|".join(apart.sub("(?:", one) for one in begun) + ")")


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    normal = sorted({" ".join(words_of(phrase)) for phrase in phrases}, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, normal)) + r")\b")
