"""The true counts of a survey in one council: three queries and one for each cut, however many
have answered. What comes out of here goes through the disclosure gate before anybody sees it.

A name of a cell says the survey, the council and how many answers it was counted from, so that
figures of another day are other figures. Answers are counted, not children: who answers by the open
link may have answered twice.

That nobody can answer a question who did not answer the survey is no relation here. The number of
answers is shown at five or more, as five to seven at least, and so bounds nothing more closely than
the gate allows; and each question can then be attacked by itself.
"""

import json
from collections import Counter
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, select
from sqlalchemy.orm import aliased

from app.core.counting import EVERYONE, CountTable, Unit
from app.core.db import session
from app.core.disclosure_attack import How, Relation
from surveys.definition import Question, build
from surveys.fields.table import TYPES
from surveys.inviting.asked_models import SurveyMark
from surveys.inviting.finding import ages_of
from surveys.models import Answer, FormVersion, Response
from surveys.results import rate
from surveys.results.coded import themes_of
from surveys.results.cuts import AGES, ALL, NOT_SAID, Asked
from surveys.survey_models import Survey, SurveyForm

Counts = Counter[tuple[str, str, str]]
"""How many, by (question key, code, group); the code of a whole is `all`."""


def asked_in(survey: Survey) -> Asked:
    """What was published of a survey."""
    return Asked({ages: build(one.definition) for ages, one in ages_of(survey).items()})


def answered(survey: Survey, council_code: str) -> Select:
    """Ids of the answers that count: sent, of this council, and not held back from a flood."""
    not_counted = select(SurveyMark.response_id).where(SurveyMark.state != "in")
    return (
        select(Response.id)
        .join(FormVersion, FormVersion.id == Response.form_version_id)
        .join(SurveyForm, SurveyForm.form_id == FormVersion.form_id)
        .where(
            SurveyForm.survey_id == survey.id,
            Response.council_code == council_code,
            Response.sent_on.is_not(None),
            Response.id.not_in(not_counted),
        )
    )


def how_many(survey: Survey, council_code: str) -> int:
    """Answers that count."""
    return session.scalar(answered(survey, council_code).with_only_columns(func.count()))


def name_of(survey_id: int, council_code: str, counted: int) -> str:
    """How the names of these cells begin."""
    return f"survey/{survey_id:x}/{council_code}/{counted}"


def count(survey: Survey, council_code: str) -> tuple[int, dict[str, list[CountTable]]]:
    """How many answers there are, and the tables of every cut, all of one moment."""
    asked = asked_in(survey)
    rows = answered(survey, council_code)
    number = session.scalar(rows.with_only_columns(func.count()))
    name = name_of(survey.id, council_code, number)
    whole = _counts(rows)
    tables = {
        ALL: [
            _responses(name, number),
            rate.table(name, survey, council_code),
            *_tables(name, asked, whole),
            *_themes(name, rows),
        ]
    }
    for cut in asked.cuts():
        groups = list(asked.groups(cut))
        counts = _counts(rows, *_group(cut))
        people = _people(rows, *_group(cut))
        tables[cut] = [
            _responses_by(name, cut, number, people, groups),
            *_tables(name, asked, counts, cut, groups),
        ]
    return number, tables


def _group(cut: str) -> tuple[ColumnElement, object]:
    """The group somebody is in, and what has to be joined to know it."""
    if cut == AGES:
        return SurveyForm.ages, None
    said = aliased(Answer)
    return cast(said.choices, String).label("place"), (
        said,
        and_(said.response_id == Response.id, said.question_key == cut),
    )


def _counts(rows: Select, group: ColumnElement | None = None, joined=None) -> Counts:
    """Every code of every question, and how many gave any answer to it; one query.

    Answers with the same choices are counted by the database and taken apart here.
    """
    found = rows.join(Answer, Answer.response_id == Response.id)
    if joined is not None:
        found = found.outerjoin(*joined)
    by = [Answer.question_key, cast(Answer.choices, String).label("written")]
    by += [] if group is None else [group]
    counts: Counts = Counter()
    for key, written, *place, number in session.execute(
        found.with_only_columns(*by, func.count()).group_by(*by)
    ):
        where = _plain(place[0]) if place else EVERYONE
        counts[key, EVERYONE, where] += number
        for code in json.loads(written) if written and written != "null" else ():
            counts[key, code, where] += number
    return counts


