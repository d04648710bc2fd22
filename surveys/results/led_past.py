"""What the ways of a survey tell whoever reads its counts.

Whoever picked an answer that leads past a question is not among those who answered that one. So
where nearly all who answered the survey answered the question too, few picked the other answer; the
gate has to know this, or it would hide that count and show what tells it.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial

from app.core.counting import EVERYONE, CountTable, Unit
from app.core.disclosure_attack import How, Relation
from surveys.definition import Definition
from surveys.results.cuts import Asked
from surveys.results.tabling import codes_of
from surveys.routing import still_to_come

Past = tuple[str, str, tuple[str, ...]]
"""A question, an earlier one, and the codes of the earlier one of which nobody who picked them
answered the first.
"""


def led_past(asked: Asked) -> Iterator[Past]:
    """By every version that asks both. Of several that can be picked, each code by itself."""
    versions = [Version(one) for one in asked.by_ages.values()]
    for earlier, question in asked.questions.items():
        several = question.type == "several_choices"
        for key in (one for one in asked.questions if one != earlier):
            asking = [one for one in versions if {earlier, key} <= one.keys]
            codes = tuple(
                code
                for code in codes_of(question)
                if asking and all(one.leads_past(earlier, code, key) for one in asking)
            )
            if several:
                yield from ((key, earlier, (code,)) for code in codes)
            elif codes:
                yield key, earlier, codes


class Version:
    """What a survey asks of one age, and which of it can still come after an answer."""

    def __init__(self, definition: Definition) -> None:
        self.keys = frozenset(definition.keys)
        self.to_come = cache(partial(still_to_come, definition))

    def leads_past(self, earlier: str, code: str, key: str) -> bool:
        """True if whoever picked the code is never asked the other question, before or after."""
        return key not in self.to_come(earlier, code) and earlier not in self.to_come(key)


def tables_of_ways(
    name: str, past: Sequence[Past], tables: Sequence[CountTable], groups: Sequence[str] = ()
) -> Iterator[CountTable]:
    """The relations between these tables, with the counts they join: for everybody and each group.
    `past` is what `led_past` says of the survey.

    One that the true counts do not bear out, because a row was written otherwise, is no fact.
    """
    counts = {cell: number for table in tables for cell, number in table.counts.items()}
    for key, earlier, codes in past:
        for group in [*groups, EVERYONE]:
            parts = (f"{key}/{EVERYONE}/{group}", *(f"{earlier}/{one}/{group}" for one in codes))
            whole = f"{name}/responses/{group}"
            relation = Relation(How.APART, whole, tuple(f"{name}/{one}" for one in parts))
            if _is_a_fact(relation, counts):
                cells = (*relation.parts, whole)
                yield CountTable(Unit.COMMENTS, {one: counts[one] for one in cells}, (relation,))


def _is_a_fact(relation: Relation, counts: Mapping[str, int]) -> bool:
    return {relation.whole, *relation.parts} <= counts.keys() and relation.holds(counts)
