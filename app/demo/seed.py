"""The demo: an invented trust with two councils, and what its invented young people said.

Seeded once. The random source and the clock are passed in, so that every demo is alike.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import yaml
from flask import current_app
from sqlalchemy import select

from app.accounts.models import Account, Council
from app.core.clock import today
from app.core.db import session
from app.core.reporting import Period
from app.demo import cast
from app.demo.awarded import celebrate
from app.demo.factories import assign, make_council, make_staff, make_statement, make_young_person
from app.demo.grouped import ask_inspectors, gather
from app.demo.inspected import inspect
from app.demo.interviewed import children_who_were_missing
from app.demo.offered import (
    a_quarter_of_asking,
    show_the_offer,
    what_was_undertaken,
    who_looks_after_what,
)
from app.demo.on_duty import fill_rota, hand_over, open_to_read
from app.demo.rated import rate_promises
from app.demo.surveyed import young_inspectors_ask
from app.interviews.quarters import keep_quarters
from app.offer import catalogue, claims
from app.offer.catalogue import find_line
from app.people.models import YoungPerson
from app.pledge.publishing import publish_what_ships
from app.reports.models import GROUPS, Population
from app.safeguarding.models import Alert
from app.safeguarding.services import acknowledge, record_outcome
from feedback import services
from feedback.coding import confirm_codes
from feedback.models import Thread, Translation
from surveys.models import Answer
from surveys.return_numbers import return_number_for

SAID = Path(__file__).with_name("said.yaml")
TOKEN = "what the demo's anonymous young person holds"
"""Real ones are made by chance; from this one the number can be printed at every start."""
SAID_A_QUARTER = 220
POPULATION = {"in_care": 600, "care_leavers": 470, "separated": 140}

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
    staff = {one.email.partition("@")[0]: _staff(one) for one in cast.STAFF}
    _show_the_offer()
    young = [_young(one, staff) for one in cast.SIGN_IN_AS]
    names = [f"{name} {letter}." for letter in "BDKR" for name in cast.NAMES]
    others = [_other(name, place, councils, source) for place, name in enumerate(names)]
    this_quarter = Period.holding(today())
    with _on(this_quarter.previous.previous.first_day):
        publish_what_ships()
        show_the_offer(staff["manager"])
        who_looks_after_what(staff["participation"])
    for period in (this_quarter.previous.previous, this_quarter.previous):
        rate_promises(period, others, random.Random(period.code))
        _populate(period, councils)
        _a_quarter(period, others, councils, staff, source)
        with _on(period.last_day - timedelta(days=20)):
            a_quarter_of_asking(others, staff["manager"], random.Random(period.code))
    with _on(this_quarter.previous.last_day):
        what_was_undertaken(staff["participation"], [council.code for council in councils])
    children_who_were_missing(young, others, staff, this_quarter)
    session.commit()
    _now_waiting(young, staff)
    session.commit()
    keep_quarters()
    session.commit()
    celebrate(young, others, staff, _on)
    session.commit()
    gather(young, others, staff["participation"], _on)
    ask_inspectors(young[0], staff["participation"])
    inspect(young, staff, _on)
    young_inspectors_ask(staff["participation"], _on)
    session.commit()
    yield from _lines()


def _show_the_offer() -> None:
    """What ships, let through by one person and checked by nobody, as its lines say themselves."""
    officer = session.scalar(select(Account).where(Account.email == cast.STAFF[0].email))
    catalogue.publish_shipped()
    if officer is not None:
        catalogue.approve_shipped(officer)


def _staff(one: cast.Staff) -> Account:
    return make_staff(
        *one.roles,
        council=session.get(Council, one.council) if one.council else None,
        email=one.email,
        display_name=one.name,
        job_title=one.job,
        password=cast.PASSWORD,
    )


def _young(one: cast.Young, staff: dict[str, Account]) -> YoungPerson:
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


def _other(name: str, place: int, councils: list[Council], source: random.Random) -> YoungPerson:
    grown = place % 3 == 0
    return make_young_person(
        councils[place % 2],
        known_as=name,
        birth_month=date(2006 if grown else source.randint(2009, 2016), source.randint(1, 12), 1),
        care_status="former_relevant" if grown else "in_care",
        separated=place % 5 == 0,
    )


def _populate(period: Period, councils: list[Council]) -> None:
    for council in councils:
        for group in GROUPS:
            session.add(
                Population(
                    council_code=council.code,
                    quarter=period.code,
                    group=group,
                    count=POPULATION[group],
                    given_by_name="Priya Anand",
                )
            )


def _a_quarter(
    period: Period,
    young: list[YoungPerson],
    councils: list[Council],
    staff: dict[str, Account],
    source: random.Random,
) -> None:
    """What was said in a quarter that is over, by name or not, answered and coded."""
    officer, duty = staff["participation"], staff["duty"]
    said = yaml.safe_load(SAID.read_text(encoding="utf-8"))
    days = [
        period.first_day + timedelta(days=n)
        for n in range((period.last_day - period.first_day).days - 14)
    ]
    for day in sorted(source.choices(days, k=SAID_A_QUARTER)):
        line, person = source.choice(said), source.choice(young)
        by_name = source.random() < 0.8
        with _on(day):
            thread = make_statement(
                person if by_name else None,
                line["words"],
                form=line["form"],
                question=line.get("question"),
                language=line.get("language", "en"),
                council=None if by_name else source.choice(councils),
            )
            _code(thread, line, officer)
            _close_alert(thread, duty)
        with _on(day + timedelta(days=source.choice((1, 1, 2, 2, 3, 6)))):
            if source.random() < 0.98:
                services.reply_to(thread, officer, "Thank you for telling us. Here is what we do.")


def _code(thread: Thread, line: dict, officer: Account) -> Answer:
    answer = session.scalars(
        select(Answer).where(Answer.response_id == thread.response_id, Answer.kind == "words")
    ).one()
    confirm_codes(answer, [tuple(code) for code in line["codes"]], officer)
    if "english" in line:
        session.add(
            Translation(
                answer_id=answer.id, language="en", words=line["english"], by_name="Daniel Tesfu"
            )
        )
    return answer


def _close_alert(thread: Thread, duty: Account) -> None:
    """What went to the duty desk because nobody there reads the language was read and closed."""
    rows = select(Alert).where(
        Alert.subject_kind == "response", Alert.subject_id == thread.response_id
    )
    for alert in session.scalars(rows).all():
        acknowledge(alert, duty)
        record_outcome(alert, duty, "interpreter_read_it", "Read with an interpreter.", True)


def _now_waiting(young: list[YoungPerson], staff: dict[str, Account]) -> None:
    """What waits for an answer today, and one anonymous conversation that has had one."""
    sky, dawit, maryam, zain, kai = young
    fill_rota(staff["duty"], staff["night"])
    claims.claim_line(find_line("council_tax_north"), kai, "refused")
    claims.claim_line(find_line("setting_up_home"), kai, "wanted")
    with _on(today() - timedelta(days=9)):
        make_statement(kai, "My flat has damp by the window again.", form="sort_out_a_problem")
    with _on(today() - timedelta(days=1)):
        good = make_statement(
            sky,
            "I scored from the halfway line and my foster mum cried.",
            form="share_good_news",
            readers=("social_worker",),
        )
        open_to_read(good, staff["duty"])
    services.reply_to(good, staff["worker"], "That is brilliant, Sky! Tell me more on Thursday?")
    make_statement(
        dawit,
        "ምስ ኣስተርጓሚ ክዛረብ እደሊ ኣለኹ።",
        form="my_workers_visit",
        language="ti",
        readers=("social_worker",),
    )
    make_statement(maryam, "غذای حلال در خانه کم است.", form="where_i_live", language="fa-AF")
    make_statement(zain, "أريد أن أزور أخي في برمنغهام.", form="something_else", language="ar")
    thread = make_statement(
        None,
        "There are too many different staff in my house and I never know who is on.",
        form="where_i_live",
        council=session.get(Council, "west"),
        token=TOKEN,
    )
    services.reply_to(
        thread,
        staff["participation"],
        "Thank you. We asked the house to put a board with photos in the hall. Did it help?",
    )
    hand_over(staff["night"])


@contextmanager
def _on(day: date) -> Iterator[None]:
    """Inside this it is half past three in the afternoon of `day`."""
    kept: Callable[[], datetime] = current_app.extensions["clock"]
    moment = datetime.combine(day, time(15, 30), UTC)
    current_app.extensions["clock"] = lambda: min(moment, kept())
    try:
        yield
    finally:
        current_app.extensions["clock"] = kept


def _lines() -> Iterator[str]:
    number = return_number_for(TOKEN)
    yield f"Everybody’s password or passphrase is: {cast.PASSWORD}"
    yield "Young people sign in by name: " + ", ".join(one.name for one in cast.SIGN_IN_AS)
    yield "Young Inspectors sign in by name: " + ", ".join(one.name for one in cast.INSPECTORS)
    for one in cast.STAFF:
        yield f"  {one.email:32} {one.job}, {one.name}"
    grouped = " ".join(number[start : start + 4] for start in range(0, 16, 4))
    yield f"The return number of something said anonymously: {grouped}"
