"""Two doors, and neither says more than it must."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.accounts.models import SignIn
from app.accounts.routes import TRIES_A_NAME, TRIES_OVERALL
from app.core.permissions import Role
from app.core.throttle import Attempt
from app.demo.factories import PASSPHRASE, make_staff, make_young_person


@pytest.fixture
def child(app):
    return make_young_person(chosen_name="Sky").account


@pytest.fixture
def worker(app):
    return make_staff(Role.WORKER, email="sam@council.example")


def as_child(client, name="Sky", passphrase=PASSPHRASE, **more):
    return client.post("/sign-in", data={"name": name, "passphrase": passphrase, **more})


def as_staff(client, email="sam@council.example", password=PASSPHRASE, then=""):
    data = {"door": "staff", "email": email, "password": password}
    return client.post(f"/sign-in{then}", data=data)


def without_token(page: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page)


def test_a_young_person_comes_in_by_name_and_secret_words(child, client):
    assert as_child(client, " sKy").headers["Location"] == "/"
    assert client.get("/me").status_code == 200


def test_a_worker_comes_in_by_email_and_password(worker, client):
    assert as_staff(client, " SAM@Council.example ").headers["Location"] == "/feedback/"
    assert client.get("/people/").status_code == 200


@pytest.mark.parametrize("name", ["የማነ", "علي رضا", "Zoë", "👩\u200d🚀 Kim"])
def test_a_name_in_any_script_opens_the_door(client, name):
    make_young_person(chosen_name=name)
    assert as_child(client, name).status_code == 303


def test_a_wrong_name_and_wrong_words_get_the_same_page(child, client):
    wrong_words = as_child(client, "Sky", "not my words at all")
    wrong_name = as_child(client, "Ola", "not my words at all")
    assert wrong_words.status_code == wrong_name.status_code == 422
    one, other = without_token(wrong_words.text), without_token(wrong_name.text)
    assert one.replace('value="Sky"', 'value="Ola"') == other


def test_a_wrong_address_a_wrong_password_and_a_closed_account_get_the_same_page(worker, client):
    make_staff(Role.WORKER, email="zed@council.example", active=False)
    pages = [
        as_staff(client, "sam@council.example", "not my password"),
        as_staff(client, "tom@council.example", "not my password"),
        as_staff(client, "zed@council.example"),
    ]
    assert {page.status_code for page in pages} == {422}
    texts = [re.sub(r"(sam|tom|zed)@", "x@", without_token(page.text)) for page in pages]
    assert len(set(texts)) == 1


def test_the_right_words_at_the_wrong_door_open_nothing(child, worker, client):
    assert as_child(client, "sam@council.example").status_code == 422
    assert as_staff(client, "Sky").status_code == 422


def test_the_typed_name_stays_and_the_words_do_not(child, client):
    page = as_child(client, "Sky", "not my words at all").text
    assert 'value="Sky"' in page
    assert "not my words at all" not in page


def test_words_can_be_shown_without_a_script(child, client, session):
    page = as_child(client, "Sky", "some words <so far>", show="yes")
    assert page.status_code == 200
    assert 'type="text" id="passphrase"' in page.text
    assert "some words &lt;so far&gt;" in page.text
    hidden = as_child(client, "Sky", "some words", shown="yes", show="no").text
    assert 'type="password" id="passphrase"' in hidden and "some words" not in hidden
    assert session.scalars(select(SignIn)).all() == []


def test_shown_words_stay_shown_when_something_is_wrong(child, client):
    assert 'type="text" id="passphrase"' in as_child(client, passphrase="wrong", shown="yes").text


def test_after_too_many_tries_even_the_right_words_wait(child, client, clock):
    for _try in range(TRIES_A_NAME):
        as_child(client, passphrase="not my words at all")
    slowed = as_child(client)
    assert slowed.status_code == 429
    assert slowed.headers["Retry-After"]
    assert "Wait 15 minutes" in slowed.text
    clock.forward(minutes=16)
    assert as_child(client).status_code == 303


def test_a_name_nobody_has_is_slowed_down_just_the_same(client):
    statuses = [as_child(client, "Nobody").status_code for _try in range(TRIES_A_NAME + 1)]
    assert statuses == [422] * TRIES_A_NAME + [429]


@pytest.mark.parametrize("sign", ["\u200c", "\u200d", "\ufe0f", " ", "\u3000"])
def test_hidden_signs_in_a_name_do_not_give_more_tries(child, client, sign):
    tried = [as_child(client, f"Sky{sign * n}", "not mine") for n in range(TRIES_A_NAME)]
    assert {answer.status_code for answer in tried} == {422}
    assert as_child(client).status_code == 429


def test_a_name_in_other_widths_does_not_give_more_tries(child, client):
    for typed in ["Sky", "sky", "ＳＫＹ", "Ｓky", "𝐒ky", "𝓢ky", "Sｋy", "Skｙ", "SKY", "sKy"]:
        assert as_child(client, typed, "not mine at all").status_code == 422
    assert as_child(client).status_code == 429


def test_trying_one_name_does_not_shut_out_another(child, client):
    for _try in range(TRIES_A_NAME + 1):
        as_child(client, "Ola")
    assert as_child(client).status_code == 303


def test_trying_many_names_is_slowed_down_for_a_minute(child, client, clock):
    statuses = [as_child(client, f"Name {n}").status_code for n in range(TRIES_OVERALL + 1)]
    assert set(statuses[:-1]) == {422} and statuses[-1] == 429
    clock.forward(minutes=1)
    assert as_child(client).status_code == 303


def test_someone_signed_in_can_sign_in_again(worker, signed_in_as):
    assert as_staff(signed_in_as(worker)).status_code == 303


def test_no_try_keeps_an_address(child, client, session):
    client.post(
        "/sign-in",
        data={"name": "Sky", "passphrase": "x"},
        environ_base={"REMOTE_ADDR": "192.0.2.7"},
    )
    kept = session.scalars(select(Attempt)).all()
    assert kept and not any(b"192.0.2.7" in attempt.key for attempt in kept)


@pytest.mark.parametrize("then", ["/me", "/feedback/?page=2", "/you-said/"])
def test_afterwards_it_goes_on_where_someone_was_going(child, client, then):
    answer = client.post(
        "/sign-in", query_string={"next": then}, data={"name": "Sky", "passphrase": PASSPHRASE}
    )
    assert answer.headers["Location"] == then


@pytest.mark.parametrize(
    "then",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "\\\\example.org",
        "/\t/example.org",
        "javascript:alert(1)",
        "me",
        "/exit",
        "http:///example.org",
        "/\n/example.org",
        "///example.org",
    ],
)
def test_it_never_goes_on_to_another_site(child, client, then):
    answer = client.post(
        "/sign-in", query_string={"next": then}, data={"name": "Sky", "passphrase": PASSPHRASE}
    )
    assert answer.headers["Location"] == "/"


def test_where_someone_was_going_survives_a_wrong_password(worker, client):
    page = as_staff(client, password="wrong", then="?next=/people/")
    assert 'action="/sign-in?next=/people/"' in page.text


def test_a_session_somebody_else_began_is_not_carried_on(child, client):
    with client.session_transaction() as cookie:
        cookie.update(planted="by somebody", csrf_token="known", language="ar", _user_id="known")
    as_child(client)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie and "csrf_token" not in cookie
        assert cookie["_user_id"] != "known"
        assert cookie["language"] == "ar"


def test_signing_out_ends_the_row_and_empties_the_cookie(child, client, session):
    as_child(client)
    assert session.scalar(select(func.count()).select_from(SignIn)) == 1
    assert client.post("/sign-out").headers["Location"] == "/"
    assert session.scalar(select(func.count()).select_from(SignIn)) == 0
    assert client.get("/me").status_code == 302


def test_signing_out_takes_a_token(make_app):
    app = make_app(WTF_CSRF_ENABLED=True)
    with app.app_context():
        assert app.test_client().post("/sign-out").status_code == 400


@given(name=st.text(max_size=300), passphrase=st.text(max_size=300), shown=st.text(max_size=5))
def test_nothing_typed_at_the_young_door_breaks_it(app, name, passphrase, shown):
    answer = as_child(app.test_client(), name, passphrase, shown=shown)
    assert answer.status_code in (422, 429)


@given(email=st.text(max_size=300), password=st.text(max_size=300), then=st.text(max_size=40))
def test_nothing_typed_at_the_staff_door_breaks_it(app, email, password, then):
    answer = app.test_client().post(
        "/sign-in",
        query_string={"next": then},
        data={"door": "staff", "email": email, "password": password, "extra": then},
    )
    assert answer.status_code in (422, 429)


@pytest.mark.postgresql
@pytest.mark.parametrize("odd", ["\0", "a\0b", "\u202e", "\ud7ff\uffff", "a" * 1_000_000])
def test_odd_characters_do_not_break_it_on_postgresql(client, odd):
    assert as_child(client, odd, odd).status_code == 422
    assert as_staff(client, odd, odd).status_code == 422
