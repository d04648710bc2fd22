"""What an interpreter typed: many texts on one page, none of which is lost."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from surveys.inviting.forms import has_control_signs
from surveys.inviting.texts import ENGLISH_CHANGED, NO_WORDS, PERCENT, TOO_LONG
from surveys.texts import NOT_TEXT

WORDS, SEEN = "words-", "seen-"
"""How the names of the fields begin; they end with the digest of the English."""
MOST = 2000
"""Letters of one text."""


@dataclass
class Typed:
    """What was kept, and what will not do, by the digest of its English."""

    kept: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    """What was typed and is not kept."""
    problems: dict[str, str] = field(default_factory=dict)
    status: int = 422
    lost: dict[str, str] = field(default_factory=dict)
    """What was typed beside English that is there no more."""

    @classmethod
    def all_of(cls, sent: Mapping[str, str]) -> "Typed":
        """Everything that was typed, of which nothing is kept."""
        return cls(words={name.removeprefix(WORDS): said for name, said in _fields(sent)})

    def fails(self, digest: str, words: str, problem: str, status: int = 422) -> None:
        self.words[digest], self.problems[digest] = words, str(problem)
        self.status = max(self.status if len(self.problems) > 1 else status, status)

    @property
    def summary(self) -> list[tuple[str, str]]:
        """(id of the field, what is wrong) of each."""
        return [(f"w{digest}", problem) for digest, problem in self.problems.items()]

    def find_lost(self, known: Collection[str], sent: Mapping[str, str]) -> None:
        """What was typed for English that is not among these `known` digests any more."""
        for name, said in _fields(sent):
            digest = name.removeprefix(WORDS)
            if digest not in known and said.strip():
                self.lost[digest] = said
                self.fails(digest, said, ENGLISH_CHANGED, status=409)


def _fields(sent: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, said) for name, said in sent.items() if name.startswith(WORDS)]


def written(words: str) -> str:
    """As it is kept: plain line ends, and nothing at either end."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def what_is_wrong(words: str) -> str | None:
    """Why these words cannot be kept; None if they can."""
    if not words.strip():
        return NO_WORDS
    if "%" in words:
        return PERCENT
    if len(words) > MOST:
        return TOO_LONG % {"max": MOST}
    return NOT_TEXT if has_control_signs(words) else None
