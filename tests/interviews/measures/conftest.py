"""Two councils, the adults round return interviews, and children who were missing and came back."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.factories import (
    make_council,
    make_episode,
    make_return_interview,
    make_staff,
    make_young_person,
)

QUARTER = Period.parse("2026-Q2")
MAY = datetime(2026, 5, 6, 18, tzinfo=UTC)


@pytest.fixture
def world(app, session, clock):
    """It is the middle of July; the second quarter is over."""
    clock.set(2026, 7, 15, 9)
    west, north = make_council(), make_council("north", "North Northamptonshire")
    world = SimpleNamespace(
        west=west,
        north=north,
        keeper=make_staff(Role.TEAM_MANAGER, council=west),
        northern=make_staff(Role.TEAM_MANAGER, council=north),
        officer=make_staff(Role.PARTICIPATION_OFFICER, council=west),
        member=make_staff(Role.BOARD_MEMBER, council=west),
        worker=make_staff(Role.WORKER),
        interviewer=make_staff(Role.RETURN_INTERVIEWER),
    )
    session.commit()
    return world


PERSON = ("birth_month", "separated", "home_type", "out_of_area")
ALL_SORTS = (
    {"birth_month": date(2016, 1, 1), "home_type": "foster_home", "separated": True},
    {"birth_month": date(2013, 1, 1), "home_type": "childrens_home"},
    {"birth_month": date(2009, 1, 1), "home_type": "supported_home"},
)


@pytest.fixture
def came_back(world, session):
    """`came_back(12, times=2, talked_after=9)`: so many children, of all sorts where nothing else
    is said, each so often, in May.

    Days apart; what is said of an interview makes one for each episode, `talked_after` its hours.
    """

    def came_back(children, times=1, on=MAY, council=None, talked_after=None, **values):
        person = {key: values.pop(key) for key in PERSON if key in values}
        sorts = [person or ALL_SORTS[n % len(ALL_SORTS)] for n in range(children)]
        people = [make_young_person(council or world.west, **sort) for sort in sorts]
        for young_person in people:
            for time in range(times):
                back = on + timedelta(days=time)
                episode = make_episode(young_person, returned_at=back)
                its = dict(values)
                if talked_after is not None:
                    its |= {
                        "held_at": back + timedelta(hours=talked_after),
                        "child_took_part": True,
                    }
                if its:
                    make_return_interview(episode, **its)
        session.commit()
        return people

    return came_back
