"""Counting episodes and what followed: a handful of queries, however many there are.

An episode belongs to the quarter in which the child came back, by the calendar of Northamptonshire.
Every count comes with how many children stand behind it, and how much of it is one child's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)

from app.core.clock import LONDON
from app.core.db import session
from app.core.elapsed import seconds_between
from app.core.reporting import Period
from app.interviews.episode_models import WITHIN, Episode
from app.interviews.groups import ALL, GROUPINGS, born_by, group_of
from app.interviews.interview_models import Action, ReturnInterview
from app.interviews.measures import OFTEN, OFTEN_WITHIN
from app.people.models import YoungPerson
from surveys.models import Answer, Response


@dataclass(frozen=True)
class Tally:
    """How many of a thing there are, of how many children, and how many are the one child's who
    has most of them.
    """

    things: int = 0
    children: int = 0
    most: int = 0

    @property
    def behind(self) -> int:
        """How many children stand behind it; one who makes up more than half is as good as alone,
        for the others would tell them from it.
        """
        return min(self.children, 1) if 2 * self.most > self.things else self.children


@dataclass(frozen=True)
class Wait:
    """The seconds of the conversation in the middle, and how many children took part in any."""

    seconds: float
    children: int


Tallies = Mapping[tuple[str, str], Tally]
"""By group and measure: ("home/foster_home", "took_part")."""


def episodes(period: Period, council_code: str) -> Tallies:
    """Every measure that counts episodes, or children by their episodes."""
    flags = _flags()
    return _tallied(_ended(period, council_code, flags), (*flags, "repeat"), GROUPINGS)


def actions(period: Period, council_code: str) -> Tallies:
    """What was to be done by a day in the quarter, and what was done by then."""
    flags = {"actions_due": literal(1), "actions_on_time": _one_if(Action.done_on <= Action.due_on)}
    rows = (
        select(*_who(period), *_labelled(flags))
        .select_from(Action)
        .join(ReturnInterview, ReturnInterview.id == Action.interview_id)
        .join(Episode, Episode.id == ReturnInterview.episode_id)
        .join(YoungPerson, YoungPerson.id == Episode.young_person_id)
        .where(
            Episode.council_code == council_code,
            Action.due_on.between(period.first_day, period.last_day),
        )
    )
    return _tallied(rows.cte("undertaken"), tuple(flags), GROUPINGS)


def factors(period: Period, council_code: str, questions: Mapping[str, Iterable[str]]) -> Tallies:
    """Who gave which reason, in words they agreed to; `questions` has the reasons of each.

    Under `reasons` who gave any at all.
    """
    # The list as it is stored; the quotation marks make it the whole code and no part of one.
    chosen = cast(Answer.choices, String)
    flags = {
        code: _one_if(
            and_(Answer.question_key == key, chosen.contains(f'"{code}"', autoescape=True))
        )
        for key, codes in questions.items()
        for code in codes
    }
    flags["reasons"] = _one_if(or_(*(flag == 1 for flag in flags.values())))
    rows = (
        _of_the_quarter(select(*_who(period), *_labelled(flags)), period, council_code)
        .join(Response, Response.id == ReturnInterview.words_id)
        .join(Answer, Answer.response_id == Response.id)
        .where(Response.sent_on.is_not(None), Answer.question_key.in_(list(questions)))
    )
    return _tallied(rows.cte("reasons"), tuple(flags), {})


def waits(period: Period, council_code: str) -> dict[str, Wait]:
    """From coming back to the conversation in which the child took part, by group."""
    waited = (
        _of_the_quarter(select(*_who(period), _waited().label("seconds")), period, council_code)
        .where(ReturnInterview.child_took_part)
        .cte("waited")
    )
    each = union_all(
        *(
            select(
                group.label("sort"),
                waited.c.seconds,
                func.row_number().over(partition_by=parts, order_by=waited.c.seconds).label("at"),
                func.count().over(partition_by=parts).label("of"),
                _different(waited.c.child, parts).label("children"),
            )
            for group, parts in _groups_in(waited, GROUPINGS)
        )
    ).subquery()
    middle = (2 * each.c["at"]).between(each.c.of, each.c.of + 2)
    rows = (
        select(each.c.sort, func.avg(each.c.seconds), func.max(each.c.children))
        .where(middle)
        .group_by(each.c.sort)
    )
    return {group: Wait(float(seconds), n) for group, seconds, n in session.execute(rows)}


def _different(column: ColumnElement, partition_by: list[ColumnElement]) -> ColumnElement[int]:
    """How many different values there are in each part: a window counts no distinct ones, but the
    ranks from both ends of a value add up to one more.
    """
    up = func.dense_rank().over(partition_by=partition_by, order_by=column)
    down = func.dense_rank().over(partition_by=partition_by, order_by=column.desc())
    return up + down - 1


def anything_by(period: Period, council_code: str) -> bool:
    """True if somebody's return is on record up to the end of this quarter."""
    rows = select(Episode.id).where(
        Episode.council_code == council_code,
        Episode.returned_at < _midnight(period.next.first_day),
    )
    return session.scalar(rows.limit(1)) is not None


