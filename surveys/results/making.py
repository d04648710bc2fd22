"""Countings are made and kept, each put through the gate beside all that was shown before."""

from collections.abc import Mapping, Sequence

from sqlalchemy.exc import IntegrityError

from app.core.alone import alone
from app.core.clock import today
from app.core.counting import CountTable
from app.core.db import only_reads_at_first, session, will_write
from app.core.disclosure import BOARD_THRESHOLD, Protected
from surveys.inviting.finding import state_of
from surveys.results.between import is_better, may_be_shown
from surveys.results.counting import answered, count, name_of
from surveys.results.cuts import ALL, THEMES
from surveys.results.gate import through_the_gate
from surveys.results.keeping import (
    apart,
    as_json,
    keep_true_counts,
    rows_of,
    showings_in,
    tables_in,
    true_counts,
)
from surveys.results.kept_models import SurveyFigures
from surveys.results.moves import Days, by_day
from surveys.results.showing import Showing
from surveys.results.themes import coded_by_day, theme_tables
from surveys.survey_models import Survey

OF_PEOPLE = ("asked", "population")
"""What is counted of people who could answer, and says nothing of anybody's answers."""


def make(survey: Survey, council_code: str) -> None:
    """Count everything anew."""
    turn = _next_turn(survey, council_code)
    _number, tables = count(survey, council_code, turn)
    days = by_day(answered(survey, council_code))
    _keep(survey, council_code, turn, days, tables, ALL)


def make_themes(survey: Survey, council_code: str) -> None:
    """Count anew what the comments are about."""
    turn = _next_turn(survey, council_code)
    days = coded_by_day(survey, council_code)
    name = name_of(survey.id, council_code, turn, sum(days.values()))
    tables = {THEMES: theme_tables(name, survey, council_code)}
    _keep(survey, council_code, turn, days, tables, THEMES)


def _next_turn(survey: Survey, council_code: str) -> int:
    return 1 + max((row.turn for row in rows_of(survey.id, council_code)), default=0)


def _keep(
    survey: Survey,
    council_code: str,
    turn: int,
    days: Days,
    tables: Mapping[str, Sequence[CountTable]],
    first: str,
) -> None:
    """Keep a counting beside what was shown; of these cuts, what nobody looked at is dropped. One
    of them is shown at once. If something else was shown meanwhile, it is left to whoever looks
    next.
    """
    before = _shown_by(survey.id, council_code)
    facts = {"survey_id": survey.id, "council_code": council_code, "turn": turn}
    facts |= {"counted": sum(days.values()), "days": days, "made_on": today()}
    made = {
        cut: SurveyFigures(cut=cut, tables=[as_json(one) for one in several], gate={}, **facts)
        for cut, several in tables.items()
    }
    moved = _moved(survey, made[first], _that_showed_something(rows_of(survey.id, council_code)))
    will_write()
    alone(survey)
    if _shown_by(survey.id, council_code) != before:
        return only_reads_at_first()
    there = rows_of(survey.id, council_code)
    kept = _that_showed_something(there)
    for row in there:
        if row.cut in tables and (not row.gate or row not in kept):
            session.delete(row)
    session.flush()
    _show(made[first], moved, [row for row in kept if row.cut == first and row.gate])
    session.add_all(made.values())
    commit()


def _that_showed_something(rows: Sequence[SurveyFigures]) -> list[SurveyFigures]:
    """Of fewer answers than may be shown nothing was; such a counting gives way to the next."""
    return [row for row in rows if row.counted >= BOARD_THRESHOLD]


def open_gate(survey: Survey, row: SurveyFigures) -> None:
    """Put a row through the gate that nobody has looked at yet. If something else was shown
    meanwhile, it is left to whoever looks next.
    """
    place, before = (row.survey_id, row.council_code), _shown_by(row.survey_id, row.council_code)
    moved, number = _moved(survey, row, rows_of(*place)), row.id
    will_write()
    alone(survey)
    kept = session.get(SurveyFigures, number)
    if _shown_by(*place) == before and kept is not None and not kept.gate:
        older = [one for one in rows_of(*place, kept.cut) if one.turn < kept.turn and one.gate]
        _show(kept, moved, older)
        commit()


def _shown_by(survey_id: int, council_code: str) -> set[int]:
    """The rows that show something, as they are now."""
    return {row.id for row in rows_of(survey_id, council_code) if row.gate}


def _moved(survey: Survey, row: SurveyFigures, kept: Sequence[SurveyFigures]) -> dict[str, Showing]:
    """What a counting shows anew, by what it is about: what passes the gate, stays safe beside all
    that these rows showed, and is better than what stands.
    """
    new = apart(row, through_the_gate(row.council_code, tables_in(row)))
    everything = showings_in(kept)
    stands = showings_in([one for one in kept if one.cut == row.cut])
    few = {cell for cell, number in true_counts(kept) if number < BOARD_THRESHOLD}
    over, moved = state_of(survey) == "over", {}
    for what, showing in new.items():
        turns = dict(everything.get(what, {}))
        same = turns.pop(row.turn, None)
        last = next(reversed(stands.get(what, {}).values()), None)
        if last is not None and dict(last.shown) == dict(showing.shown):
            continue
        if turns and what not in OF_PEOPLE:
            showing = may_be_shown(list(turns.values()), same, showing, few)
        if last is None or is_better(showing, last, over=over):
            moved[what] = showing
    return moved


def _show(row: SurveyFigures, moved: dict[str, Showing], before: Sequence[SurveyFigures]) -> None:
    """Keep what a row shows, and of the true counts only those of what is shown still."""
    shown = {one.at(rest): n for one in moved.values() for rest, n in one.shown.items()}
    relations = tuple(each for one in moved.values() for each in one.all_about())
    row.gate = Protected(BOARD_THRESHOLD, shown, relations).as_json()
    keep_true_counts(row, moved)
    for one in before:
        keep_true_counts(one, moved, but=True)


def commit() -> None:
    """Keep it, and only read again. Of two who count at once, the first one's stays."""
    try:
        session.commit()
    except IntegrityError:
        session.rollback()
    only_reads_at_first()
