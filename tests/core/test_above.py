"""Whoever opens an address at which things can only be sent is led to the page above it."""

import pytest

from app.core.security import public

PAGES = ("/owls/", "/owls/<name>")
ONLY_SENT = ("/owls/<name>/feathers/count", "/owls/trees/<name>", "/wrens")


@pytest.fixture
def client(visit):
    def add(app):
        for rule in PAGES:
            app.add_url_rule(rule, rule, public(lambda name="": "Here."))
        for rule in ONLY_SENT:
            app.add_url_rule(rule, rule, public(lambda name="": "Sent."), methods=["POST"])

    return visit(add)


@pytest.mark.parametrize(
    ("asked", "above"),
    [
        ("/owls/barn/feathers/count", "/owls/barn"),
        ("/owls/x%5Cy%3Fz/feathers/count", "/owls/x%5Cy%3Fz"),
        ("/owls/trees/oak", "/owls/trees"),
        ("/owls", "/owls/"),
    ],
)
def test_it_is_the_nearest_page_and_at_once(client, asked, above):
    assert client.get(asked).headers["Location"].removeprefix("http://localhost") == above
    assert client.get(above).status_code == 200


def test_without_a_page_above_it_says_that_this_way_is_not_open(client):
    assert client.get("/wrens").status_code == 405


def test_asking_for_the_head_of_it_is_led_up_too(client):
    assert client.head("/owls/barn/feathers/count").status_code == 302


def test_the_language_chosen_there_stays_chosen(client):
    answer = client.get("/owls/barn/feathers/count?lang=ar", follow_redirects=True)
    assert answer.status_code == 200
    with client.session_transaction() as cookie:
        assert cookie["language"] == "ar"


def test_other_ways_are_still_not_open(client):
    assert client.delete("/owls/barn/feathers/count").status_code == 405
