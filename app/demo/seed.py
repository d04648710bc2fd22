"""The demo: an invented trust with two councils, and what its invented young people said.

Seeded once. The random source and the clock are passed in, so that every demo is alike.
"""

import random
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Account
from app.core.clock import today
from app.core.db import session
from app.core.reporting import Period
from app.demo import cast
from app.demo.awarded import celebrate
from app.demo.days import on
from app.demo.enrolled import enrol, enrol_other, enrol_young
from app.demo.factories import make_council
from app.demo.grouped import ask_inspectors, gather, inspectors_meet
from app.demo.inspected import inspect
from app.demo.interviewed import children_who_were_missing
from app.demo.offered import (
    a_quarter_of_asking,
    show_the_offer,
    what_was_undertaken,
    who_looks_after_what,
)
from app.demo.rated import rate_promises
from app.demo.said import a_quarter, populate
from app.demo.surveyed import enrol_inspectors, young_inspectors_ask
from app.demo.waiting import TOKEN, what_waits_now
from app.interviews.quarters import keep_quarters
from app.offer import catalogue
from app.pledge.publishing import publish_what_ships
from surveys.return_numbers import return_number_for

TOWNS = {
    "west": ["Northampton", "Daventry", "Brackley", "Towcester"],
    "north": ["Corby", "Kettering", "Wellingborough", "Rushden"],
}


def seed_demo() -> Iterator[str]:
    """Put the demo in if the database is empty; yields the lines to print each time. Commits."""
    if session.scalar(select(Account.id).limit(1)) is not None:
        _show_the_offer()
        session.commit()
        yield from _lines()
        return
    source = random.Random(2026)
    councils = [
        make_council("west", "West Northamptonshire", towns=TOWNS["west"]),
        make_council("north", "North Northamptonshire", towns=TOWNS["north"]),
    ]
    staff = {one.email.partition("@")[0]: enrol(one) for one in cast.STAFF}
    _show_the_offer()
    young = [enrol_young(one, staff) for one in cast.SIGN_IN_AS]
    names = [f"{name} {letter}." for letter in "BDKR" for name in cast.NAMES]
    others = [enrol_other(name, place, councils, source) for place, name in enumerate(names)]
    this_quarter = Period.holding(today())
    with on(this_quarter.previous.previous.first_day):
        publish_what_ships()
        show_the_offer(staff["manager"])
        who_looks_after_what(staff["participation"])
    for period in (this_quarter.previous.previous, this_quarter.previous):
        rate_promises(period, others, random.Random(period.code))
        populate(period, councils)
        a_quarter(period, others, councils, staff, source)
        with on(period.last_day - timedelta(days=20)):
            a_quarter_of_asking(others, staff["manager"], random.Random(period.code))
    with on(this_quarter.previous.last_day):
        what_was_undertaken(staff["participation"], [council.code for council in councils])
    children_who_were_missing(young, others, staff, this_quarter)
    session.commit()
    what_waits_now(young, staff)
    session.commit()
    keep_quarters()
    session.commit()
    celebrate(young, others, staff, on)
    session.commit()
    gather(young, others, staff["participation"], on)
    ask_inspectors(young[0], staff["participation"])
    inspectors = enrol_inspectors()
    inspectors_meet(inspectors, staff["participation"], on)
    inspect(young, inspectors, staff, on)
    young_inspectors_ask(inspectors, staff, on)
    session.commit()
    yield from _lines()


def _show_the_offer() -> None:
    """What ships, let through by one person and checked by nobody, as its lines say themselves."""
    officer = session.scalar(select(Account).where(Account.email == cast.STAFF[0].email))
    catalogue.publish_shipped()
    if officer is not None:
        catalogue.approve_shipped(officer)


def _lines() -> Iterator[str]:
    number = return_number_for(TOKEN)
    yield f"Everybody’s password or passphrase is: {cast.PASSWORD}"
    yield "Young people sign in by name: " + ", ".join(one.name for one in cast.SIGN_IN_AS)
    yield "Young Inspectors sign in by name: " + ", ".join(one.name for one in cast.INSPECTORS)
    for one in cast.STAFF:
        yield f"  {one.email:32} {one.job}, {one.name}"
    grouped = " ".join(number[start : start + 4] for start in range(0, 16, 4))
    yield f"The return number of something said anonymously: {grouped}"
