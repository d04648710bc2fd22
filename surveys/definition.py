"""What a form asks: the frozen JSON of a definition, as named things.

Nothing here reads files or the database. A definition that passed `surveys.checking` always
builds; the shape is published in `schema.json`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

END = "end"


@dataclass(frozen=True)
class Choice:
    """One thing that may be picked. The code is stored; the label is read (English, a msgid)."""

    code: str
    label: str
    symbol: str | None = None
    sub_theme: str | None = None
    alone: bool = False
    """Whether it contradicts every other choice: none of these, nobody, I don't know."""


@dataclass(frozen=True)
class Rule:
    """Go to `go` when any of `when` was chosen; an empty `when` always holds."""

    go: str
    when: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Question:
    """One question, asked on a page of its own. Texts are English and are gettext msgids."""

    key: str
    type: str
    ask: str
    hint: str | None = None
    why: str | None = None
    purpose: str | None = None
    section: str | None = None
    """The part of the form it stands in."""
    choices: tuple[Choice, ...] = ()
    rules: tuple[Rule, ...] = ()
    alert_on: frozenset[str] = frozenset()
    """Answers that say: I may not be safe."""
    only_by_name: bool = False
    """Not asked of somebody who does not give their name."""


@dataclass(frozen=True)
class Given:
    """One answer: codes that were chosen, or words that were typed. Neither means skipped."""

    choices: tuple[str, ...] = ()
    words: str | None = None

    @property
    def skipped(self) -> bool:
        return not self.choices and not self.words


@dataclass(frozen=True)
class Definition:
    """A whole form."""

    key: str
    kind: str
    title: str
    symbol: str
    intro: str
    thanks: str
    questions: tuple[Question, ...]
    listed: bool = True
    urgent: bool = False
    council: str | None = None
    """The council it is about: what is sent without a name goes there."""
    without_a_name: str | None = None
    """What nobody can do for somebody who answers it without their name."""
    _by_key: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = {question.key: place for place, question in enumerate(self.questions)}
        object.__setattr__(self, "_by_key", places)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every question key, in the order written."""
        return tuple(question.key for question in self.questions)

    @cached_property
    def alerting(self) -> dict[str, frozenset[str]]:
        """The codes that say somebody may not be safe, by the question they are picked in."""
        return {one.key: one.alert_on for one in self.questions if one.alert_on}

    @cached_property
    def asked_without_a_name(self) -> "Definition":
        """The form as it is asked of somebody who does not give their name."""
        if not any(question.only_by_name for question in self.questions):
            return self
        left = tuple(question for question in self.questions if not question.only_by_name)
        return replace(self, questions=left)

    def question(self, key: str) -> Question | None:
        """The question called `key`, or None."""
        place = self._by_key.get(key)
        return None if place is None else self.questions[place]

    def after(self, key: str) -> str | None:
        """The key written after `key` in the file, or None at the end."""
        place = self._by_key[key] + 1
        return self.questions[place].key if place < len(self.questions) else None

    def with_purpose(self, purpose: str) -> Question | None:
        """The first person question with this purpose, a word of schema.json, or None."""
        return next((q for q in self.questions if q.purpose == purpose), None)


def build(data: Mapping[str, Any]) -> Definition:
    """The definition in `data`, which must follow schema.json. KeyError if a part is missing."""
    return Definition(
        key=data["key"],
        kind=data["kind"],
        title=data["title"],
        symbol=data["symbol"],
        intro=data["intro"],
        thanks=data["thanks"],
        listed=data.get("listed", True),
        urgent=data.get("urgent", False),
        council=data.get("council"),
        without_a_name=data.get("without_a_name"),
        questions=tuple(_questions(data["questions"])),
    )


def _questions(written: Iterable[Mapping[str, Any]]) -> Iterator[Question]:
    section = None
    for data in written:
        section = data.get("section", section)
        yield _question(data, section)


def _question(data: Mapping[str, Any], section: str | None) -> Question:
    return Question(
        key=data["key"],
        type=data["type"],
        ask=data["ask"],
        hint=data.get("hint"),
        why=data.get("why"),
        purpose=data.get("purpose"),
        section=section,
        choices=tuple(Choice(**choice) for choice in data.get("choices", ())),
        rules=rules_of(data),
        alert_on=frozenset(data.get("alert_on", ())),
        only_by_name=data.get("only_by_name", False),
    )


def rules_of(question: Mapping[str, Any]) -> tuple[Rule, ...]:
    """The routes written under a question: `next: key`, or a list of `when` and `go`."""
    written = question.get("next", [])
    if isinstance(written, str):
        return (Rule(written),)
    return tuple(Rule(rule["go"], frozenset(rule.get("when", ()))) for rule in written)
