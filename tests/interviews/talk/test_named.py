"""Whom a child named in a return interview is shown nothing of it elsewhere either."""

import pytest

from app.core.permissions import Role
from app.demo.factories import assign, make_staff
from app.interviews import wishes
from app.interviews.danger import kept_from
from app.interviews.keeping import asking_of, keep
from app.safeguarding.opening import open_conversations
from surveys.definition import Given


@pytest.fixture
def manager(child, west):
    account = make_staff(Role.TEAM_MANAGER, council=west, display_name="Grace Obilor")
    assign(account, child, "team_manager")
    return account


@pytest.fixture
def duty(west):
    return make_staff(Role.DUTY_WORKER, council=west)


@pytest.fixture
def name(offered):
    """The child says that it is about those who have this part."""

    def named(*parts) -> None:
        asking = asking_of(wishes.begin(offered, "en"))
        keep(offered, asking, asking.definition.question("keep_from"), Given(choices=parts))

    return named


@pytest.mark.parametrize("first", ["named", "opened"])
def test_a_manager_is_not_shown_why_the_conversations_were_opened(
    offered, child, manager, duty, name, first, signed_in_as
):
    if first == "named":
        name("team_manager")
    reading = open_conversations(child, duty, "danger", "Something that Grace did.")
    if first == "opened":
        name("team_manager")
    assert kept_from(offered) == [manager.id]
    desk = signed_in_as(manager)
    there = f"/safeguarding/opened/{reading.id}"
    assert desk.get(there).status_code == 404
    held_back = {"why": "Not yet.", "until": "2026-07-20"}
    assert desk.post(f"{there}/hold", data=held_back).status_code == 404
