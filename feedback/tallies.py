"""Counting what was said in a quarter: a handful of queries, however many comments there are.

A child who gave their name is one voice however much they said; an anonymous comment is one voice
each. Two feelings of one voice about one theme are mixed feelings, so that a theme's feelings add
up to the theme. Only what a person confirmed is counted.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from sqlalchemy import Select, and_, case, distinct, func, select

from app.core.clock import add_working_days, working_days_between
from app.core.counting import Unit
from app.core.db import session
from app.core.reporting import Period
from app.people.models import YoungPerson
from feedback.codebook import codebook
from feedback.models import Coding, Thread
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


def comments_by_quarter(
    first: Period, last: Period, council_code: str
) -> dict[str, Counter[tuple[bool, str]]]:
    """Written answers by quarter, and in each by (anonymous, source)."""
    quarter = quarter_of(first, last)
    rows = (
        select(quarter, Response.anonymous, Response.source, func.count(Answer.id))
        .join(Answer, Answer.response_id == Response.id)
        .where(sent_in(first, last, council_code), Answer.kind == "words")
        .group_by(quarter, Response.anonymous, Response.source)
    )
    found: dict[str, Counter] = {}
    for code, anonymous, source, count in session.execute(rows):
        found.setdefault(code, Counter())[bool(anonymous), source] = count
    return found


def comments_coded(period: Period, council_code: str) -> int:
    """Written answers that a person has said the theme of."""
    return session.scalar(_confirmed(select(func.count(distinct(Answer.id))), period, council_code))


def _confirmed(query: Select, period: Period, council_code: str) -> Select:
    return (
        query.select_from(Response)
        .join(Answer, Answer.response_id == Response.id)
        .join(Coding, Coding.answer_id == Answer.id)
        .where(
            sent_in(period, period, council_code),
            Answer.kind == "words",
            Coding.confirmed_at.is_not(None),
            Coding.withdrawn_at.is_(None),
        )
    )


def _unit():
    return case((Response.anonymous, str(Unit.COMMENTS)), else_=str(Unit.CHILDREN))


def _voice():
    return case((Response.anonymous, Answer.id), else_=Response.young_person_id)


def sub_themes(period: Period, council_code: str) -> dict[Unit, Counter[str]]:
    """How many voices spoke of each sub-theme."""
    unit = _unit()
    counted = select(unit, Coding.sub_theme, func.count(distinct(_voice())))
    rows = _confirmed(counted, period, council_code).group_by(unit, Coding.sub_theme)
    found = {unit: Counter() for unit in Unit}
    for unit, sub_theme, count in session.execute(rows):
        found[Unit(unit)][sub_theme] = count
    return found


def themes(period: Period, council_code: str) -> dict[Unit, Counter[tuple[str, str]]]:
    """How many voices spoke of each theme, and how they felt about it."""
    which = [(Coding.sub_theme.in_([s.id for s in t.sub_themes]), t.id) for t in codebook().themes]
    said = _confirmed(
        select(
            _unit().label("unit"),
            _voice().label("voice"),
            case(*which).label("theme"),
            func.coalesce(Coding.valence, NOT_SAID).label("feeling"),
        ),
        period,
        council_code,
    ).subquery()
    least, most = func.min(said.c.feeling), func.max(said.c.feeling)
    voices = (
        select(
            said.c.unit, said.c.theme, case((least == most, least), else_=MIXED).label("feeling")
        )
        .where(said.c.theme.is_not(None))
        .group_by(said.c.unit, said.c.voice, said.c.theme)
        .subquery()
    )
    by = (voices.c.unit, voices.c.theme, voices.c.feeling)
    found = {unit: Counter() for unit in Unit}
    for unit, theme, feeling, count in session.execute(select(*by, func.count()).group_by(*by)):
        found[Unit(unit)][theme, feeling] = count
    return found


def reply_days(period: Period, council_code: str) -> list[tuple[date, date | None, int]]:
    """(day it came, day of the first answer or None, how many) for the quarter's conversations."""
    rows = (
        select(Thread.opened_on, Thread.first_answered_on, func.count())
        .where(
            Thread.council_code == council_code,
            Thread.opened_on.between(period.first_day, period.last_day),
        )
        .group_by(Thread.opened_on, Thread.first_answered_on)
    )
    return [tuple(row) for row in session.execute(rows)]


def reply_states(
    days: Iterable[tuple[date, date | None, int]], promised: int, as_at: date
) -> Counter[str]:
    """in_time, late, waiting (still in time) or overdue; `promised` is in working days."""
    found: Counter[str] = Counter()
    for came, answered, count in days:
        due = add_working_days(came, promised)
        if answered is not None:
            found["in_time" if answered <= due else "late"] += count
        else:
            found["waiting" if as_at <= due else "overdue"] += count
    return found


def median_reply_days(days: Iterable[tuple[date, date | None, int]]) -> int | None:
    """Working days to the first answer, of the one in the middle; None when none is answered."""
    waits = Counter()
    for came, answered, count in days:
        if answered is not None:
            waits[working_days_between(came, answered)] += count
    middle, passed = (waits.total() + 1) // 2, 0
    for wait in sorted(waits):
        passed += waits[wait]
        if passed >= middle:
            return wait
    return None
