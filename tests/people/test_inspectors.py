"""From a young person's record an administrator says whether they write surveys and inspect."""

import pytest

from app.accounts import inspectors
from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff, make_young_person


@pytest.fixture
def council(app):
    return make_council("west")


@pytest.fixture
def child(council):
    return make_young_person(council, "Skylar")


@pytest.fixture
def admin(council, session):
    admin = make_staff(Role.ADMINISTRATOR, council=council)
    session.commit()
    return admin


def say(visitor, child, said):
    return visitor.post(f"/people/{child.id}/inspector", data={"inspects": said})


def inspects(child, session) -> bool:
    session.refresh(child.account)
    return inspectors.is_inspector(child.account, "west")


def test_an_administrator_gives_it_and_takes_it(child, admin, session, signed_in_as):
    visitor = signed_in_as(admin)
    page = visitor.get(f"/people/{child.id}").text
    assert "They do not write surveys and inspect." in page
    assert say(visitor, child, "yes").location == f"/people/{child.id}"
    assert inspects(child, session)
    assert "They write surveys and inspect." in visitor.get(f"/people/{child.id}").text
    say(visitor, child, "no")
    assert not inspects(child, session)


def test_a_worker_sees_that_they_inspect_and_changes_nothing(
    child, council, admin, session, signed_in_as
):
    worker = make_staff(Role.WORKER, council=council)
    assign(worker, child)
    inspectors.appoint(child.account, "west", admin)
    session.commit()
    visitor = signed_in_as(worker)
    page = visitor.get(f"/people/{child.id}").text
    assert "They write surveys and inspect." in page and "End it" not in page
    assert say(visitor, child, "no").status_code == 404
    assert inspects(child, session)


def test_of_another_council_nobody_is_found(child, admin, session, signed_in_as):
    other = make_staff(Role.ADMINISTRATOR, council=make_council("north"))
    session.commit()
    assert say(signed_in_as(other), child, "yes").status_code == 404


def test_a_made_up_answer_changes_nothing(child, admin, session, signed_in_as):
    assert say(signed_in_as(admin), child, "perhaps").status_code == 422
    assert not inspects(child, session)


def test_staff_are_made_inspectors_by_nobody_here(admin, council):
    with pytest.raises(inspectors.NotTheirs):
        inspectors.appoint(make_staff(Role.WORKER, council=council), "west", admin)
