"""What may be shown of a survey: counted, put through the gate once, and kept.

Results are live, and still nobody can watch an answer come in: they are counted anew when several
more have answered, five at least and of many a fiftieth. All cuts are counted in one moment; the
gate is opened for a cut when somebody first looks at it, beside what was shown already.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from app.core.clock import today
from app.core.counting import CountTable, Unit
from app.core.db import only_reads_at_first, session, will_write
from app.core.disclosure import BOARD_THRESHOLD, Protected
from app.core.disclosure_attack import How, Relation
from app.core.jobs import Job, enqueue, handler
from app.core.releases import publisher
from surveys.results.counting import count, how_many, name_of
from surveys.results.cuts import ALL
from surveys.results.gate import through_the_gate
from surveys.results.kept_models import SurveyFigures
from surveys.survey_models import Survey

STEP = BOARD_THRESHOLD
"""New answers, at least, before anything is counted anew."""
SHARE = 50
"""Of many answers, the part that must be new: one in so many."""
MANY = 2000
"""Answers that are counted by the worker: who looks is shown the last figures meanwhile."""
MANY_CELLS = 500
"""Counts that are attacked by the worker: that takes seconds, and a page should not."""
JOB = "survey_figures"


@dataclass(frozen=True)
class Figures:
    """One council's figures in one cut, as they may be shown."""

    name: str
    """How the names of the cells begin."""
    shown: Protected
    made_on: date

    def cell(self, rest: str) -> int | None:
        """A multiple of five, or None for what is held back or was never counted."""
        return self.shown.shown.get(f"{self.name}/{rest}")

    def percent(self, part: str, whole: str) -> int | None:
        part, whole = f"{self.name}/{part}", f"{self.name}/{whole}"
        if part not in self.shown.shown or whole not in self.shown.shown:
            return None
        return self.shown.percent(part, whole)


def figures(survey: Survey, council_code: str, cut: str = ALL) -> Figures | None:
    """What may be shown today; None while the worker is still at it.

    The page that asks may have to count and attack first, which takes a second in which nobody else
    waits: it only reads until then.
    """
    row = _newest(survey.id, council_code, cut)
    number = how_many(survey, council_code)
    if row is None or _is_due(row.counted, number):
        if number > MANY:
            _ask_the_worker(survey, council_code, cut)
        else:
            make(survey, council_code)
            row = _newest(survey.id, council_code, cut)
    if row is not None and not row.gate and _how_many_cells(row) > MANY_CELLS:
        _ask_the_worker(survey, council_code, cut)
        return None
    return _opened(row) if row is not None else None


def _how_many_cells(row: SurveyFigures) -> int:
    return sum(len(table["counts"]) for table in row.tables)


def _ask_the_worker(survey: Survey, council_code: str, cut: str) -> None:
    """One asking waits at a time; whoever looks next asks again."""
    if session.scalar(select(Job.id).where(Job.kind == JOB, ~Job.failed).limit(1)) is None:
        will_write()
        enqueue(JOB, {"survey": survey.id, "council": council_code, "cut": cut})
        _commit()


def _is_due(counted: int, number: int) -> bool:
    return abs(number - counted) >= max(STEP, counted // SHARE)


def _newest(survey_id: int, council_code: str, cut: str) -> SurveyFigures | None:
    rows = select(SurveyFigures).where(
        SurveyFigures.survey_id == survey_id,
        SurveyFigures.council_code == council_code,
        SurveyFigures.cut == cut,
    )
    return session.scalars(rows.order_by(SurveyFigures.counted.desc()).limit(1)).first()


def make(survey: Survey, council_code: str) -> None:
    """Count everything anew and keep it in place of what there was; the cells have other names."""
    number, tables = count(survey, council_code)
    gate = through_the_gate(council_code, tables[ALL])
    will_write()
    of_these = (SurveyFigures.survey_id == survey.id, SurveyFigures.council_code == council_code)
    session.execute(delete(SurveyFigures).where(*of_these))
    for cut, several in tables.items():
        session.add(
            SurveyFigures(
                survey_id=survey.id,
                council_code=council_code,
                cut=cut,
                counted=number,
                tables=[_as_json(one) for one in several],
                gate=gate.as_json() if cut == ALL else {},
                made_on=today(),
            )
        )
    _commit()


def _opened(row: SurveyFigures) -> Figures:
    """The row through the gate: as it was the first time, or now if it is the first time."""
    name = name_of(row.survey_id, row.council_code, row.counted)
    if not row.gate:
        gate = through_the_gate(row.council_code, tables_in(row))
        will_write()
        kept = session.get(SurveyFigures, row.id)
        if kept is None or kept.gate:  # Somebody else looked at the same moment.
            shown = Protected.from_json(kept.gate) if kept else gate
            return Figures(name, shown, row.made_on)
        kept.gate = gate.as_json()
        _commit()
        return Figures(name, gate, row.made_on)
    return Figures(name, Protected.from_json(row.gate), row.made_on)


def _commit() -> None:
    """Keep it, and only read again. Of two who count at once, the first one's stays."""
    try:
        session.commit()
    except IntegrityError:
        session.rollback()
    only_reads_at_first()


@publisher
def survey_figures(council_code: str) -> list[Protected]:
    """What has been shown of surveys in this council, for the gate of what comes after."""
    rows = select(SurveyFigures.gate).where(SurveyFigures.council_code == council_code)
    kept = session.scalars(rows.order_by(SurveyFigures.made_on, SurveyFigures.id))
    return [Protected.from_json(gate) for gate in kept if gate]


def kept_tables(survey: Survey, council_code: str) -> list[CountTable]:
    """The true counts that what is shown of all answers was made from; counted now if nobody has
    looked yet, and then not kept.
    """
    row = _newest(survey.id, council_code, ALL)
    return tables_in(row) if row is not None else count(survey, council_code)[1][ALL]


def name_in(survey: Survey, council_code: str) -> str:
    """How the names of those cells begin."""
    row = _newest(survey.id, council_code, ALL)
    number = row.counted if row is not None else how_many(survey, council_code)
    return name_of(survey.id, council_code, number)


def tables_in(row: SurveyFigures) -> list[CountTable]:
    """The true counts of a row."""
    return [
        CountTable(
            Unit(one["unit"]),
            one["counts"],
            tuple(
                Relation(How(how), whole, tuple(parts)) for how, whole, parts in one["relations"]
            ),
        )
        for one in row.tables
    ]


def _as_json(table: CountTable) -> dict:
    relations = [[str(one.how), one.whole, list(one.parts)] for one in table.relations]
    return {"unit": str(table.unit), "counts": dict(table.counts), "relations": relations}


@handler(JOB)
def make_for(payload: dict) -> None:
    """Count a survey anew if that is still due, and open the gate for a cut; it only reads while
    the gate is at work.
    """
    survey, council = session.get(Survey, payload["survey"]), payload["council"]
    if survey is None:
        return
    only_reads_at_first()
    row = _newest(survey.id, council, ALL)
    if row is None or _is_due(row.counted, how_many(survey, council)):
        make(survey, council)
    row = _newest(survey.id, council, payload["cut"])
    if row is not None:
        _opened(row)
    will_write()
