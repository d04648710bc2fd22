"""Young people, those of them who inspect, and who works with whom."""

from datetime import date

from app.accounts.models import Account, Council, RoleGrant
from app.core.clock import today
from app.core.db import session
from app.core.permissions import Role
from app.demo.making.accounts import make_council, make_young_account
from app.demo.making.adding import kept, numbers
from app.people.models import Assignment, YoungPerson


def make_young_person(
    council: Council | None = None, chosen_name: str | None = None, **values
) -> YoungPerson:
    """A young person; with `chosen_name`, one who has an account and can sign in."""
    council = council or make_council()
    account = make_young_account(chosen_name, values) if chosen_name else None
    return kept(
        YoungPerson(
            account_id=account.id if account else None,
            known_as=values.pop("known_as", chosen_name or f"Young person {next(numbers)}"),
            council_code=council.code,
            birth_month=values.pop("birth_month", date(2011, 5, 1)),
            care_status=values.pop("care_status", "in_care"),
            **values,
        )
    )


def make_inspector(council: Council | None = None, chosen_name: str | None = None) -> Account:
    """A young person who inspects, for one council or (with none given) for all."""
    name = chosen_name or f"Inspector {next(numbers)}"
    account = make_young_person(council, name).account
    code = council.code if council else None
    account.grants = [*account.grants, RoleGrant(role=Role.YOUNG_INSPECTOR, council_code=code)]
    session.flush()
    return account


def assign(
    worker: Account,
    young_person: YoungPerson,
    part: str = "social_worker",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Assignment:
    """`worker` has this part in the young person's life, from today unless said."""
    return kept(
        Assignment(
            worker_id=worker.id,
            young_person_id=young_person.id,
            part=part,
            starts_on=starts_on or min(today(), ends_on or today()),
            ends_on=ends_on,
        )
    )
