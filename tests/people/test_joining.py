"""A code becomes an account: once, in time, under a name nobody else has."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account
from app.core.audit import AuditEntry
from app.core.db import session as database
from app.core.permissions import Role
from app.demo.factories import assign, make_staff, make_statement, make_young_person
from app.people import services
from app.people.join_codes import WrongCode
from app.people.models import JoinCode
from app.people.services import NameTaken, give_join_code, join
from feedback.models import ThreadExclusion

WORDS = "green spoon sleepy cat"
MINE = {"name": "Sky", "passphrase": WORDS, "language": "en"}


@pytest.fixture
def worker(app):
    return make_staff(Role.WORKER, display_name="Sam Social")


@pytest.fixture
def child(worker):
    child = make_young_person(known_as="Skylar")
    assign(worker, child)
    return child


@pytest.fixture
def code(child, worker, session):
    code = give_join_code(child, worker)
    session.commit()
    return code


def accounts(session) -> int:
    mine = select(func.count()).where(Account.kind == "young_person")
    return session.scalar(mine)


def test_a_young_person_joins_with_a_code_and_is_in(code, child, client, session):
    asked = client.post("/join", data={"code": code.lower().replace("-", " ")})
    assert asked.headers["Location"] == f"/join/{code}"
    page = client.get(f"/join/{code}").text
    assert "Sam Social" in page and "Social worker" in page
    joined = client.post(f"/join/{code}", data=MINE)
    assert joined.headers["Location"] == "/me?joined=yes"
    assert "Sky" in client.get("/me?joined=yes").text
    session.refresh(child)
    assert child.account.chosen_name == "Sky" and child.account.roles == {Role.YOUNG_PERSON}


def test_whoever_finds_a_code_does_not_learn_whose_it_is(code, client):
    assert "Skylar" not in client.get(f"/join/{code}").text


def test_looking_at_a_link_does_not_use_the_code_up(code, client):
    for _look in range(3):
        assert client.get(f"/join/{code}").status_code == 200
    assert client.post(f"/join/{code}", data=MINE).status_code == 303


def test_a_code_works_once(code, client, app, session):
    client.post(f"/join/{code}", data=MINE)
    again = app.test_client().post(f"/join/{code}", data={**MINE, "name": "Somebody"})
    assert again.status_code == 410
    assert accounts(session) == 1


def test_a_used_code_says_so_and_not_whose_it_was(code, client, app):
    client.post(f"/join/{code}", data=MINE)
    used = app.test_client().get(f"/join/{code}")
    assert used.status_code == 410 and "This code was used already" in used.text
    assert MINE["name"] not in used.text and "Check each letter" not in used.text


def test_after_thirty_days_a_used_code_and_a_wrong_code_get_the_same_page(code, client, app, clock):
    client.post(f"/join/{code}", data=MINE)
    clock.forward(days=30)
    used, wrong = (app.test_client().get(f"/join/{one}") for one in (code, "3CD-3CD-3CD"))
    assert used.status_code == wrong.status_code == 404
    pages = [re.sub(r'value="[^"]*"', "", page.text) for page in (used, wrong)]
    pages = [page.replace(code, "").replace("3CD-3CD-3CD", "") for page in pages]
    assert pages[0] == pages[1]


def test_a_lapsed_code_says_to_ask_for_a_new_one(code, client, clock, session):
    clock.forward(days=7, seconds=1)
    for answer in (client.get(f"/join/{code}"), client.post(f"/join/{code}", data=MINE)):
        assert answer.status_code == 410
        assert "Ask your worker for a new one" in answer.text
    assert accounts(session) == 0


def test_a_code_still_works_on_its_last_day(code, client, clock):
    clock.forward(days=6, hours=23)
    assert client.post(f"/join/{code}", data=MINE).status_code == 303


def test_a_new_code_voids_the_one_before(code, child, worker, client, session):
    newer = give_join_code(child, worker)
    assert client.get(f"/join/{code}").status_code == 404
    assert client.get(f"/join/{newer}").status_code == 200


def test_only_a_hash_of_the_code_is_kept(code, session):
    kept = session.scalars(select(JoinCode)).one()
    assert len(kept.code_hash) == 32 and code.encode() not in kept.code_hash


def attempts(app, code, names) -> list[str]:
    """What became of each of these names, all tried at the same moment with the same code."""
    ready = Barrier(len(names))

    def one(name):
        with app.app_context():
            ready.wait()
            try:
                join(code, name, WORDS, "en")
                database.commit()
            except WrongCode:
                database.rollback()
                return "WrongCode"
            except (NameTaken, IntegrityError) as problem:
                database.rollback()
                return type(problem).__name__
            return "joined"

    with ThreadPoolExecutor(len(names)) as threads:
        return list(threads.map(one, names))


def test_of_twenty_at_the_same_moment_one_gets_in(app, code, session):
    became = attempts(app, code, [f"Name {number}" for number in range(20)])
    assert sorted(set(became)) == ["WrongCode", "joined"] and became.count("joined") == 1
    assert accounts(session) == 1


@pytest.mark.postgresql
def test_of_twenty_at_the_same_moment_one_gets_in_on_postgresql(app, code, session):
    became = attempts(app, code, [f"Name {number}" for number in range(20)])
    assert became.count("joined") == 1 and became.count("WrongCode") == 19
    assert accounts(session) == 1


def test_a_name_somebody_has_is_kindly_refused_and_the_code_is_not_lost(code, client, session):
    make_young_person(chosen_name="Sky")
    refused = client.post(f"/join/{code}", data={**MINE, "name": " SKY "})
    assert refused.status_code == 422
    assert "already used here" in refused.text and 'value=" SKY "' in refused.text
    assert client.post(f"/join/{code}", data={**MINE, "name": "Sky 2"}).status_code == 303


@pytest.mark.parametrize(
    "name", ["የማነ", "علي رضا", "علی\u200cرضا", "李", "👩\u200d🚀", "Zoe\u0301"]
)
def test_a_name_in_any_script_can_be_chosen_and_signed_in_with(code, client, app, name):
    assert client.post(f"/join/{code}", data={**MINE, "name": name}).status_code == 303
    data = {"name": name, "passphrase": WORDS}
    assert app.test_client().post("/sign-in", data=data).status_code == 303


@pytest.mark.parametrize(
    "name", ["Sk\0y", "Sk\u202ey", "Sk\u2066y", "Sk\u200fy", "a\r\nb", "a\x1bb"]
)
def test_hidden_characters_in_a_name_are_refused_with_a_reason(code, client, session, name):
    refused = client.post(f"/join/{code}", data={**MINE, "name": name})
    assert refused.status_code == 422
    assert "hidden signs" in refused.text
    assert accounts(session) == 0


@pytest.mark.parametrize(
    "words", ["short", "skyskysk", "S K Y  S K Y S K", "green spoon sleepy bus"]
)
def test_secret_words_that_are_easy_to_guess_are_refused(code, client, words):
    data = {**MINE, "name": "SkySkySk", "passphrase": words}
    assert client.post(f"/join/{code}", data=data).status_code == 422


def test_words_can_be_shown_before_joining(code, client, session):
    page = client.post(f"/join/{code}", data={**MINE, "show": "yes"})
    assert page.status_code == 200 and WORDS in page.text
    assert accounts(session) == 0


def test_someone_with_an_account_gets_back_into_the_same_one(app, signed_in_as, client, session):
    manager = make_staff(Role.TEAM_MANAGER)
    child = make_young_person(chosen_name="Sky")
    before, phone = child.account, signed_in_as(child.account)
    code = give_join_code(child, manager)
    assert client.post(f"/join/{code}", data={**MINE, "name": "Sky"}).status_code == 303
    session.refresh(child)
    assert child.account_id == before.id and accounts(session) == 1
    assert phone.get("/me").status_code == 302


def test_the_young_person_sees_who_gave_a_code_that_opened_their_account(code, client):
    client.post(f"/join/{code}", data=MINE)
    page = client.get("/me").text
    assert "How my account was opened" in page and "Sam Social" in page


def test_a_worker_cannot_open_the_account_of_someone_who_has_one(worker, app):
    child = make_young_person(chosen_name="Sky")
    assign(worker, child)
    with pytest.raises(services.HasAccount):
        give_join_code(child, worker)


def test_a_manager_who_works_with_someone_cannot_become_them(app):
    child, manager = make_young_person(chosen_name="Sky"), make_staff(Role.TEAM_MANAGER)
    assign(manager, child, "team_manager")
    with pytest.raises(services.HasAccount):
        give_join_code(child, manager)


def test_a_manager_who_worked_with_someone_once_cannot_become_them(app):
    child, manager = make_young_person(chosen_name="Sky"), make_staff(Role.TEAM_MANAGER)
    assign(manager, child, "team_manager", starts_on=date(2025, 1, 1), ends_on=date(2025, 2, 1))
    with pytest.raises(services.HasAccount):
        give_join_code(child, manager)


def test_a_manager_they_complained_about_cannot_become_them(app, session):
    child, manager = make_young_person(chosen_name="Sky"), make_staff(Role.TEAM_MANAGER)
    thread = make_statement(child, "About my manager.")
    thread.exclusions.append(ThreadExclusion(account_id=manager.id))
    session.flush()
    with pytest.raises(services.HasAccount):
        give_join_code(child, manager)
    assert give_join_code(child, make_staff(Role.TEAM_MANAGER))


def test_giving_a_code_is_on_the_trail_and_joining_is_not(code, child, client, session):
    client.post(f"/join/{code}", data=MINE)
    trail = session.scalars(select(AuditEntry)).all()
    assert [(entry.action, entry.subject_id) for entry in trail] == [("join_code_given", child.id)]


def test_thirty_children_join_from_one_address_at_one_time(app, worker, session):
    codes = [give_join_code(make_young_person(), worker) for _child in range(30)]
    for number, code in enumerate(codes):
        visitor = app.test_client()
        assert visitor.get(f"/join/{code}").status_code == 200
        data = {**MINE, "name": f"Child {number}"}
        assert visitor.post(f"/join/{code}", data=data).status_code == 303


def test_guessing_codes_is_slowed_down(client):
    guesses = [client.get(f"/join/3CD-3CD-{n:03}").status_code for n in range(300)]
    assert guesses[0] == 404 and guesses[-1] == 429


def test_one_code_cannot_be_tried_for_ever(code, client):
    data = {**MINE, "passphrase": "short"}
    assert [client.post(f"/join/{code}", data=data).status_code for _try in range(31)][-1] == 429


@given(typed=st.text(max_size=120))
def test_nothing_typed_as_a_code_breaks_it(app, typed):
    assert app.test_client().post("/join", data={"code": typed}).status_code in (303, 422)


@given(name=st.text(max_size=150), words=st.text(max_size=250), language=st.text(max_size=9))
def test_nothing_typed_in_the_form_breaks_it(app, code, clock, name, words, language):
    clock.forward(seconds=61)
    data = {"name": name, "passphrase": words, "language": language, "role": "administrator"}
    assert app.test_client().post(f"/join/{code}", data=data).status_code in (410, 422, 429)


@pytest.mark.postgresql
@given(name=st.text(max_size=60))
def test_any_name_that_is_accepted_can_be_kept_on_postgresql(app, worker, name):
    code = give_join_code(make_young_person(), worker)
    data = {"name": name, "passphrase": WORDS, "language": "en"}
    assert app.test_client().post(f"/join/{code}", data=data).status_code in (303, 422, 429)
