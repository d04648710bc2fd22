"""The staff, and the young people they work with."""

import random
from datetime import date, timedelta

from app.accounts.models import Account, Council
from app.core.clock import today
from app.core.db import session
from app.demo import cast
from app.demo.factories import assign, make_staff, make_young_person
from app.people.models import YoungPerson


def enrol(one: cast.Staff) -> Account:
    return make_staff(
        *one.roles,
        council=session.get(Council, one.council) if one.council else None,
        email=one.email,
        display_name=one.name,
        job_title=one.job,
        password=cast.PASSWORD,
    )


def enrol_young(one: cast.Young, staff: dict[str, Account]) -> YoungPerson:
    person = make_young_person(
        session.get(Council, one.council),
        chosen_name=one.name,
        birth_month=one.born,
        care_status=one.status,
        separated=one.separated,
        language=one.language,
        passphrase=cast.PASSWORD,
    )
    since = today() - timedelta(days=200)
    grown = one.status == "former_relevant"
    assign(
        staff["adviser" if grown else "worker"],
        person,
        "personal_adviser" if grown else "social_worker",
        since,
    )
    assign(staff["manager"], person, "team_manager", since)
    if not grown:
        assign(staff["reviewing"], person, "reviewing_officer", since)
    return person


def enrol_other(
    name: str, place: int, councils: list[Council], source: random.Random
) -> YoungPerson:
    grown = place % 3 == 0
    return make_young_person(
        councils[place % 2],
        known_as=name,
        birth_month=date(2006 if grown else source.randint(2009, 2016), source.randint(1, 12), 1),
        care_status="former_relevant" if grown else "in_care",
        separated=place % 5 == 0,
    )
