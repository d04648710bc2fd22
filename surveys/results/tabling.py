"""Counts of a survey as tables for the gate: what the cells are called, and how they add up.

That nobody can answer a question who did not answer the survey is no relation here. The number of
answers is shown at five or more, as five to seven at least, and so bounds nothing more closely than
the gate allows; and each question can then be attacked by itself, but those that a way leads past
(`led_past`).
"""

from collections import Counter
from collections.abc import Iterator

from app.core.counting import EVERYONE, CountTable, Unit
from app.core.disclosure_attack import How, Relation
from surveys.definition import Question
from surveys.fields.table import TYPES
from surveys.results.cuts import AGES, ALL, LEFT_CARE, Asked

Counts = Counter[tuple[str, str, str]]
"""How many, by (question key, code, group); the code of a whole is `all`."""


def responses(name: str, number: int) -> CountTable:
    return CountTable(Unit.COMMENTS, {f"{name}/responses/{EVERYONE}": number})


def responses_by(
    name: str, cut: str, number: int, people: Counter[str], groups: list[str]
) -> CountTable:
    whole = f"{name}/responses/{EVERYONE}"
    parts = {f"{name}/responses/{group}": people[group] for group in groups}
    relations = [Relation(How.SUM, whole, tuple(parts))]
    counts = {**parts, whole: number}
    if cut == AGES and LEFT_CARE in groups and len(groups) > 1:
        in_care = tuple(f"{name}/responses/{one}" for one in groups if one != LEFT_CARE)
        counts[f"{name}/responses/in_care"] = sum(counts[one] for one in in_care)
        relations.append(Relation(How.SUM, f"{name}/responses/in_care", in_care))
    return CountTable(Unit.COMMENTS, counts, tuple(relations))


def codes_of(question: Question) -> list[str]:
    """What can be picked in this question; nothing for words, dates and people."""
    return [one.code for one in TYPES[question.type].options(question)]


def tables_of(
    name: str, asked: Asked, counts: Counts, cut: str = ALL, groups: list[str] | None = None
) -> Iterator[CountTable]:
    for key, question in asked.questions.items():
        if cut == ALL:
            yield _table(f"{name}/{key}", key, question, counts)
        elif key != cut and codes_of(question):
            yield _table_by(f"{name}/{key}", key, question, counts, groups or [])


def _table(name: str, key: str, question: Question, counts: Counts) -> CountTable:
    """One question: a cell for each code, `name/code/all`, and the whole, `name/all/all`."""
    whole = f"{name}/{EVERYONE}/{EVERYONE}"
    parts = {
        f"{name}/{code}/{EVERYONE}": counts[key, code, EVERYONE] for code in codes_of(question)
    }
    total = counts[key, EVERYONE, EVERYONE]
    relations = (Relation(_how(question), whole, tuple(parts)),) if parts else ()
    return CountTable(Unit.COMMENTS, {**parts, whole: total}, relations)


def _how(question: Question) -> How:
    return How.OVERLAP if question.type == "several_choices" else How.SUM


def _table_by(
    name: str, key: str, question: Question, counts: Counts, groups: list[str]
) -> CountTable:
    """The same for each group, `name/code/group`, and how the groups add up."""
    rows = [*codes_of(question), EVERYONE]
    cells: dict[str, int] = {}
    relations = []
    for row in rows:
        parts = {f"{name}/{row}/{group}": counts[key, row, group] for group in groups}
        whole = f"{name}/{row}/{EVERYONE}"
        cells |= {**parts, whole: sum(parts.values())}
        relations.append(Relation(How.SUM, whole, tuple(parts)))
    for column in [*groups, EVERYONE]:
        picked = tuple(f"{name}/{row}/{column}" for row in rows[:-1])
        relations.append(Relation(_how(question), f"{name}/{EVERYONE}/{column}", picked))
    return CountTable(Unit.COMMENTS, cells, tuple(relations))
