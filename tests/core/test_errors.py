"""When something goes wrong: an honest page, the right status, and the words still there."""

import errno
import logging
import sqlite3

import html5lib
import psycopg
import pytest
from flask import abort
from sqlalchemy import text
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from app.core import errors
from app.core.db import session
from app.core.security import public

WORDS = "I do not like the new house.\r\n\r\nNobody <asked> me & I am cross. أريد أن أعود"
STATUSES = sorted(errors.PAGES - {500, 503, 507})
TROUBLES = {
    "locked": (sqlite3.OperationalError("database is locked"), 503),
    "restarting": (psycopg.errors.AdminShutdown("terminating connection"), 503),
    "no connection": (NoConnectionFree("QueuePool limit"), 503),
    "no room in PostgreSQL": (psycopg.errors.DiskFull("could not extend file"), 507),
    "no room for a file": (OSError(errno.ENOSPC, "No space left on device"), 507),
    "our mistake": (ValueError(f"could not read {WORDS!r}"), 500),
    "another file trouble": (OSError(errno.EACCES, "denied"), 500),
}


@pytest.fixture
def failing(visit):
    """A maker of visitors to an app in which posting to /fails does `what`."""

    def make(what, **settings):
        def add(app):
            app.add_url_rule("/fails", "fails", public(what), methods=["GET", "POST"])

        return visit(add, **{"PROPAGATE_EXCEPTIONS": False, **settings})

    return make


def raising(error):
    def view():
        raise error

    return view


def form_of(answer) -> dict[str, list[str]]:
    """{name: values} of the fields in the form to send again."""
    page = html5lib.parse(answer.text, namespaceHTMLElements=False)
    fields = {}
    for form in page.iter("form"):
        if form.get("class") != "send-again":
            continue
        for field in form.iter():
            if field.tag in ("input", "textarea"):
                value = field.get("value") if field.tag == "input" else field.text
                fields.setdefault(field.get("name"), []).append(value or "")
    return fields


@pytest.mark.parametrize("status", STATUSES)
def test_every_honest_error_has_its_own_page(failing, status):
    answer = failing(lambda: abort(status)).get("/fails")
    assert answer.status_code == status
    assert answer.text.count("<h1>") == 1
    assert "/help" in answer.text


def test_no_two_errors_have_the_same_page(failing):
    headings = {
        failing(lambda s=status: abort(s)).get("/fails").text.split("<h1>")[1].split("</h1>")[0]
        for status in STATUSES
    }
    assert len(headings) == len(STATUSES)


@pytest.mark.parametrize(("error", "status"), TROUBLES.values(), ids=TROUBLES)
def test_trouble_of_ours_carries_the_words_back(failing, error, status):
    sent = {"words": WORDS, "kind": "problem", "reader": ["worker", "officer"]}
    answer = failing(raising(error)).post("/fails?page=2", data=sent)
    assert answer.status_code == status
    assert 'action="/fails?page=2"' in answer.text
    fields = form_of(answer)
    assert fields["words"] == [WORDS.replace("\r\n", "\n")]
    assert fields["kind"] == ["problem"]
    assert fields["reader"] == ["worker", "officer"]


@pytest.mark.parametrize(("error", "status"), TROUBLES.values(), ids=TROUBLES)
def test_no_log_has_the_words(failing, error, status, caplog):
    with caplog.at_level(logging.DEBUG):
        failing(raising(error)).post("/fails", data={"words": WORDS})
    assert type(error).__name__ in caplog.text
    assert "new house" not in caplog.text


POSTGRESQL = pytest.mark.postgresql
BOTH = pytest.mark.parametrize("on", ["sqlite", pytest.param("postgresql", marks=POSTGRESQL)])


def looking_up():
    """A view that asks the database about everything that was sent."""
    for value in (*errors.request.args.values(), *errors.request.form.values()):
        session.execute(text("SELECT CAST(:value AS TEXT)"), {"value": value})
    return "found"


