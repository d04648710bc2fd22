"""Which episodes are of a quarter, and whose they are.

An episode belongs to the quarter in which the child came back, by the calendar of Northamptonshire.
"""

from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, Select, case, func

from app.core.clock import LONDON
from app.core.reporting import Period
from app.interviews.episode_models import Episode
from app.interviews.groups import born_by
from app.interviews.interview_models import ReturnInterview
from app.people.models import YoungPerson


def who(period: Period) -> list[ColumnElement]:
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


def of_the_quarter(columns: Select, period: Period, council_code: str) -> Select:
    """The episodes from which a child came back in the quarter, with their interviews."""
    return (
        columns.select_from(Episode)
        .join(YoungPerson, YoungPerson.id == Episode.young_person_id)
        .outerjoin(ReturnInterview, ReturnInterview.episode_id == Episode.id)
        .where(*ended_in(period, council_code))
    )


def ended_in(period: Period, council_code: str) -> tuple[ColumnElement[bool], ...]:
    """True of the episodes from which a child came back in the quarter."""
    return (
        Episode.council_code == council_code,
        Episode.returned_at >= midnight(period.first_day),
        Episode.returned_at < midnight(period.next.first_day),
    )


def midnight(day: date) -> datetime:
    """When this day begins in Northamptonshire."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)
