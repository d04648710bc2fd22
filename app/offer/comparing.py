"""The two councils' offers side by side: what differs first, then what is the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from app.accounts.models import Council
from app.core.i18n import _l
from app.offer.ages import shown
from app.offer.models import Entitlement
from app.offer.reasons import age_words
from app.offer.texts import STRENGTHS
from app.offer.words import Said, Words


@dataclass(frozen=True)
class Row:
    """One thing about a topic, in each council's words."""

    label: str
    cells: list[list[Said | Markup | str]]
    """By council, the sentences; none where a council says nothing about it."""

    @property
    def same(self) -> bool:
        first, *others = [[str(words) for words in cell] for cell in self.cells]
        return all(other == first for other in others)


@dataclass(frozen=True)
class Topic:
    """What the councils' lines on the same thing say."""

    titles: list[tuple[Entitlement, Words] | None]
    """By council; None for a council that has no line on it."""
    different: list[Row]
    same: list[Row]

    @property
    def name(self) -> str:
        return self._first[0].topic

    @property
    def title(self) -> Said:
        """What the first council calls its line."""
        return self._first[1].title

    @property
    def _first(self) -> tuple[Entitlement, Words]:
        return next(one for one in self.titles if one)


@dataclass(frozen=True)
class Comparison:
    topics: list[Topic]
    """On which at least one council has a line of its own: those on which both do come first."""
    everywhere: list[tuple[Entitlement, Words]]
    """The same wherever you are."""

    def same(self) -> list[tuple[str, list[tuple[Entitlement, Words]]]]:
        """What is the same, under its headings."""
        grouped = groupby(self.everywhere, key=lambda one: one[0].heading)
        return [(heading, list(lines)) for heading, lines in grouped]


ROWS = (
    (_l("What it is"), lambda line, words: [words.text]),
    (_l("How much"), lambda line, words: [words.amount] if words.amount else []),
    (_l("How old you are"), lambda line, _words: [age_words(*span) for span in shown(line)]),
    (_l("Only if"), lambda line, words: list(words.conditions)),
    (_l("How to ask"), lambda line, words: [words.how] if words.how else []),
    (_l("Why you get it"), lambda line, _words: [STRENGTHS[line.strength]]),
)


def compare(lines: Iterable[Entitlement], councils: Sequence[Council]) -> Comparison:
    """These lines, of these councils in this order."""
    everywhere, by_topic = [], {}
    for line in lines:
        said = (line, Words.of(line.content))
        if line.council_code is None:
            everywhere.append(said)
        else:
            by_topic.setdefault(line.topic, {})[line.council_code] = said
    topics = [_topic([one.get(council.code) for council in councils]) for one in by_topic.values()]
    topics.sort(key=lambda topic: None in topic.titles)
    return Comparison(topics, everywhere)


def _topic(titles: list[tuple[Entitlement, Words] | None]) -> Topic:
    rows = [
        Row(str(label), [[] if one is None else say(*one) for one in titles]) for label, say in ROWS
    ]
    said = [row for row in rows if any(row.cells)]
    return Topic(titles, [row for row in said if not row.same], [row for row in said if row.same])
