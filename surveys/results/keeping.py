"""Countings as they are kept: the true counts of what is shown, and all that ever was shown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import select

from app.core.counting import CountTable, Unit
from app.core.db import session
from app.core.disclosure import BOARD_THRESHOLD, Protected
from app.core.disclosure_attack import How, Relation
from app.core.releases import publisher
from surveys.results.counting import count, name_of
from surveys.results.cuts import ALL, THEMES
from surveys.results.kept_models import SurveyFigures
from surveys.results.showing import Showing
from surveys.results.shown import Figures, about
from surveys.results.themes import theme_tables
from surveys.survey_models import Survey


def name_in(row: SurveyFigures) -> str:
    """How the names of a row's cells begin."""
    return name_of(row.survey_id, row.council_code, row.turn, row.counted)


def rows_of(survey_id: int, council_code: str, cut: str | None = None) -> list[SurveyFigures]:
    """What is kept of a survey in a council, the newest first; of one cut or of all."""
    rows = select(SurveyFigures).where(
        SurveyFigures.survey_id == survey_id, SurveyFigures.council_code == council_code
    )
    if cut is not None:
        rows = rows.where(SurveyFigures.cut == cut)
    # Somebody else may have shown one since it was read here.
    anew = {"populate_existing": True}
    return list(session.scalars(rows.order_by(SurveyFigures.turn.desc()), execution_options=anew))


def figures_in(rows: Sequence[SurveyFigures]) -> Figures | None:
    """What may be shown by the rows of one cut, the newest first; None where there are none."""
    names, since, shown, relations = {}, {}, {}, {}
    for row in rows:
        name, gate = name_in(row), Protected.from_json(row.gate) if row.gate else None
        for cell, value in gate.shown.items() if gate else ():
            what = about(cell.removeprefix(f"{name}/"))
            if names.setdefault(what, name) == name:
                shown[cell] = value
                if row is not rows[0]:
                    since[what] = row.made_on
        for one in gate.relations if gate else ():
            if one.whole in shown:
                relations[one] = None
    if not rows:
        return None
    everything = Protected(BOARD_THRESHOLD, shown, tuple(relations))
    return Figures(names, everything, rows[0].made_on, since)


def showings_in(rows: Iterable[SurveyFigures]) -> dict[str, dict[int, Showing]]:
    """What these rows showed, by what it is about and by the counting, the earliest first."""
    found: dict[str, dict[int, Showing]] = {}
    for row in sorted(rows, key=lambda one: one.turn):
        if row.gate:
            for what, one in apart(row, Protected.from_json(row.gate)).items():
                turns = found.setdefault(what, {})
                same = turns.get(row.turn)
                turns[row.turn] = same.beside(one) if same is not None else one
    return found


def apart(row: SurveyFigures, gate: Protected) -> dict[str, Showing]:
    """What passed the gate, by what it is about."""
    name = name_in(row)

    def rest(cell: str) -> str:
        return cell.removeprefix(f"{name}/")

    shown: dict[str, dict] = {}
    relations: dict[str, list[Relation]] = {}
    for cell, value in gate.shown.items():
        shown.setdefault(about(rest(cell)), {})[rest(cell)] = value
    for one in gate.relations:
        if one.how is How.APART:  # between questions: kept for nothing but the gate
            continue
        parts = tuple(rest(part) for part in one.parts)
        relations.setdefault(about(rest(one.whole)), []).append(
            Relation(one.how, rest(one.whole), parts)
        )
    return {
        what: Showing(name, row.counted, cells, tuple(relations.get(what, ())), row.days)
        for what, cells in shown.items()
    }


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


def as_json(table: CountTable) -> dict:
    """A table as it is kept."""
    relations = [[str(one.how), one.whole, list(one.parts)] for one in table.relations]
    return {"unit": str(table.unit), "counts": dict(table.counts), "relations": relations}


def keep_true_counts(row: SurveyFigures, of: Iterable[str], *, but: bool = False) -> None:
    """Forget the true counts of a row that are not about one of these; with `but`, those that are.
    What only says how questions hang together, which the gate had to know, is forgotten too.

    The first counts of a table say what it is about.
    """
    wanted, name = set(of), name_in(row)
    row.tables = [
        one
        for one in row.tables
        if (about(next(iter(one["counts"])).removeprefix(f"{name}/")) in wanted) != but
        and not any(how == How.APART for how, *_cells in one["relations"])
    ]


def true_counts(rows: Iterable[SurveyFigures]) -> Iterator[tuple[str, int]]:
    """Every count that is kept, by the cell's whole name."""
    for row in rows:
        for one in row.tables if row.gate else ():
            yield from one["counts"].items()


@publisher
def survey_figures(council_code: str) -> list[Protected]:
    """What has been shown of surveys in this council, for the gate of what comes after."""
    rows = select(SurveyFigures.gate).where(SurveyFigures.council_code == council_code)
    kept = session.scalars(
        rows.order_by(SurveyFigures.made_on, SurveyFigures.turn, SurveyFigures.id)
    )
    return [Protected.from_json(gate) for gate in kept if gate]


def kept_tables(survey: Survey, council_code: str) -> tuple[list[CountTable], dict[str, str]]:
    """The true counts that what is shown of all answers was made from, and how their names begin,
    by what they are about; counted now if nobody has looked yet, and then not kept.
    """
    rows = rows_of(survey.id, council_code, ALL)
    themes = rows_of(survey.id, council_code, THEMES)
    if rows:
        names = {what: name for one in (rows, themes) for what, name in _names(one).items()}
        return [table for row in (*rows, *themes) for table in tables_in(row)], names
    number, tables = count(survey, council_code)
    name = name_of(survey.id, council_code, 1, number)
    counted = [*tables[ALL], *theme_tables(name, survey, council_code)]
    cells = (cell.removeprefix(f"{name}/") for table in counted for cell in table.counts)
    return counted, {about(rest): name for rest in cells}


def _names(rows: Sequence[SurveyFigures]) -> Mapping[str, str]:
    found = figures_in(rows)
    return found.names if found is not None else {}
