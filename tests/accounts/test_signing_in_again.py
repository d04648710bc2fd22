"""Signed out while they wrote: they sign in where they are, and their words are there."""

import html
import re

import html5lib
import pytest
from sqlalchemy import select

from app.accounts.routes import TRIES_A_NAME
from app.core.permissions import Role
from app.demo.factories import (
    PASSPHRASE,
    assign,
    make_council,
    make_staff,
    make_statement,
    make_young_person,
)
from feedback.models import Message
from surveys.models import Response

WORDS = "He said <maybe> & I waited.\r\nThen nothing."
SHORT = "No."


@pytest.fixture
def fox(app):
    return make_young_person(make_council(), "Fox")


@pytest.fixture
def thread(fox, session):
    thread = make_statement(fox)
    session.commit()
    return thread


def form_on(page: str, name: str) -> tuple[str, dict[str, str]]:
    """The address and the fields of the first form that has a field called `name`."""
    for form in html5lib.parse(page, namespaceHTMLElements=False).iter("form"):
        fields = {
            one.get("name"): (one.get("value") if one.tag == "input" else one.text) or ""
            for one in form.iter()
            if one.tag in ("input", "textarea") and one.get("type") != "checkbox"
        }
        if name in fields:
            return form.get("action"), fields
    raise LookupError(name)


def send_late(phone, clock, path, data):
    """Send this half an hour after the last page; the page that asks to sign in."""
    clock.forward(minutes=31)
    answer = phone.post(path, data=data)
    assert answer.status_code == 401
    return answer


def sign_in_on(phone, page: str, **typed):
    """Fill in the form on this very page, and send it with everything that is in it."""
    action, fields = form_on(page, next(iter(typed)))
    return phone.post(action, data=fields | typed)


@pytest.mark.parametrize("words", [WORDS, SHORT])
def test_a_reply_is_back_in_its_field_after_signing_in_on_the_page_that_kept_it(
    thread, fox, signed_in_as, session, clock, words
):
    phone = signed_in_as(fox.account)
    refused = send_late(phone, clock, f"/messages/{thread.id}/say", {"words": words})
    assert html.escape(words.split()[0], quote=False) in refused.text
    back = sign_in_on(phone, refused.text, name="Fox", passphrase=PASSPHRASE)
    assert back.status_code == 200
    action, fields = form_on(back.text, "words")
    assert action == f"/messages/{thread.id}/say"
    assert fields["words"] == words.replace("\r\n", "\n")
    assert re.search(r"<textarea[^>]* name=\"words\"", back.text)
    assert session.scalar(select(Message)) is None
    assert phone.post(action, data=fields).status_code == 302
    assert session.scalar(select(Message)).words == fields["words"]


def test_the_page_with_the_words_is_that_of_somebody_signed_in(thread, fox, signed_in_as, clock):
    phone = signed_in_as(fox.account)
    refused = send_late(phone, clock, f"/messages/{thread.id}/say", {"words": WORDS})
    back = sign_in_on(phone, refused.text, name="Fox", passphrase=PASSPHRASE)
    assert 'action="/sign-out"' in back.text and 'href="/me"' in back.text


def test_the_page_with_the_words_brings_a_token_that_holds(make_app, clock):
    app = make_app(WTF_CSRF_ENABLED=True)
    with app.app_context():
        make_young_person(make_council(), "Fox")
        phone = app.test_client()
        _, fields = form_on(phone.get("/tell/something_else/").text, "csrf_token")
        data = fields | {"how": "by_name", "answer": WORDS}
        refused = phone.post("/tell/something_else/your_words", data=data)
        assert refused.status_code == 401
        back = sign_in_on(phone, refused.text, name="Fox", passphrase=PASSPHRASE)
        action, fields = form_on(back.text, "answer")
        assert phone.post(action, data=fields).status_code != 400


def test_a_statement_by_name_goes_on_where_it_was(fox, signed_in_as, session, clock):
    phone = signed_in_as(fox.account)
    phone.post("/tell/something_else/", data={"how": "by_name"})
    sent = {"answer": WORDS, "do": "next", "how": "by_name"}
    refused = send_late(phone, clock, "/tell/something_else/your_words", sent)
    back = sign_in_on(phone, refused.text, name="Fox", passphrase=PASSPHRASE)
    action, fields = form_on(back.text, "answer")
    assert phone.post(action, data=fields).location.endswith("/feeling")
    assert session.scalar(select(Response)).young_person_id == fox.id


