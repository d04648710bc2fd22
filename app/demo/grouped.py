"""The demo's groups: one that met and will meet, the Young Inspectors', hours and thanks."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta

from sqlalchemy import select

from app.accounts.models import Account, Council, RoleGrant
from app.core.clock import moment_at, today
from app.core.db import session
from app.core.permissions import Role
from app.core.reporting import Period
from app.groups import hours, ideas, joining, meetings, members, points, services
from app.groups.inspecting import OF_INSPECTORS
from app.groups.models import Group, Meeting
from app.groups.shipped import publish_shipped
from app.people.models import YoungPerson
from app.reports import services as reports
from app.reports import signing

On = Callable[[date], AbstractContextManager]
FILM_CLUB = {
    **dict.fromkeys(services.WORDS, ""),
    "title": "Film club of the west",
    "what": "You make short films about what matters to you, and show them to the board.",
    "who_for": "Everybody in care in the west, and those who have left.",
    "age_from": 10,
    "age_to": 19,
    "meets": "Every second Thursday in the school year, from 17:00 to 19:00.",
    "what_it_is_like": "Small and friendly. You can hold the camera, write, or just watch.",
    "food": "There is pizza. Tell us what you do not eat.",
    "getting_there": "We pay your bus ticket. Ask your worker if you need a lift.",
    "access": "No steps. There is a quiet room.",
    "run_by": "The participation team",
    "joining": "open",
}
NOTES = (
    ("agenda", "Which film do we make next?", "everyone", False),
    ("note", "We want the last bus to go later, so that we can stay to the end.", "everyone", True),
    ("note", "Snacks for the next time: somebody brings samosas.", "group", False),
)
INSPECTORS_TIME = (("training", 12, 180), ("interview_panel", 47, 120), ("visit", 60, 150))
"""What for, on which day of last quarter, and how many minutes."""
INSPECTORS_THANKS = (
    "Nova writes questions that everybody understands, and looks closely at a home.",
    "Ike checks what others wrote with care, and stays friendly when it is hard.",
)
AHEAD = 10
"""Days to the next meeting."""


def gather(
    young: Sequence[YoungPerson], others: Sequence[YoungPerson], officer: Account, on: On
) -> None:
    """A club that has met, and everything that follows. `on` sets the clock for a while."""
    publish_shipped()
    last = Period.holding(today()).previous
    with on(last.first_day + timedelta(days=20)):
        club = services.add_group("west", FILM_CLUB, officer)
        came = [young[0], *[one for one in others if one.council_code == "west"][:12]]
        places = [joining.let_in(club, person) for person in came]
        held = _plan(club, today() + timedelta(days=14), officer)
    with on(last.first_day + timedelta(days=36)):
        members.record_attendance(held, [one.id for one in came], officer)
        for kind, words, audience, for_board in NOTES:
            one = points.write_point(held, kind, words, officer)
            points.show_to(one, audience, for_board, audience == "everyone", officer)
        agreed = hours.Agreed("voucher", 2000)
        row = hours.write_hours(places[0], "interview_panel", today(), 150, agreed, officer)
        hours.give(row, officer)
        members.thank(places[0], "Sky asks good questions and lets everybody speak.", officer)
    _to_come(club, young, officer)


def _plan(club: Group, day: date, officer: Account) -> Meeting:
    begins, ends = (moment_at(day, hour) for hour in (17, 19))
    return meetings.plan_meeting(club, begins, ends, "The library, room 2", "A ramp.", officer)


def _to_come(club: Group, young: Sequence[YoungPerson], officer: Account) -> None:
    coming = _plan(club, today() + timedelta(days=AHEAD), officer)
    points.write_point(coming, "agenda", "Choose the music for our film.", officer)
    ideas.propose(coming, young[0], "Can we film at the skate park?", "en")
    off = _plan(club, today() + timedelta(days=AHEAD + 14), officer)
    meetings.call_off(off, "The library is closed that day.", officer)
    council = session.scalar(select(Group).where(Group.slug == "children-in-care-council"))
    joining.ask_to_join(council, young[0], "I would like to meet the others.", "en")
    joining.ask_to_join(club, young[3], "", "ar")


def inspectors_meet(inspectors: Sequence[Account], officer: Account, on: On) -> None:
    """They are in the Young Inspectors' group since last quarter, with the time they gave to it and
    a sentence each, so that a reference can be printed.
    """
    begun = Period.holding(today()).previous.first_day
    group = session.scalars(select(Group).where(Group.slug == OF_INSPECTORS)).one()
    theirs = (YoungPerson.account_id == one.id for one in inspectors)
    people = [session.scalars(select(YoungPerson).where(one)).unique().one() for one in theirs]
    with on(begun + timedelta(days=5)):
        places = [joining.let_in(group, person) for person in people]
    for kind, day, minutes in INSPECTORS_TIME:
        with on(begun + timedelta(days=day)):
            for place in places:
                hours.write_hours(place, kind, today(), minutes, hours.Agreed(), officer)
    with on(begun + timedelta(days=62)):
        for place, words in zip(places, INSPECTORS_THANKS, strict=True):
            members.thank(place, words, officer)


def ask_inspectors(young: YoungPerson, officer: Account) -> None:
    """One of them is a Young Inspector of the west and is asked to read last quarter's report."""
    if Role.YOUNG_INSPECTOR not in young.account.roles:
        young.account.grants.append(RoleGrant(role=Role.YOUNG_INSPECTOR, council_code="west"))
        session.flush()
    report = reports.start_report(
        session.get_one(Council, "west"), Period.holding(today()).previous, officer
    )
    signing.ask(report, officer)
