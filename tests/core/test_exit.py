"""Leaving quickly: nothing left on the screen, behind Back, after a reload or signed in."""

from pathlib import Path

import pytest

from app.core.exit import A_SHORT_WHILE
from app.demo.factories import make_young_account


def test_leaving_goes_to_the_weather(client):
    answer = client.get("/exit")
    assert answer.status_code == 303
    assert answer.location == "https://www.bbc.co.uk/weather"
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert answer.headers["Cache-Control"] == "no-store"


def test_where_it_goes_is_a_setting(visit):
    answer = visit(EXIT_URL="https://example.org/").post("/exit")
    assert answer.location == "https://example.org/"


def test_leaving_needs_no_token_from_a_page_that_is_long_open(visit):
    client = visit(WTF_CSRF_ENABLED=True)
    assert client.post("/exit").status_code == 303


@pytest.mark.parametrize("path", ["/", "/help", "/tell/", "/return/", "/not-a-page", "/?lang=ar"])
def test_while_someone_is_away_every_page_is_closed(client, path):
    open_page = client.get(path)
    client.get("/exit")
    closed = client.get(path)
    assert closed.status_code == 200
    assert closed.headers["Cache-Control"] == "no-store"
    assert "/exit/open" in closed.text
    assert "Listen to Us" not in closed.text
    assert "/exit/open" not in open_page.text


def test_the_closed_page_says_nothing_in_the_history(client):
    client.get("/exit")
    assert "<title>Closed</title>" in client.get("/tell/").text


def test_what_looks_stay_up_so_that_the_closed_page_is_not_broken(app, client):
    client.get("/exit")
    assert client.get(f"/assets/{app.extensions['assets']['young.css'].name}").status_code == 200


def test_one_link_opens_the_pages_again(client):
    client.get("/exit")
    assert client.get("/exit/open").location == "/"
    assert "/exit/open" not in client.get("/").text


def test_leaving_signs_out_here_and_on_our_side(signed_in_as):
    phone = signed_in_as(make_young_account("Sami"))
    kept_cookie = phone.get_cookie("listen").value
    assert phone.get("/messages/").status_code == 200
    phone.get("/exit")
    phone.get("/exit/open")
    assert phone.get("/messages/").status_code == 302
    phone.set_cookie("listen", kept_cookie)
    assert phone.get("/messages/").status_code == 302


def test_coming_back_does_not_sign_in_whoever_left_with_no_signal(signed_in_as):
    phone = signed_in_as(make_young_account("Sami"))
    # The script wrote the cookie, but its message to us was lost on the way.
    phone.set_cookie("away", "1")
    phone.get("/exit/open")
    assert phone.get("/messages/").status_code == 302


def test_words_sent_while_away_still_arrive(client):
    client.get("/exit")
    assert "/exit/open" not in client.post("/return/", data={}).text


def test_every_young_page_has_the_way_out_and_may_not_be_kept(client):
    for path in ("/", "/help", "/tell/", "/return/", "/sign-in"):
        answer = client.get(path)
        assert "data-exit" in answer.text, path
        assert answer.headers["Cache-Control"] == "no-store", path


def test_the_script_and_the_server_stay_away_equally_long():
    script = (Path(__file__).resolve().parents[2] / "static" / "js" / "exit.js").read_text()
    assert f"const SHORT_WHILE = {A_SHORT_WHILE};" in script


def test_the_closed_page_and_the_way_back_are_in_the_language_they_read(client):
    client.get("/exit?lang=ar")
    assert 'lang="ar"' in client.get("/tell/").text
    assert client.get("/exit/open").location == "/?lang=ar"
