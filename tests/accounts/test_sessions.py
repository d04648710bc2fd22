"""Sessions that are kept on our side, run out, and can be ended at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts import sessions
from app.accounts.models import SignIn
from app.core.permissions import Role
from app.demo.factories import make_staff, make_young_person


@pytest.fixture
def worker(app):
    return make_staff(Role.WORKER)


@pytest.fixture
def child(app):
    return make_young_person(chosen_name="Sky").account


def is_in(visitor) -> bool:
    return visitor.get("/me").status_code == 200


def test_a_session_that_is_ended_is_over_at_the_next_click(child, signed_in_as, session):
    phone, tablet = signed_in_as(child), signed_in_as(child)
    assert is_in(phone) and is_in(tablet)
    sessions.end_all(child)
    assert not is_in(phone) and not is_in(tablet)


def test_one_session_ends_and_the_others_go_on(child, signed_in_as, session):
    phone = signed_in_as(child)
    token = sessions.open_session(child)
    sessions.end_session(token)
    assert is_in(phone)


def test_a_closed_account_is_out_at_once(child, signed_in_as, session):
    phone = signed_in_as(child)
    child.active = False
    assert not is_in(phone)


def test_half_an_hour_without_a_click_ends_it(child, signed_in_as, clock):
    phone = signed_in_as(child)
    clock.forward(minutes=31)
    assert not is_in(phone)


def test_a_click_keeps_it_open(child, signed_in_as, clock):
    phone = signed_in_as(child)
    for _click in range(4):
        clock.forward(minutes=20)
        assert is_in(phone)


def test_after_twelve_hours_it_is_over_however_busy(worker, signed_in_as, clock):
    desk = signed_in_as(worker)
    for _click in range(35):
        clock.forward(minutes=20)
        assert desk.get("/people/").status_code == 200
    clock.forward(minutes=20)
    assert desk.get("/people/").status_code == 302


def test_on_ones_own_phone_it_lasts_twelve_hours_unused(child, app, session, clock):
    token = sessions.open_session(child, own_phone=True)
    phone = app.test_client()
    with phone.session_transaction() as cookie:
        cookie[sessions.SESSION_KEY] = token
    clock.forward(hours=11, minutes=50)
    assert is_in(phone)
    clock.forward(minutes=11)
    assert not is_in(phone)


def test_only_a_hash_of_the_token_is_kept(child, session):
    token = sessions.open_session(child)
    kept = session.scalars(select(SignIn)).one()
    assert token.encode() not in kept.token_hash and len(kept.token_hash) == 32


def test_the_last_click_is_kept_to_five_minutes_only(child, signed_in_as, clock, session):
    phone = signed_in_as(child)
    began = clock()
    clock.forward(minutes=4)
    phone.get("/me")
    assert session.scalars(select(SignIn)).one().last_seen_at == began
    clock.forward(minutes=2)
    phone.get("/me")
    assert session.scalars(select(SignIn)).one().last_seen_at == began + timedelta(minutes=6)


def test_a_click_that_sends_something_wrong_keeps_it_open_too(child, signed_in_as, clock, session):
    phone = signed_in_as(child)
    clock.forward(minutes=20)
    assert phone.post("/me/secret-words").status_code == 422
    assert session.scalars(select(SignIn)).one().last_seen_at == clock()


def test_finding_out_who_this_is_takes_one_query_and_one_for_the_roles(
    app, worker, session, statements
):
    token = sessions.open_session(worker)
    session.commit()
    session.expire_all()
    session.expunge_all()
    assert statements.during(lambda: sessions.load(token).permissions) == 2


@pytest.mark.postgresql
def test_it_is_the_same_on_postgresql(child, signed_in_as, clock):
    phone = signed_in_as(child)
    clock.forward(minutes=20)
    assert is_in(phone)
    clock.forward(minutes=31)
    assert not is_in(phone)


def test_nothing_in_the_cookie_tells_an_address_or_a_browser(child, client):
    answer = client.post(
        "/sign-in",
        data={"name": "Sky", "passphrase": "four small brown owls"},
        headers={"User-Agent": "Phone"},
    )
    assert answer.status_code == 303
    with client.session_transaction() as cookie:
        assert set(cookie) <= {sessions.SESSION_KEY, "language", "language_by"}


def test_leaving_quickly_ends_the_session_on_our_side(child, client, session):
    client.post("/sign-in", data={"name": "Sky", "passphrase": "four small brown owls"})
    assert session.scalars(select(SignIn)).all()
    client.get("/exit")
    assert session.scalars(select(SignIn)).all() == []
