"""The true counts of a survey in one council: three queries and one for each cut, however many
have answered. What comes out of here goes through the disclosure gate before anybody sees it.

A name of a cell says the survey, the council, which counting it is and how many answers it was made
from, so that figures of another day are other figures. Answers are counted, not children: who
answers by the open link may have answered twice.
"""

import json
from collections import Counter

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, select
from sqlalchemy.orm import aliased

from app.core.counting import EVERYONE, CountTable
from app.core.db import session
from surveys.definition import build
from surveys.inviting.asked_models import SurveyMark
from surveys.inviting.finding import ages_of
from surveys.inviting.held import is_set_aside
from surveys.models import Answer, FormVersion, Response
from surveys.results import rate
from surveys.results.cuts import AGES, ALL, NOT_SAID, Asked
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
    rows = answered(survey, council_code)
    number = session.scalar(rows.with_only_columns(func.count()))
    name = name_of(survey.id, council_code, turn, number)
    whole = _counts(rows)
    tables = {
        ALL: [
            responses(name, number),
            rate.table(name, survey, council_code),
            *tables_of(name, asked, whole),
        ]
    }
    for cut in asked.cuts():
        groups = list(asked.groups(cut))
        counts = _counts(rows, *_group(cut))
        people = _people(rows, *_group(cut))
        tables[cut] = [
            responses_by(name, cut, number, people, groups),
            *tables_of(name, asked, counts, cut, groups),
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
