"""A young person's own page."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts import sessions
from app.core.permissions import Role
from app.demo.factories import PASSPHRASE, assign, make_staff, make_young_person

NEW_WORDS = "purple boat quiet drum"


@pytest.fixture
def child(app):
    return make_young_person(chosen_name="Sky")


@pytest.fixture
def phone(child, signed_in_as):
    return signed_in_as(child.account)


def change(visitor, old=PASSPHRASE, new=NEW_WORDS):
    return visitor.post("/me/secret-words", data={"old_passphrase": old, "passphrase": new})


def test_it_names_who_works_with_me_now_and_what_they_do(child, phone):
    assign(make_staff(Role.WORKER, display_name="Sam Social"), child)
    gone = make_staff(Role.WORKER, display_name="Gil Gone")
    assign(gone, child, "personal_adviser")
    gone.active = False
    page = phone.get("/me").text
    assert "Sam Social" in page and "Social worker" in page
    assert "Gil Gone" not in page


def test_new_words_work_and_the_old_ones_do_not(phone, client):
    assert change(phone).status_code == 303
    assert phone.get("/me").status_code == 200
    old = client.post("/sign-in", data={"name": "Sky", "passphrase": PASSPHRASE})
    new = client.post("/sign-in", data={"name": "Sky", "passphrase": NEW_WORDS})
    assert (old.status_code, new.status_code) == (422, 303)


def test_new_words_end_the_sessions_elsewhere(child, phone, signed_in_as):
    tablet = signed_in_as(child.account)
    change(phone)
    assert tablet.get("/me").status_code == 302


@pytest.mark.parametrize(("old", "new"), [("a guess", NEW_WORDS), (PASSPHRASE, "short")])
def test_wrong_old_words_or_short_new_ones_change_nothing(child, phone, old, new, session):
    before = child.account.password_hash
    assert change(phone, old, new).status_code == 422
    session.refresh(child.account)
    assert child.account.password_hash == before


def test_guessing_someones_words_on_their_phone_is_slowed_down(phone):
    assert [change(phone, old="a guess").status_code for _try in range(11)] == [422] * 10 + [429]


def test_my_language_is_kept_with_my_account(child, phone, session):
    assert phone.post("/me/language", data={"language": "ar"}).status_code == 303
    session.refresh(child.account)
    assert child.account.language == "ar"
    assert phone.post("/me/language", data={"language": "xx"}).status_code == 422


def test_only_languages_these_pages_can_be_read_in_are_offered(child, make_app, tmp_path):
    visitor = make_app(TRANSLATIONS=str(tmp_path / "none yet")).test_client()
    visitor.post("/sign-in", data={"name": "Sky", "passphrase": PASSPHRASE})
    page = visitor.get("/me").text
    assert re.findall(r'<option[^>]*value="([^"]*)"', page) == ["en"]
    assert visitor.post("/me/language", data={"language": "ar"}).status_code == 422


def test_i_can_end_one_of_my_sessions(child, phone, signed_in_as, session):
    tablet = signed_in_as(child.account)
    names = set(re.findall(r"/me/sessions/([0-9a-f]+)/end", phone.get("/me").text))
    assert len(names) == 1
    phone.post(f"/me/sessions/{names.pop()}/end")
    assert tablet.get("/me").status_code == 302
    assert phone.get("/me").status_code == 200


def test_i_can_end_all_the_others_at_once(child, phone, signed_in_as):
    others = [signed_in_as(child.account) for _other in range(3)]
    phone.post("/me/sessions/end")
    assert [other.get("/me").status_code for other in others] == [302, 302, 302]
    assert phone.get("/me").status_code == 200


def test_i_cannot_end_somebody_elses_session(phone, signed_in_as, session):
    ola = make_young_person(chosen_name="Ola").account
    tablet = signed_in_as(ola)
    theirs = sessions.name_of(sessions.open_sessions(ola)[0])
    phone.post(f"/me/sessions/{theirs}/end")
    assert tablet.get("/me").status_code == 200


def test_it_is_not_a_page_for_staff(app, signed_in_as):
    assert signed_in_as(make_staff(Role.YOUNG_INSPECTOR)).get("/me").status_code == 404
    assert signed_in_as(make_staff(Role.WORKER)).get("/me").status_code == 404


def test_it_asks_the_database_as_often_for_many_as_for_few(child, phone, signed_in_as, statements):
    assign(make_staff(Role.WORKER), child)
    few = statements.during(lambda: phone.get("/me"))
    for _more in range(8):
        assign(make_staff(Role.WORKER), child, "advocate")
        signed_in_as(child.account)
    assert statements.during(lambda: phone.get("/me")) == few


@given(old=st.text(max_size=250), new=st.text(max_size=250), language=st.text(max_size=9))
def test_nothing_typed_here_breaks_it(app, signed_in_as, clock, old, new, language):
    clock.forward(minutes=16)
    sky = make_young_person(chosen_name=f"Sky {clock.moment}").account
    visitor = signed_in_as(sky)
    assert change(visitor, old, new).status_code == 422
    assert visitor.post("/me/language", data={"language": language}).status_code == 422
    assert visitor.post(f"/me/sessions/x{language.encode().hex()}/end").status_code == 303
