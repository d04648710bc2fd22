"""Who works with whom, asked of the database."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import Select, String, exists, literal, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.councils import granted_for, staff_with
from app.accounts.models import Account, RoleGrant
from app.core.db import session
from app.core.permissions import Permission, Role
from app.people.models import Assignment, YoungPerson

CASE_ROLES = (Role.WORKER, Role.REVIEWING_OFFICER, Role.TEAM_MANAGER)
"""Those who can have a part in a young person's life."""


def record_of(account: Account) -> YoungPerson | None:
    """The young person whose account this is."""
    return session.scalars(
        select(YoungPerson).where(YoungPerson.account_id == account.id)
    ).one_or_none()


def case_team(young_person: YoungPerson) -> list[Assignment]:
    """Who works with this young person today, in the order in which they began.

    An account that was closed is no longer anybody's worker.
    """
    rows = parts_of(young_person).where(Assignment.is_current(), Assignment.worker.has(active=True))
    return list(session.scalars(rows))


def past_team(young_person: YoungPerson) -> list[Assignment]:
    """Who has worked, or will work, with this young person, but does not today."""
    over = or_(~Assignment.is_current(), Assignment.worker.has(active=False))
    return list(session.scalars(parts_of(young_person).where(over)))


def parts_by_day(young_person_id: int | None) -> Callable[[int | None, date], str]:
    """A look at this life as it was: for a worker's id and a day, the code of the part they had
    then, or "". Nobody has one in the life of someone who is not known.
    """
    if young_person_id is None:
        return lambda _worker_id, _day: ""
    rows = select(
        Assignment.worker_id, Assignment.part, Assignment.starts_on, Assignment.ends_on
    ).where(Assignment.young_person_id == young_person_id)
    parts = session.execute(rows.order_by(Assignment.starts_on, Assignment.id)).all()

    def part_of(worker_id: int | None, day: date) -> str:
        held = (
            part
            for holder, part, first, last in parts
            if holder == worker_id and first <= day and (last is None or day <= last)
        )
        return next(held, "")

    return part_of


def workers_for(council_code: str) -> Sequence[Account]:
    """The active staff who can be given a part in the life of a young person of this council: those
    whose role it is to work with young people, and not to keep the records.
    """
    works_here = exists().where(
        RoleGrant.account_id == Account.id,
        RoleGrant.role.in_(CASE_ROLES),
        granted_for(literal(council_code, String)),
    )
    rows = staff_with(Permission.PEOPLE, council_code).where(works_here)
    return session.scalars(rows.order_by(Account.display_name)).all()


def with_current_team(rows: Select) -> Select:
    """These young people, with their assignments of today and workers fetched in one go."""
    team = selectinload(YoungPerson.assignments.and_(Assignment.is_current()))
    # What the people in a list may do is not shown in it, so their roles are left where they are.
    return rows.options(
        team.joinedload(Assignment.worker).lazyload(Account.grants),
        joinedload(YoungPerson.account).lazyload(Account.grants),
    )


def parts_of(young_person: YoungPerson) -> Select:
    """Every part anyone has, had or will have in this life, by its first day."""
    return (
        select(Assignment)
        .where(Assignment.young_person_id == young_person.id)
        .order_by(Assignment.starts_on, Assignment.id)
    )