@BOTH
def test_an_address_with_a_nul_in_it_is_not_found(visit, on):
    for address in ("/tell/%00/", "/tell/a%00b/?about=%00", "/pledge/%00/P1", "/offer/%00"):
        assert visit().get(address).status_code == 404, address


@POSTGRESQL
def test_a_nul_after_the_question_mark_is_not_found_where_the_database_refuses_it(failing):
    client = failing(looking_up)
    assert client.get("/fails?a=b&c=x%00y").status_code == 404
    assert client.get("/fails?a=b").text == "found"


@POSTGRESQL
def test_words_with_a_nul_come_back_without_it_and_can_be_sent_again(failing, caplog):
    client = failing(looking_up)
    refused = client.post("/fails", data={"words": "My new\0 house", "kind": "pro\0blem"})
    assert refused.status_code == 422
    assert form_of(refused)["words"] == ["My new house"] and "new" not in caplog.text
    again = {name: values[0] for name, values in form_of(refused).items()}
    assert client.post("/fails", data=again).text == "found"


@POSTGRESQL
def test_what_the_database_refuses_for_another_reason_is_our_mistake(failing):
    def too_big():
        session.execute(text("SELECT CAST('99999999999' AS INTEGER)"))

    assert failing(too_big).post("/fails", data={"words": WORDS}).status_code == 500


def test_a_full_database_says_there_is_no_room(failing):
    def fill():
        session.execute(text("PRAGMA max_page_count = 1"))
        session.execute(text("CREATE TABLE big AS SELECT randomblob(1000000) AS b"))

    answer = failing(fill).post("/fails", data={"words": WORDS})
    assert answer.status_code == 507
    assert answer.headers["Retry-After"] == "30"
    assert "words" in form_of(answer)


def test_the_page_comes_although_the_database_cannot_say_who_is_signed_in(visit):
    broken = visit(DATABASE_URL="sqlite:////nowhere/at/all.sqlite3")
    with broken.session_transaction() as cookie:
        cookie["_user_id"] = "the token of an open session"
    answer = broken.post("/sign-out", data={"words": WORDS})
    assert answer.status_code == 503
    assert "words" in form_of(answer)


def test_the_last_page_comes_even_when_no_template_can_be_made(failing):
    client = failing(raising(ValueError()))
    client.application.jinja_env.globals["asset_url"] = None
    answer = client.get("/fails")
    assert answer.status_code == 500
    assert "999" in answer.text


def test_an_old_form_is_sent_again_with_a_fresh_token(failing):
    client = failing(lambda: "kept", WTF_CSRF_ENABLED=True)
    refused = client.post("/fails", data={"words": WORDS, "csrf_token": "old"})
    assert refused.status_code == 400
    fields = form_of(refused)
    assert fields["csrf_token"] != ["old"]
    again = {name: values[0] for name, values in fields.items()}
    assert client.post("/fails", data=again).text == "kept"


@pytest.mark.parametrize("name", ["password", "new_password", "passphrase", "csrf_token"])
def test_what_is_secret_is_not_carried_back(failing, name):
    sent = {name: "four small brown owls", "words": WORDS}
    answer = failing(raising(ValueError())).post("/fails", data=sent)
    assert "owls" not in answer.text


def test_too_much_at_once_says_so(failing):
    client = failing(lambda: errors.request.form["words"], MAX_CONTENT_LENGTH=1000)
    answer = client.post("/fails", data={"words": "a" * 2000})
    assert answer.status_code == 413


def test_a_way_that_is_not_open_names_those_that_are(client):
    answer = client.delete("/exit")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_redirect_is_not_an_error(client):
    assert client.get("/tell").status_code == 308


def test_while_testing_our_mistakes_are_seen(failing):
    client = failing(raising(ValueError("seen")), PROPAGATE_EXCEPTIONS=None)
    with pytest.raises(ValueError, match="seen"):
        client.get("/fails")


def test_an_error_page_is_in_the_language_of_the_reader(visit):
    client = visit(SHOW_INCOMPLETE=True)
    answer = client.get("/not-a-page?lang=ar")
    assert answer.status_code == 404
    assert '<html lang="ar" dir="rtl">' in answer.text