def _plain(place: str | None) -> str:
    """The group's code: as it is, or out of the JSON list of one that was chosen."""
    if place is None or place == "null":
        return NOT_SAID
    if not place.startswith("["):
        return place
    picked = json.loads(place)
    return picked[0] if len(picked) == 1 else NOT_SAID


def _people(rows: Select, group: ColumnElement, joined=None) -> Counter[str]:
    """How many answers came from each group."""
    found = rows.outerjoin(*joined) if joined is not None else rows
    found = found.with_only_columns(group, func.count()).group_by(group)
    people: Counter[str] = Counter()
    for place, number in session.execute(found):
        people[_plain(place)] += number
    return people


def _responses(name: str, number: int) -> CountTable:
    return CountTable(Unit.COMMENTS, {f"{name}/responses/{EVERYONE}": number})


def _responses_by(
    name: str, cut: str, number: int, people: Counter[str], groups: list[str]
) -> CountTable:
    whole = f"{name}/responses/{EVERYONE}"
    parts = {f"{name}/responses/{cut}={group}": people[group] for group in groups}
    relations = [Relation(How.SUM, whole, tuple(parts))]
    counts = {**parts, whole: number}
    if cut == AGES and "care_leavers" in groups and len(groups) > 1:
        in_care = tuple(f"{name}/responses/{cut}={one}" for one in groups if one != "care_leavers")
        counts[f"{name}/responses/in_care"] = sum(counts[one] for one in in_care)
        relations.append(Relation(How.SUM, f"{name}/responses/in_care", in_care))
    return CountTable(Unit.COMMENTS, counts, tuple(relations))


def codes_of(question: Question) -> list[str]:
    """What can be picked in this question; nothing for words, dates and people."""
    return [one.code for one in TYPES[question.type].options(question)]


def _tables(
    name: str, asked: Asked, counts: Counts, cut: str = ALL, groups: list[str] | None = None
) -> Iterator[CountTable]:
    for key, question in asked.questions.items():
        if cut == ALL:
            yield _table(f"{name}/{key}", key, question, counts)
        elif key != cut and codes_of(question):
            yield _table_by(f"{name}/{key}", key, question, counts, cut, groups or [])


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
    name: str, key: str, question: Question, counts: Counts, cut: str, groups: list[str]
) -> CountTable:
    """The same for each group, `name/code/cut=group`, and how the groups add up."""
    rows = [*codes_of(question), EVERYONE]
    cells: dict[str, int] = {}
    relations = []
    for row in rows:
        parts = {f"{name}/{row}/{cut}={group}": counts[key, row, group] for group in groups}
        whole = f"{name}/{row}/{EVERYONE}"
        cells |= {**parts, whole: sum(parts.values())}
        relations.append(Relation(How.SUM, whole, tuple(parts)))
    for column in [f"{cut}={group}" for group in groups] + [EVERYONE]:
        picked = tuple(f"{name}/{row}/{column}" for row in rows[:-1])
        relations.append(Relation(_how(question), f"{name}/{EVERYONE}/{column}", picked))
    return CountTable(Unit.COMMENTS, cells, tuple(relations))


def _themes(name: str, rows: Select) -> Iterator[CountTable]:
    """What the comments are about, as far as a person has decided; a comment may be in several."""
    words = rows.join(Answer, Answer.response_id == Response.id).where(Answer.kind == "words")
    found = themes_of(words.with_only_columns(Answer.id))
    for (key, theme), number in sorted(found.items()):
        yield CountTable(Unit.COMMENTS, {f"{name}/{key}/theme={theme}": number})
