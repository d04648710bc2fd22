"""Counting episodes and what followed: a handful of queries, however many there are."""

from collections import Counter
from collections.abc import Collection, Mapping

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    and_,
    cast,
    distinct,
    func,
    literal,
    select,
    union_all,
)

from app.core.db import session
from app.core.elapsed import seconds_between
from app.core.json_values import values_in
from app.core.reporting import Period
from app.interviews.episode_models import WITHIN, Episode
from app.interviews.factor_promises import QUESTIONS
from app.interviews.grouped_sums import Tallies, one_if, tallied
from app.interviews.groups import ALL, GROUPINGS, group_of
from app.interviews.measures import OFTEN, OFTEN_WITHIN
from app.interviews.models import Action, ReturnInterview
from app.interviews.quarter_rows import ended_in, midnight, of_the_quarter, who
from app.people.models import YoungPerson
from surveys.models import Answer


def episodes(period: Period, council_code: str) -> Tallies:
    """Every measure that counts episodes, or children by their episodes."""
    flags = _flags()
    return tallied(_ended(period, council_code, flags), (*flags, "repeat"))


def actions(period: Period, council_code: str) -> Tallies:
    """What was to be done by a day in the quarter, and what was done by then."""
    flags = {"actions_due": literal(1), "actions_on_time": one_if(Action.done_on <= Action.due_on)}
    rows = (
        select(*who(period), *_labelled(flags))
        .select_from(Action)
        .join(ReturnInterview, ReturnInterview.id == Action.interview_id)
        .join(Episode, Episode.id == ReturnInterview.episode_id)
        .join(YoungPerson, YoungPerson.id == Episode.young_person_id)
        .where(
            Episode.council_code == council_code,
            Action.due_on.between(period.first_day, period.last_day),
        )
    )
    return tallied(rows.cte("undertaken"), tuple(flags))


def factors(period: Period, council_code: str, codes: Collection[str]) -> Counter[str]:
    """How many children gave each of these reasons, in words they agreed to; under `reasons` how
    many gave any of them.
    """
    chosen = values_in(Answer.choices)
    given = (
        select(Episode.young_person_id.label("child"), chosen.c.value)
        .join(ReturnInterview, ReturnInterview.episode_id == Episode.id)
        .join(Answer, Answer.response_id == ReturnInterview.words_id)
        .join(chosen, chosen.c.value.in_(codes))
        .where(
            *ended_in(period, council_code),
            ReturnInterview.read_back_at.is_not(None),
            Answer.question_key.in_(QUESTIONS),
        )
        .distinct()
        .cte("given")
    )
    rows = union_all(
        select(given.c.value, func.count()).group_by(given.c.value),
        select(literal("reasons"), func.count(distinct(given.c.child))),
    )
    return Counter(dict(map(tuple, session.execute(rows))))


def median_hours(period: Period, council_code: str) -> dict[str, float]:
    """From coming back to the conversation in which the child took part, by group; to a minute."""
    waited = (
        of_the_quarter(select(*who(period), _waited().label("seconds")), period, council_code)
        .where(ReturnInterview.child_took_part)
        .subquery()
    )
    minutes = cast(waited.c.seconds / 60, Integer)
    whose = [waited.c[name] for name in GROUPINGS]
    found: dict[str, Counter[int]] = {}
    for waits, count, *codes in session.execute(
        select(minutes, func.count(), *whose).group_by(minutes, *whose)
    ):
        for group in (ALL, *map(group_of, GROUPINGS, codes)):
            found.setdefault(group, Counter())[waits] += count
    return {group: _middle(waits) / 60 for group, waits in found.items()}


def _middle(counted: Counter[int]) -> float:
    """The value in the middle, or half way between the two."""
    values = sorted(counted.elements())
    return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2


def anything_by(period: Period, council_code: str) -> bool:
    """True if somebody's return is on record up to the end of this quarter."""
    rows = select(Episode.id).where(
        Episode.council_code == council_code,
        Episode.returned_at < midnight(period.next.first_day),
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
        "out_of_area": one_if(Episode.out_of_area),
        "offered": one_if(interview.offered_at.is_not(None)),
        "offered_within_72": one_if(offered_after <= in_time),
        "accepted": one_if(interview.answer == "accepted"),
        "declined": one_if(interview.answer == "declined"),
        "no_answer": one_if(and_(interview.offered_at.is_not(None), interview.answer.is_(None))),
        "form_completed": one_if(interview.form_completed_at.is_not(None)),
        "took_part": one_if(took_part),
        "within_72": one_if(and_(took_part, _waited() <= in_time)),
        "independent_of_home": one_if(and_(took_part, of_home)),
        "independent_of_authority": one_if(and_(took_part, of_authority)),
        "independent_of_both": one_if(and_(took_part, of_home, of_authority)),
    }


def _waited() -> ColumnElement[float]:
    return seconds_between(Episode.returned_at, ReturnInterview.held_at)


def _labelled(flags: Mapping[str, ColumnElement]) -> list[ColumnElement]:
    return [flag.label(key) for key, flag in flags.items()]


def _ended(period: Period, council_code: str, flags: Mapping[str, ColumnElement]) -> CTE:
    """The quarter's episodes, with what each measure asks of them."""
    these = of_the_quarter(select(Episode.young_person_id), period, council_code)
    often = _often(these)
    columns = select(*who(period), *_labelled(flags), often.c.repeat)
    return (
        of_the_quarter(columns, period, council_code)
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
    repeat = one_if(since < OFTEN_WITHIN.total_seconds())
    return select(earlier.c.id, repeat.label("repeat")).cte("often")