def test_a_button_pressed_too_late_is_pressed_again_by_one_button(fox, signed_in_as, clock):
    phone = signed_in_as(fox.account)
    refused = send_late(phone, clock, "/tell/something_else/", {"how": "by_name"})
    back = sign_in_on(phone, refused.text, name="Fox", passphrase=PASSPHRASE)
    assert "What you wrote" not in back.text
    action, fields = form_on(back.text, "how")
    assert phone.post(action, data=fields).location.endswith("/who_may_read")


@pytest.mark.parametrize("typed", [{"passphrase": "not mine at all"}, {"show": "yes"}])
def test_the_words_are_still_there_when_signing_in_did_not_work(
    thread, fox, signed_in_as, clock, typed
):
    phone = signed_in_as(fox.account)
    page = send_late(phone, clock, f"/messages/{thread.id}/say", {"words": WORDS}).text
    again = sign_in_on(phone, page, name="Fox", **typed).text
    back = sign_in_on(phone, again, name="Fox", passphrase=PASSPHRASE, show=None)
    assert form_on(back.text, "words")[1]["words"] == WORDS.replace("\r\n", "\n")


def test_the_words_are_still_there_after_too_many_tries(thread, fox, signed_in_as, clock):
    phone = signed_in_as(fox.account)
    page = send_late(phone, clock, f"/messages/{thread.id}/say", {"words": WORDS}).text
    for _try in range(TRIES_A_NAME + 1):
        slowed = sign_in_on(phone, page, name="Fox", passphrase="not mine at all")
    assert slowed.status_code == 429
    clock.forward(minutes=16)
    action, fields = form_on(slowed.text, "kept_at")
    back = sign_in_on(
        phone, phone.post(action, data=fields).text, name="Fox", passphrase=PASSPHRASE
    )
    assert form_on(back.text, "words")[1]["words"] == WORDS.replace("\r\n", "\n")


def test_an_adult_finds_the_door_for_staff_open_and_their_reply_kept(
    thread, fox, signed_in_as, session, clock
):
    worker = make_staff(Role.PARTICIPATION_OFFICER, email="pat@council.example")
    assign(worker, fox, "social_worker")
    desk = signed_in_as(worker)
    refused = send_late(desk, clock, f"/feedback/{thread.id}/replies", {"words": WORDS})
    assert '<details class="details" id="staff" open>' in refused.text
    back = sign_in_on(desk, refused.text, email="pat@council.example", password=PASSPHRASE)
    assert form_on(back.text, "words")[0] == f"/feedback/{thread.id}/replies"


@pytest.mark.parametrize(
    "at", ["https://example.org/", "//example.org/", "/\\example.org", "/exit"]
)
def test_nothing_is_carried_to_another_site(fox, client, at):
    data = {"name": "Fox", "passphrase": PASSPHRASE, "kept_at": at, "kept.words": WORDS}
    assert client.post("/sign-in", data=data).location == "/"


def test_no_secret_words_are_carried_along(thread, fox, signed_in_as, clock):
    phone = signed_in_as(fox.account)
    data = {"old_passphrase": "four small brown owls", "words": WORDS}
    refused = send_late(phone, clock, f"/messages/{thread.id}/say", data)
    assert "owls" not in refused.text
    back = sign_in_on(phone, refused.text, name="Fox", passphrase=PASSPHRASE)
    assert PASSPHRASE not in back.text


def test_the_button_says_what_it_does_with_what_was_kept(thread, fox, signed_in_as, clock):
    phone = signed_in_as(fox.account)
    sent = {"answer": WORDS, "do": "next", "how": "by_name"}
    refused = send_late(phone, clock, "/tell/something_else/your_words", sent)
    back = sign_in_on(phone, refused.text, name="Fox", passphrase=PASSPHRASE)
    assert "Save it and go on" in back.text and "Send it<" not in back.text
    refused = send_late(phone, clock, f"/messages/{thread.id}/say", {"words": WORDS})
    back = sign_in_on(phone, refused.text, name="Fox", passphrase=PASSPHRASE)
    assert "Send it<" in back.text
