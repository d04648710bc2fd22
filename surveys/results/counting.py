"""The true counts of a survey in one council: three queries and one for each cut, however many
have answered. What comes out of here goes through the disclosure gate before anybody sees it.

A name of a cell says the survey, the council, which counting it is and how many answers it was made
from, so that figures of another day are other figures. Answers are counted, not children: who
answers by the open link may have answered twice.
"""

import json
from collections import Counter
from collections.abc import Collection
from functools import cache, partial

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.orm import aliased

from app.core.counting import EVERYONE, CountTable
from app.core.db import session
from surveys.definition import Given, build
from surveys.inviting.asked_models import SurveyMark
from surveys.inviting.finding import ages_of
from surveys.inviting.held import is_set_aside
from surveys.models import Answer, FormVersion, Response
from surveys.results import rate
from surveys.results.cuts import AGES, ALL, PASSED_BY, Asked
from surveys.results.led_past import led_past, tables_of_ways
from surveys.results.tabling import Counts, responses, responses_by, tables_of
from surveys.survey_models import Survey, SurveyForm


def asked_in(survey: Survey) -> Asked:
    """What was published of a survey."""
    return Asked({ages: build(one.definition) for ages, one in ages_of(survey).items()})


def answered(survey: Survey, council_code: str) -> Select:
    """Ids of the answers that count: sent, of this council, not held back from a flood and not of a
    day that is set aside.
    """
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
            ~is_set_aside(survey, council_code),
        )
    )


def comments_of(survey: Survey, council_code: str) -> Select:
    """Ids of what was written in the answers that count."""
    rows = answered(survey, council_code).join(Answer, Answer.response_id == Response.id)
    words = rows.where(Answer.kind == "words", Answer.words_sealed.is_not(None))
    return words.with_only_columns(Answer.id)


def how_many(survey: Survey, council_code: str) -> int:
    """Answers that count."""
    return session.scalar(answered(survey, council_code).with_only_columns(func.count()))


def name_of(survey_id: int, council_code: str, turn: int, counted: int) -> str:
    """How the names of the cells of one counting begin."""
    return f"survey/{survey_id:x}/{council_code}/{turn}-{counted}"


def count(
    survey: Survey, council_code: str, turn: int = 1
) -> tuple[int, dict[str, list[CountTable]]]:
    """How many answers there are, and the tables of every cut, all of one moment."""
    asked = asked_in(survey)
    past = list(led_past(asked))
    rows = answered(survey, council_code)
    number = session.scalar(rows.with_only_columns(func.count()))
    name = name_of(survey.id, council_code, turn, number)
    whole = [responses(name, number), *tables_of(name, asked, _counts(rows, asked))]
    tables = {
        ALL: [
            *whole,
            rate.table(name, survey, council_code),
            *tables_of_ways(name, past, whole),
        ]
    }
    for cut in asked.cuts():
        groups = list(asked.groups(cut))
        parted = [
            responses_by(name, cut, number, _people(rows, asked, cut), groups),
            *tables_of(name, asked, _counts(rows, asked, cut), cut, groups),
        ]
        tables[cut] = [*parted, *tables_of_ways(name, past, parted, groups)]
    return number, tables


def _placed(rows: Select, asked: Asked, cut: str) -> tuple[Select, list[ColumnElement]]:
    """What has to be known of an answer to say which group it is in: its version, what was said in
    the question of the cut, and if nothing was, the answers that say whether it was asked.
    """
    if cut == AGES:
        return rows, [SurveyForm.ages]
    said = aliased(Answer)
    joined = rows.outerjoin(said, and_(said.response_id == Response.id, said.question_key == cut))
    place = [SurveyForm.ages, cast(said.choices, String).label("place")]
    deciding = asked.deciding(cut)
    way = [case((said.id.is_(None), _said_in(deciding))).label("way")] if deciding else []
    return joined, place + way


def _said_in(keys: Collection[str]) -> ScalarSelect:
    """What was picked in these questions, as pairs in JSON with commas between, in any order."""
    theirs = aliased(Answer)
    pair = literal('["') + theirs.question_key + '",' + cast(theirs.choices, String) + "]"
    rows = select(func.aggregate_strings(pair, ",")).where(theirs.question_key.in_(keys))
    return rows.where(theirs.response_id == Response.id).correlate(Response).scalar_subquery()


def _group(
    asked: Asked, cut: str, ages: str, said: str | None = None, way: str | None = None
) -> str:
    """Who was not asked the question of the cut did not keep it back. Those whose version does not
    ask it are in that version's group: it is the same count wherever else it is shown.
    """
    picked = json.loads(said) if said else None
    if cut == AGES or (picked is None and ages in asked.not_asked(cut)):
        return f"{AGES}={ages}"
    decided = {key: Given(tuple(codes)) for key, codes in json.loads(f"[{way or ''}]")}
    if picked is None and not asked.is_on_the_way(cut, ages, decided):
        return f"{cut}={PASSED_BY}"
    return f"{cut}={picked[0] if picked else asked.not_said(cut)}"


def _counts(rows: Select, asked: Asked, cut: str = ALL) -> Counts:
    """Every code of every question, and how many gave any answer to it; one query.

    Answers with the same choices are counted by the database and taken apart here.
    """
    found = rows.join(Answer, Answer.response_id == Response.id)
    by = [Answer.question_key, cast(Answer.choices, String).label("written")]
    if cut != ALL:
        found, place = _placed(found, asked, cut)
        by += place
    group = cache(partial(_group, asked, cut))
    counts: Counts = Counter()
    for key, written, *place, number in session.execute(
        found.with_only_columns(*by, func.count()).group_by(*by)
    ):
        where = group(*place) if place else EVERYONE
        counts[key, EVERYONE, where] += number
        for code in json.loads(written) if written and written != "null" else ():
            counts[key, code, where] += number
    return counts


def _people(rows: Select, asked: Asked, cut: str) -> Counter[str]:
    """How many answers came from each group."""
    found, place = _placed(rows, asked, cut)
    people: Counter[str] = Counter()
    for *where, number in session.execute(
        found.with_only_columns(*place, func.count()).group_by(*place)
    ):
        people[_group(asked, cut, *where)] += number
    return people
