"""Administrators let staff in, say what they may do, and show them out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.accounts import services
from app.accounts.models import Account
from app.core.audit import AuditEntry
from app.core.jobs import Job
from app.core.permissions import Role
from app.demo.factories import PASSPHRASE, make_council, make_staff, make_young_person

NEW = {
    "email": "New@Council.example",
    "display_name": "Nia New",
    "job_title": "Social worker",
    "grants": ["worker:west", "board_member:"],
}


@pytest.fixture
def councils(app):
    return make_council("west"), make_council("north", "North Northamptonshire")


@pytest.fixture
def admin(councils):
    return make_staff(Role.ADMINISTRATOR, display_name="Ada Admin")


@pytest.fixture
def west_admin(councils):
    return make_staff(Role.ADMINISTRATOR, council=councils[0])


@pytest.fixture
def worker(councils):
    return make_staff(Role.WORKER, council=councils[0], display_name="Wes West")


def actions(session, account) -> list[str]:
    rows = select(AuditEntry).where(AuditEntry.subject_id == account.id)
    return [entry.action for entry in session.scalars(rows.order_by(AuditEntry.number))]


def invitation(session) -> str:
    url = session.scalars(select(Job)).one().payload["facts"]["url"]
    return url.removeprefix("http://localhost")


def test_a_new_colleague_gets_a_link_sets_a_password_and_is_in(
    admin, signed_in_as, client, session
):
    added = signed_in_as(admin).post("/staff/new", data=NEW)
    assert added.status_code == 303
    account = services.find_staff("new@council.example")
    assert {(g.role, g.council_code) for g in account.grants} == {
        (Role.WORKER, "west"),
        (Role.BOARD_MEMBER, None),
    }
    link = invitation(session)
    assert client.get(link).status_code == 200
    assert client.post(link, data={"password": "too short"}).status_code == 422
    assert client.post(link, data={"password": "long enough now"}).status_code == 303
    assert client.get("/people/").status_code == 200
    assert client.get(link).status_code == 410
    assert actions(session, account) == ["staff_added", "staff_invited", "password_changed"]


def test_before_a_password_is_set_nothing_opens_the_account(admin, signed_in_as, client):
    signed_in_as(admin).post("/staff/new", data=NEW)
    for guess in ("nobody", " ", "x" * 12):
        data = {"door": "staff", "email": "new@council.example", "password": guess}
        assert client.post("/sign-in", data=data).status_code == 422


def test_a_link_runs_out_after_seven_days(admin, signed_in_as, client, session, clock):
    signed_in_as(admin).post("/staff/new", data=NEW)
    link = invitation(session)
    clock.forward(days=7, seconds=1)
    assert client.get(link).status_code == 410
    assert client.post(link, data={"password": "long enough now"}).status_code == 410


def test_a_link_for_a_closed_account_is_over(admin, worker, client, session):
    link = f"/set-password/{services.set_password_token(worker)}"
    worker.active = False
    assert client.get(link).status_code == 410


@pytest.mark.parametrize("token", ["x", "WzFd.abc", "%00", "…", "a" * 2000])
def test_a_link_that_was_changed_is_over(client, token):
    assert client.get(f"/set-password/{token}").status_code == 410


def test_two_accounts_never_share_an_address(admin, worker, signed_in_as, session):
    before = session.scalar(select(func.count()).select_from(Account))
    answer = signed_in_as(admin).post("/staff/new", data={**NEW, "email": worker.email.upper()})
    assert answer.status_code == 422 and "Nia New" in answer.text
    assert session.scalar(select(func.count()).select_from(Account)) == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "no address"},
        {"email": "a@b.example\r\nBcc: x@y.example"},
        {"email": "two@a.example, three@b.example"},
        {"display_name": ""},
        {"display_name": "Nia\u202eweN"},
        {"display_name": "a" * 121},
        {"job_title": "a\0b"},
        {"grants": []},
        {"grants": ["young_person:"]},
        {"grants": ["emperor:"]},
        {"grants": ["worker:atlantis"]},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(admin, signed_in_as, session, wrong):
    answer = signed_in_as(admin).post("/staff/new", data={**NEW, **wrong})
    assert answer.status_code == 422
    assert session.scalars(select(Job)).all() == []
    if "email" not in wrong:
        assert NEW["email"] in answer.text


def test_on_a_phone_every_box_has_its_councils_name_beside_it(admin, worker, signed_in_as):
    desk = signed_in_as(admin)
    for path in ("/staff/new", f"/staff/{worker.id}"):
        page = desk.get(path).text
        region = page.partition('role="region" tabindex="0" aria-label="Roles">')[2]
        assert region.lstrip().startswith('<table class="table-list">')
        boxes = re.findall(r'(?s)<label class="tick-cell">(.*?)</label>', page)
        assert boxes
        for box in boxes:
            named = re.search(r'aria-label="[^,]+, ([^"]+)"', box)[1]
            assert f'<span class="tick-cell-words" aria-hidden="true">{named}</span>' in box


def test_a_role_taken_away_counts_from_the_next_click(admin, worker, signed_in_as, session):
    desk = signed_in_as(worker)
    assert desk.get("/people/").status_code == 200
    changed = signed_in_as(admin).post(
        f"/staff/{worker.id}/roles", data={"grants": ["board_member:west"]}
    )
    assert changed.status_code == 303
    assert desk.get("/people/").status_code == 404
    assert actions(session, worker) == ["roles_changed"]


def test_closing_an_account_ends_its_sessions_at_once(admin, worker, signed_in_as, client, session):
    desk = signed_in_as(worker)
    signed_in_as(admin).post(f"/staff/{worker.id}/deactivate")
    assert desk.get("/people/").status_code == 302
    data = {"door": "staff", "email": worker.email, "password": PASSPHRASE}
    assert client.post("/sign-in", data=data).status_code == 422
    signed_in_as(admin).post(f"/staff/{worker.id}/activate")
    assert client.post("/sign-in", data=data).status_code == 303
    assert actions(session, worker) == ["account_deactivated", "account_activated"]


def test_all_of_someones_sessions_can_be_ended(admin, worker, signed_in_as, session):
    desk, phone = signed_in_as(worker), signed_in_as(worker)
    signed_in_as(admin).post(f"/staff/{worker.id}/sessions/end")
    assert desk.get("/people/").status_code == phone.get("/people/").status_code == 302
    assert actions(session, worker) == ["sessions_ended"]


def test_nobody_shuts_themselves_out(admin, signed_in_as):
    visitor = signed_in_as(admin)
    visitor.post(f"/staff/{admin.id}/deactivate")
    lost = visitor.post(f"/staff/{admin.id}/roles", data={"grants": ["worker:west"]})
    assert lost.status_code == 422
    assert visitor.get("/staff/").status_code == 200


def test_an_administrator_of_one_council_manages_only_that_council(
    admin, west_admin, councils, signed_in_as
):
    north = make_staff(Role.WORKER, council=councils[1], display_name="Nora North")
    visitor = signed_in_as(west_admin)
    page = visitor.get("/staff/").text
    assert "Nora North" not in page and "Ada Admin" not in page
    for path in ("", "/roles", "/deactivate", "/sessions/end", "/invite"):
        way = visitor.post if path else visitor.get
        assert way(f"/staff/{north.id}{path}").status_code == 404
        assert way(f"/staff/{admin.id}{path}").status_code == 404


@pytest.mark.parametrize("grant", ["administrator:", "worker:north"])
def test_an_administrator_of_one_council_gives_no_role_elsewhere(
    west_admin, worker, signed_in_as, grant
):
    visitor = signed_in_as(west_admin)
    assert visitor.post("/staff/new", data={**NEW, "grants": [grant]}).status_code == 422
    changed = visitor.post(f"/staff/{worker.id}/roles", data={"grants": ["worker:west", grant]})
    assert changed.status_code == 422


def test_a_young_persons_account_is_nobodys_to_manage(admin, signed_in_as):
    child = make_young_person(chosen_name="Sky").account
    assert signed_in_as(admin).get(f"/staff/{child.id}").status_code == 404
    assert signed_in_as(admin).post(f"/staff/{child.id}/deactivate").status_code == 404


def test_nobody_else_sees_the_desk(worker, signed_in_as):
    assert signed_in_as(worker).get("/staff/").status_code == 404
    assert signed_in_as(worker).post("/staff/new", data=NEW).status_code == 404


def test_a_new_password_ends_the_other_sessions_and_not_this_one(worker, signed_in_as, session):
    here, there = signed_in_as(worker), signed_in_as(worker)
    data = {"old_password": PASSPHRASE, "password": "a longer one now"}
    assert here.post("/account/password", data=data).status_code == 303
    assert here.get("/account/password").status_code == 200
    assert there.get("/account/password").status_code == 302
    assert actions(session, worker) == ["password_changed"]


def test_a_password_is_changed_only_by_who_knows_it(worker, signed_in_as):
    data = {"old_password": "a guess", "password": "a longer one now"}
    assert signed_in_as(worker).post("/account/password", data=data).status_code == 422


def test_guessing_the_password_at_somebodys_desk_is_slowed_down(worker, signed_in_as):
    desk = signed_in_as(worker)
    data = {"old_password": "a guess", "password": "a longer one now"}
    statuses = [desk.post("/account/password", data=data).status_code for _try in range(11)]
    assert statuses == [422] * 10 + [429]


def test_a_young_person_does_not_change_words_at_the_staff_page(app, signed_in_as):
    child = make_young_person(chosen_name="Sky").account
    assert signed_in_as(child).get("/account/password").status_code == 404


def test_the_list_asks_the_database_as_often_for_many_as_for_few(
    admin, councils, signed_in_as, statements
):
    visitor = signed_in_as(admin)
    few = statements.during(lambda: visitor.get("/staff/"))
    for _more in range(20):
        make_staff(Role.WORKER, Role.DUTY_WORKER, council=councils[0])
    assert statements.during(lambda: visitor.get("/staff/")) == few


def test_every_page_of_the_desk_has_one_heading(admin, worker, signed_in_as):
    visitor = signed_in_as(admin)
    for path in ("/staff/", "/staff/new", f"/staff/{worker.id}", "/account/password"):
        assert len(re.findall("<h1", visitor.get(path).text)) == 1


@given(
    email=st.text(max_size=80),
    name=st.text(max_size=130),
    grants=st.lists(st.text(max_size=20), max_size=3),
)
def test_nothing_typed_at_the_desk_breaks_it(app, signed_in_as, email, name, grants):
    admin = make_staff(Role.ADMINISTRATOR)
    data = {"email": email, "display_name": name, "job_title": name, "grants": grants}
    assert signed_in_as(admin).post("/staff/new", data=data).status_code == 422
