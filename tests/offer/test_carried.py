"""What was typed under the offer: Back and reload show what came of it, and nobody else can."""

import base64
import json
import re

import pytest

from app.core.crypto import seal
from app.demo.factories import make_council, make_young_person
from app.offer.carried import A_SHORT_WHILE, COOKIE, FOLDER
from tests.offer.lines import make_shown_line
from tests.offer.test_public import titles


@pytest.fixture
def lines(approver):
    make_shown_line(approver, slug="bus", title="A free bus")
    make_shown_line(approver, slug="gym", title="The gym")


def sent(client, words: str) -> str:
    """The address of what was found."""
    return client.post("/offer/", data={"q": words}).location


def kept(client):
    return client.get_cookie(COOKIE, path=FOLDER)


def gone(page: str) -> bool:
    return "Write them again" in page and len(titles(page)) == 2


def test_back_shows_each_search_as_it_was(client, lines):
    first, second = sent(client, "bus"), sent(client, "gym")
    assert titles(client.get(second).text) == ["gym"]
    assert titles(client.get(first).text) == ["bus"]
    assert titles(client.get(first).text) == ["bus"]


def test_the_browser_is_shown_nothing_that_can_be_read_and_no_script_sees_it(client, lines):
    sent(client, "bus pass")
    cookie = kept(client)
    assert cookie.http_only and cookie.same_site == "Lax" and cookie.max_age == A_SHORT_WHILE
    assert b"bus" not in base64.urlsafe_b64decode(cookie.value)


def test_leaving_quickly_takes_the_words_away(client, lines):
    address = sent(client, "bus")
    client.post("/exit")
    assert kept(client) is None
    client.get("/exit/open")
    assert gone(client.get(address).text)


def test_words_are_carried_for_a_short_while(client, lines, clock):
    address = sent(client, "bus")
    clock.forward(minutes=A_SHORT_WHILE / 60 - 1)
    assert titles(client.get(address).text) == ["bus"]
    clock.forward(minutes=1)
    assert gone(client.get(address).text)


def test_whoever_uses_the_browser_next_does_not_see_them(client, signed_in_as, lines):
    phone = signed_in_as(make_young_person(make_council(), "Robin").account)
    address = sent(phone, "bus")
    assert titles(phone.get(address).text) == ["bus"]
    cookie = kept(phone)
    client.set_cookie(COOKIE, cookie.value, path=FOLDER)
    assert titles(client.get(address + "&council=").text) == ["bus", "gym"]


def test_a_browser_that_carries_nothing_is_answered_at_the_second_try(client, lines):
    client.delete_cookie(COOKIE, path=FOLDER)
    page = client.get("/offer/?search=0123abcd").text
    assert gone(page) and 'name="here" value="yes"' in page
    answer = client.post("/offer/", data={"q": "bus", "here": "yes"})
    assert answer.status_code == 200 and titles(answer.text) == ["bus"]
    assert "Set-Cookie" not in answer.headers


def test_the_oldest_searches_make_room_and_the_cookie_stays_small(client, lines):
    first = sent(client, "bus")
    longest = [sent(client, "ድ" * 1000) for _ in range(4)]
    assert len(kept(client).value) < 3_500
    assert gone(client.get(first).text)
    assert "Write them again" not in client.get(longest[-1]).text


@pytest.mark.parametrize("value", ["", "x", "AQ==", "ü", "A" * 4000, "AQFhAAAA"])
def test_a_cookie_that_was_tampered_with_is_as_good_as_none(client, lines, value):
    address = sent(client, "bus")
    client.set_cookie(COOKIE, value, path=FOLDER)
    assert gone(client.get(address).text)
    assert titles(client.get(sent(client, "gym")).text) == ["gym"]


def test_a_cookie_sealed_for_something_else_is_not_read(app, client, lines):
    words = json.dumps([["search", "0123abcd", 0, 2**40, "bus"]])
    client.set_cookie(COOKIE, base64.urlsafe_b64encode(seal(words, "a:b:1")).decode(), path=FOLDER)
    assert gone(client.get("/offer/?search=0123abcd").text)


def test_answers_are_no_words_that_were_looked_for(client, lines):
    answers = client.post("/offer/what-can-i-get", data={"age": "19"}).location
    number = re.search("answers=([0-9a-f]+)", answers)[1]
    assert 'value="19"' in client.get(answers).text
    assert gone(client.get(f"/offer/?search={number}").text)
