"""Two who keep the rota at the same moment leave one rota, on either database."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Account
from app.core.clock import now
from app.core.db import session as app_session
from app.core.permissions import Role
from app.demo.factories import make_shift, make_staff
from app.safeguarding import rota_services
from app.safeguarding.duty_models import Shift
from app.safeguarding.rota_services import AlreadyOn, Over, SomebodyIsOn, Wanted
from tests.at_once import at_once

HOURS = timedelta(hours=8)


@pytest.fixture
def keeper(west):
    return make_staff(Role.TEAM_MANAGER, council=west)


def here(account) -> Account:
    """The same account, in the transaction of whoever asks."""
    return app_session.get(Account, account.id)


def put_on(account, keeper, as_well=True):
    begin = now() + timedelta(days=1)
    wanted = Wanted(here(account), "west", begin, begin + HOURS)
    return rota_services.put_on(wanted, here(keeper), as_well=as_well)


def kinds(found) -> list[str]:
    return sorted(type(one).__name__ for one in found)


def one_person_is_put_on_once(app, session, duty, colleague, keeper) -> None:
    found = at_once(app, [lambda: put_on(duty, keeper)] * 4)
    assert kinds(found) == [AlreadyOn.__name__] * 3 + [Shift.__name__]
    assert len(session.scalars(select(Shift)).all()) == 1


def a_second_person_is_asked_about(app, session, duty, colleague, keeper) -> None:
    found = at_once(
        app, [lambda one=one: put_on(one, keeper, as_well=False) for one in (duty, colleague)]
    )
    assert kinds(found) == [Shift.__name__, SomebodyIsOn.__name__]


def what_is_taken_off_is_not_changed(app, session, duty, colleague, keeper) -> None:
    begin = now() + timedelta(days=1)
    id = make_shift(duty, begin, begin + HOURS).id

    def take_off():
        rota_services.take_off(app_session.get_one(Shift, id), here(keeper))

    found = at_once(app, [take_off] * 3)
    # Who looked before it was gone is told; who looked after found nothing.
    assert found.count(None) == 1
    assert set(kinds(found)) <= {"NoneType", Over.__name__, "NoResultFound"}
    assert session.scalars(select(Shift)).all() == []


EACH = [one_person_is_put_on_once, a_second_person_is_asked_about, what_is_taken_off_is_not_changed]


@pytest.mark.parametrize("what", EACH)
def test_at_once_on_sqlite(app, session, duty, colleague, keeper, what):
    what(app, session, duty, colleague, keeper)


@pytest.mark.postgresql
@pytest.mark.parametrize("what", EACH)
def test_at_once_on_postgresql(app, session, duty, colleague, keeper, what):
    what(app, session, duty, colleague, keeper)