def _flags() -> dict[str, ColumnElement[int]]:
    """What each measure asks of an episode: one if it holds, nought if not."""
    interview, took_part = ReturnInterview, ReturnInterview.child_took_part
    of_home, of_authority = interview.independent_of_home, interview.independent_of_authority
    in_time = WITHIN.total_seconds()
    offered_after = seconds_between(Episode.returned_at, interview.offered_at)
    return {
        "episodes": literal(1),
        "out_of_area": _one_if(Episode.out_of_area),
        "offered": _one_if(interview.offered_at.is_not(None)),
        "offered_within_72": _one_if(offered_after <= in_time),
        "accepted": _one_if(interview.answer == "accepted"),
        "declined": _one_if(interview.answer == "declined"),
        "no_answer": _one_if(and_(interview.offered_at.is_not(None), interview.answer.is_(None))),
        "form_completed": _one_if(interview.form_completed_at.is_not(None)),
        "took_part": _one_if(took_part),
        "within_72": _one_if(and_(took_part, _waited() <= in_time)),
        "independent_of_home": _one_if(and_(took_part, of_home)),
        "independent_of_authority": _one_if(and_(took_part, of_authority)),
        "independent_of_both": _one_if(and_(took_part, of_home, of_authority)),
    }


def _waited() -> ColumnElement[float]:
    return seconds_between(Episode.returned_at, ReturnInterview.held_at)


def _one_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _labelled(flags: Mapping[str, ColumnElement]) -> list[ColumnElement]:
    return [flag.label(key) for key, flag in flags.items()]


def _who(period: Period) -> list[ColumnElement]:
    """Whose it is, and their group in each grouping."""
    age = case(
        (YoungPerson.birth_month <= born_by(period, 16), "16"),
        (YoungPerson.birth_month <= born_by(period, 11), "11_15"),
        else_="7_11",
    )
    return [
        Episode.young_person_id.label("child"),
        age.label("age"),
        func.coalesce(Episode.home_type, "not_said").label("home"),
        case((YoungPerson.separated, "separated"), else_="not_separated").label("separated"),
    ]


def _of_the_quarter(columns: Select, period: Period, council_code: str) -> Select:
    """The episodes from which a child came back in the quarter, with their interviews."""
    return (
        columns.select_from(Episode)
        .join(YoungPerson, YoungPerson.id == Episode.young_person_id)
        .outerjoin(ReturnInterview, ReturnInterview.episode_id == Episode.id)
        .where(
            Episode.council_code == council_code,
            Episode.returned_at >= _midnight(period.first_day),
            Episode.returned_at < _midnight(period.next.first_day),
        )
    )


def _midnight(day: date) -> datetime:
    """When this day begins in Northamptonshire."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def _ended(period: Period, council_code: str, flags: Mapping[str, ColumnElement]) -> CTE:
    """The quarter's episodes, with what each measure asks of them."""
    these = _of_the_quarter(select(Episode.young_person_id), period, council_code)
    often = _often(these)
    columns = select(*_who(period), *_labelled(flags), often.c.repeat)
    return (
        _of_the_quarter(columns, period, council_code)
        .join(often, often.c.id == Episode.id)
        .cte("ended")
    )


def _often(children: Select) -> CTE:
    """Every episode of these children, with whether it was their third or a later one in so long.

    It was if the last but one before it began less long ago than that.
    """
    earlier = (
        select(
            Episode.id,
            Episode.left_at,
            func.lag(Episode.left_at, OFTEN - 1)
            .over(partition_by=Episode.young_person_id, order_by=(Episode.left_at, Episode.id))
            .label("third_last"),
        )
        .where(Episode.young_person_id.in_(children))
        .subquery()
    )
    since = seconds_between(earlier.c.third_last, earlier.c.left_at)
    repeat = _one_if(since < OFTEN_WITHIN.total_seconds())
    return select(earlier.c.id, repeat.label("repeat")).cte("often")


def _groups_in(rows: CTE, groupings: Iterable[str]) -> list[tuple[ColumnElement, list]]:
    """What a row's group is called, everybody's and that in each grouping, and the columns that
    tell it from others.
    """
    parts = [(literal(group_of(one, "")) + rows.c[one], [rows.c[one]]) for one in groupings]
    return [(literal(ALL), []), *parts]


def _tallied(rows: CTE, keys: tuple[str, ...], groupings: Iterable[str]) -> Tallies:
    """The sums of these columns by group, first for each child and then for all of them."""
    of_child = union_all(
        *(
            select(
                group.label("sort"), *(func.sum(rows.c[key]).label(key) for key in keys)
            ).group_by(*parts, rows.c.child)
            for group, parts in _groups_in(rows, groupings)
        )
    ).subquery()
    columns = [column for key in keys for column in _tally_of(of_child.c[key])]
    by_group = select(of_child.c.sort, *columns).group_by(of_child.c.sort)
    return {
        (group, key): Tally(*map(int, numbers[3 * place : 3 * place + 3]))
        for group, *numbers in session.execute(by_group)
        for place, key in enumerate(keys)
    }


def _tally_of(sums: ColumnElement[int]) -> tuple[ColumnElement[int], ...]:
    """The columns of a Tally, from each child's sum."""
    return func.sum(sums), func.sum(_one_if(sums > 0)), func.max(sums)
