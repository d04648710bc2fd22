"""Counting how promises were rated in a quarter: one query, however many answered.

A young person who gave their name is one voice, and what they said last in the quarter counts; each
anonymous check is one voice, and one child may have sent several. A voice is counted in the council
it belongs to, about that council's own promises.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import String, and_, case, cast, func, select

from app.core.counting import EVERYONE, CountTable, Unit, in_lines
from app.core.db import session
from app.core.disclosure_attack import How, Relation
from app.core.reporting import Period
from app.pledge.models import Pledge
from app.pledge.pledge_checks import form_key, question_key
from app.pledge.texts import BANDS, RATINGS
from surveys.models import Answer, Form, FormVersion, Response

Ratings = dict[Unit, Counter[tuple[str, str, str]]]
"""How many voices of each unit, by (promise, age band, rating)."""


def cells_of(period: Period, council_code: str, unit: Unit) -> str:
    """How the names of this quarter's cells begin."""
    return f"{period.code}/{council_code}/{unit}/promise"


def keys_in(period: Period, council_code: str) -> list[str]:
    """The promises that held on some day of the quarter, in the order of the newest text."""
    rows = (
        select(Pledge)
        .where(
            Pledge.council_code == council_code,
            Pledge.state == "published",
            Pledge.starts_on <= period.last_day,
        )
        .order_by(Pledge.starts_on.desc(), Pledge.number.desc())
    )
    keys: dict[str, None] = {}
    for pledge in session.scalars(rows):
        keys |= dict.fromkeys(promise["key"] for promise in pledge.content["promises"])
        if pledge.starts_on <= period.first_day:
            break
    return list(keys)


def ratings(period: Period, council_code: str, keys: Iterable[str]) -> Ratings:
    """What was said of these promises in the quarter."""
    found: Ratings = {unit: Counter() for unit in Unit}
    promises = {question_key(key): key for key in keys}
    bands = {form_key(council_code, band): band for band in BANDS}
    chosen = {f'["{rating}"]': rating for rating in RATINGS}
    for unit, form, question, answer, count in session.execute(
        _counted(period, council_code, promises, bands)
    ):
        if answer in chosen:
            found[Unit(unit)][promises[question], bands[form], chosen[answer]] = count
    return found


def _counted(period: Period, council_code: str, questions: Iterable[str], forms: Iterable[str]):
    unit = case((Response.anonymous, str(Unit.COMMENTS)), else_=str(Unit.CHILDREN))
    voice = case((Response.anonymous, Response.id), else_=Response.young_person_id)
    last_first = (Response.sent_on.desc(), Response.sent_at.desc(), Response.id)
    said = (
        select(
            unit.label("unit"),
            Form.key.label("form"),
            Answer.question_key.label("question"),
            cast(Answer.choices, String).label("answer"),
            func.row_number()
            .over(partition_by=(unit, voice, Answer.question_key), order_by=last_first)
            .label("place"),
        )
        .select_from(Response)
        .join(FormVersion, FormVersion.id == Response.form_version_id)
        .join(Form, Form.id == FormVersion.form_id)
        .join(Answer, Answer.response_id == Response.id)
        .where(
            and_(
                Response.council_code == council_code,
                Response.sent_on.between(period.first_day, period.last_day),
                Form.key.in_(list(forms)),
                Answer.question_key.in_(list(questions)),
            )
        )
        .subquery()
    )
    by = (said.c.unit, said.c.form, said.c.question, said.c.answer)
    return select(*by, func.count()).where(said.c.place == 1).group_by(*by)


def table(
    period: Period, council_code: str, unit: Unit, keys: Sequence[str], said: Ratings
) -> CountTable:
    """The promises by rating, each with how many rated it: cells `…/promise/P2/kept`, `…/P2/all`.

    A voice may rate some promises and leave others out, so the promises are no parts of a whole.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for (key, _band, rating), count in said[unit].items():
        counts[key, rating] += count
    return in_lines(cells_of(period, council_code, unit), unit, counts, keys, RATINGS)


def table_by_age(
    period: Period, council_code: str, unit: Unit, keys: Sequence[str], said: Ratings
) -> CountTable:
    """The same, and each promise's ratings by age band: cells `…/promise/P2/7_11/kept`."""
    whole = table(period, council_code, unit, keys, said)
    name = cells_of(period, council_code, unit)
    cells, relations = dict(whole.counts), list(whole.relations)
    for key in keys:
        of_key = {(b, r): n for (one, b, r), n in said[unit].items() if one == key}
        lines = in_lines(f"{name}/{key}", unit, of_key, BANDS, RATINGS)
        cells |= lines.counts
        relations += lines.relations
        for rating in (*RATINGS, EVERYONE):
            parts = tuple(f"{name}/{key}/{band}/{rating}" for band in BANDS)
            relations.append(Relation(How.SUM, f"{name}/{key}/{rating}", parts))
    return replace(whole, counts=cells, relations=tuple(relations))
