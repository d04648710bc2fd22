"""Counting what was said in a quarter: a handful of queries, however many comments there are.

A child who gave their name is one voice however much they said; an anonymous comment is one voice
each. Two feelings of one voice about one theme are mixed feelings, so that a theme's feelings add
up to the theme. Only what a person confirmed is counted.
"""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import (
    CTE,
    Select,
    Subquery,
    and_,
    case,
    distinct,
    func,
    null,
    select,
    union_all,
)

from app.core.counting import Unit
from app.core.db import session
from app.core.reporting import Period
from app.people.models import YoungPerson
from feedback.models import Coding
from feedback.theming.codebook import codebook
from surveys.models import Answer, Response

MIXED = "mixed"
NOT_SAID = "neutral"


def cells_of(period: Period, council_code: str, unit: Unit) -> str:
    """How the names of this quarter's cells begin."""
    return f"{period.code}/{council_code}/{unit}"


def sent_in(first: Period, last: Period, council_code: str):
    """True in a query for what was sent to this council from one quarter to the other."""
    return and_(
        Response.council_code == council_code,
        Response.sent_on.between(first.first_day, last.last_day),
    )


def quarter_of(first: Period, last: Period):
    """The quarter's code of a response, in a query."""
    rows, period = [], first
    while period <= last:
        rows.append((Response.sent_on <= period.last_day, period.code))
        period = period.next
    return case(*rows)


def children_heard(period: Period, council_code: str) -> dict[tuple[str, str], int]:
    """Children who sent something under their name, by care status and whether separated."""
    separated = case((YoungPerson.separated, "separated"), else_="not_separated")
    rows = (
        select(YoungPerson.care_status, separated, func.count(distinct(YoungPerson.id)))
        .join(Response, Response.young_person_id == YoungPerson.id)
        .where(sent_in(period, period, council_code))
        .group_by(YoungPerson.care_status, separated)
    )
    return {(status, which): n for status, which, n in session.execute(rows)}


def children_by_quarter(first: Period, last: Period, council_code: str) -> Counter[str]:
    """Children who sent something under their name, by quarter."""
    quarter = quarter_of(first, last)
    rows = (
        select(quarter, func.count(distinct(Response.young_person_id)))
        .where(sent_in(first, last, council_code), Response.young_person_id.is_not(None))
        .group_by(quarter)
    )
    return Counter(dict(map(tuple, session.execute(rows))))


def anonymous_by_quarter(first: Period, last: Period, council_code: str) -> dict[str, Counter[str]]:
    """Written answers that nobody put a name to, by quarter, and in each by source."""
    quarter = quarter_of(first, last)
    rows = (
        _written(select(quarter, Response.source, func.count()), first, last, council_code)
        .where(Response.anonymous)
        .group_by(quarter, Response.source)
    )
    found: dict[str, Counter[str]] = {}
    for code, source, count in session.execute(rows):
        found.setdefault(code, Counter())[source] = count
    return found


def comments(period: Period, council_code: str) -> int:
    """Written answers, named and anonymous."""
    return session.scalar(_written(select(func.count()), period, period, council_code))


def named_comments(period: Period, council_code: str) -> int:
    """Written answers that somebody put their name to."""
    rows = _written(select(func.count()), period, period, council_code)
    return session.scalar(rows.where(~Response.anonymous))


def _written(query: Select, first: Period, last: Period, council_code: str) -> Select:
    return (
        query.select_from(Response)
        .join(Answer, Answer.response_id == Response.id)
        .where(
            sent_in(first, last, council_code),
            Answer.kind == "words",
            Answer.confided_to.is_(None),
        )
    )


@dataclass(frozen=True)
class Spoken:
    """What a quarter's comments are about, as persons have confirmed it."""

    comments: int
    """Written answers that a person has said the theme of."""
    sub_themes: dict[Unit, Counter[str]]
    """How many voices spoke of each sub-theme."""
    themes: dict[Unit, Counter[tuple[str, str]]]
    """How many voices spoke of each theme, and how they felt about it."""


def spoken(period: Period, council_code: str) -> Spoken:
    """All that is counted of a quarter's codings, from one walk over them."""
    said = _said(period, council_code)
    opinions = _opinions(said)
    of_sub_theme = (opinions.c.unit, opinions.c.sub_theme)
    felt = _felt(opinions)
    of_theme = (felt.c.unit, felt.c.theme, felt.c.feeling)
    rows = union_all(
        select(null(), null(), null(), func.count(distinct(said.c.comment))),
        select(*of_sub_theme, null(), func.count()).group_by(*of_sub_theme),
        select(*of_theme, func.count()).group_by(*of_theme),
    )
    comments, sub_themes, themes = 0, *({unit: Counter() for unit in Unit} for _each in range(2))
    for unit, about, feeling, count in session.execute(rows):
        if unit is None:
            comments = count
        elif feeling is None:
            sub_themes[Unit(unit)][about] = count
        else:
            themes[Unit(unit)][about, feeling] = count
    return Spoken(comments, sub_themes, themes)


def sub_themes(period: Period, council_code: str) -> dict[Unit, Counter[str]]:
    """How many voices spoke of each sub-theme."""
    return spoken(period, council_code).sub_themes


def _said(period: Period, council_code: str) -> CTE:
    """What every comment is about: whose voice, which sub-theme, how they felt."""
    unit = case((Response.anonymous, str(Unit.COMMENTS)), else_=str(Unit.CHILDREN))
    columns = (
        unit.label("unit"),
        case((Response.anonymous, Answer.id), else_=Response.young_person_id).label("voice"),
        Answer.id.label("comment"),
        Coding.sub_theme,
        func.coalesce(Coding.valence, NOT_SAID).label("feeling"),
    )
    return (
        _written(select(*columns), period, period, council_code)
        .join(Coding, Coding.answer_id == Answer.id)
        .where(Coding.confirmed_at.is_not(None), Coding.withdrawn_at.is_(None))
        .cte("said")
    )


def _opinions(said: CTE) -> CTE:
    """Each voice once for each sub-theme, with the feelings it had in the order of the alphabet."""
    one = (said.c.unit, said.c.voice, said.c.sub_theme)
    least, most = func.min(said.c.feeling).label("least"), func.max(said.c.feeling).label("most")
    return select(*one, least, most).group_by(*one).cte("opinions")


def _felt(opinions: CTE) -> Subquery:
    """Each voice once for each theme; two feelings about one theme are mixed feelings."""
    which = [
        (opinions.c.sub_theme.in_([s.id for s in t.sub_themes]), t.id) for t in codebook().themes
    ]
    held = select(opinions, case(*which).label("theme")).subquery()
    least, most = func.min(held.c.least), func.max(held.c.most)
    return (
        select(
            held.c.unit, held.c.theme, case((least == most, least), else_=MIXED).label("feeling")
        )
        .where(held.c.theme.is_not(None))
        .group_by(held.c.unit, held.c.voice, held.c.theme)
        .subquery()
    )
