"""In which councils a role counts: one for each grant, or all of them."""

from pathlib import Path

import pytest
from sqlalchemy import literal, select

from app.accounts.councils import councils_of, granted_for, holds_for, within
from app.accounts.models import RoleGrant
from app.core.permissions import Permission, Role
from app.demo.factories import make_council, make_staff
from app.safeguarding.models import Alert
from app.safeguarding.services import raise_alert

ROOT = Path(__file__).resolve().parents[2]
HERE = ("west", "north", None)
"""Where the alerts below are from; None: they did not say."""


@pytest.fixture
def councils(app):
    return make_council("west", "West"), make_council("north", "North")


@pytest.fixture
def alerts(councils):
    for number, code in enumerate(HERE):
        raise_alert("response", number, level="amber", source="cue", council_code=code)


def found(session, where) -> set[str | None]:
    return set(session.scalars(select(Alert.council_code).where(where)))


def on_duty(council=None):
    return make_staff(Role.DUTY_WORKER, council=council)


def test_a_role_in_one_council_finds_what_is_in_that_one(session, councils, alerts):
    theirs = within(Alert.council_code, on_duty(councils[0]), Permission.ALERTS)
    assert found(session, theirs) == {"west"}


def test_a_role_in_no_named_council_finds_what_is_in_any_and_in_none(session, alerts):
    assert found(session, within(Alert.council_code, on_duty(), Permission.ALERTS)) == set(HERE)


def test_what_is_of_no_known_council_is_found_where_that_is_asked_for(session, councils, alerts):
    duty = on_duty(councils[0])
    theirs = within(Alert.council_code, duty, Permission.ALERTS, or_unknown=True)
    assert found(session, theirs) == {"west", None}


@pytest.mark.parametrize("or_unknown", [True, False])
def test_without_the_permission_nothing_is_found_not_even_what_nobody_said(
    session, councils, alerts, or_unknown
):
    worker = make_staff(Role.WORKER)
    theirs = within(Alert.council_code, worker, Permission.ALERTS, or_unknown=or_unknown)
    assert found(session, theirs) == set()


@pytest.mark.parametrize("or_unknown", [True, False])
def test_what_is_not_within_is_all_the_rest(session, councils, alerts, or_unknown):
    for duty in (on_duty(councils[0]), on_duty(), make_staff(Role.WORKER)):
        theirs = within(Alert.council_code, duty, Permission.ALERTS, or_unknown=or_unknown)
        assert found(session, ~theirs) == set(HERE) - found(session, theirs)


def test_for_every_council_is_more_than_for_each_of_them(councils):
    west, north = councils
    both = make_staff(Role.DUTY_WORKER, council=west)
    both.grants.append(RoleGrant(role=Role.DUTY_WORKER, council_code=north.code))
    asked = [holds_for(both, Permission.ALERTS, code) for code in HERE]
    assert asked == [True, True, False]
    assert [holds_for(on_duty(), Permission.ALERTS, code) for code in HERE] == [True] * 3


def test_the_councils_of_a_role_are_listed_by_name(councils):
    west, north = councils
    assert councils_of(on_duty(), Permission.ALERTS) == [north, west]
    assert councils_of(on_duty(west), Permission.ALERTS) == [west]
    assert councils_of(on_duty(west), Permission.CODE) == []


@pytest.mark.postgresql
@pytest.mark.parametrize(("code", "who"), [("west", [0, 2]), ("north", [1, 2]), (None, [0, 1, 2])])
def test_whose_role_counts_in_a_council_is_the_same_rule(session, councils, code, who):
    people = [on_duty(councils[0]), on_duty(councils[1]), on_duty()]
    here = select(RoleGrant.account_id).where(
        granted_for(literal(code, RoleGrant.council_code.type))
    )
    assert set(session.scalars(here)) == {people[one].id for one in who}


def test_nobody_else_has_a_rule_of_their_own_for_it():
    """`councils_for` gives bare codes, in which None means all; only the rule reads it."""
    sources = [
        file for folder in ("app", "surveys", "feedback") for file in (ROOT / folder).rglob("*.py")
    ]
    used = {
        file.relative_to(ROOT).as_posix() for file in sources if "councils_for(" in file.read_text()
    }
    assert used == {"app/accounts/models.py", "app/accounts/councils.py"}
