"""Coming back with a number, and nothing else."""

import pytest

from app.core.permissions import Role
from app.demo.factories import make_council, make_staff, make_statement
from feedback import services
from feedback.models import Thread
from surveys.return_numbers import return_number_for
from surveys.services import find_response
from tests.talking import hidden, return_number_on

TOKEN = "a token of a test"


@pytest.fixture
def said(app, session) -> Thread:
    thread = make_statement(
        None, "Too many people in my house.", council=make_council(), token=TOKEN
    )
    session.commit()
    return thread


@pytest.fixture
def worker(app):
    return make_staff(Role.PARTICIPATION_OFFICER, display_name="Priya")


def open_with(client, number: str):
    return client.post("/return/", data={"number": number}, follow_redirects=True)


@pytest.mark.parametrize(
    "typed",
    [
        "{}",
        " {} ",
        "no spaces? {} no".replace("no spaces? ", "").replace(" no", "\u00a0"),
    ],
)
def test_the_number_opens_what_was_said_however_it_is_typed(said, client, typed):
    number = return_number_for(TOKEN)
    assert "Too many people in my house." in open_with(client, typed.format(number)).text


def test_digits_of_any_script_are_read(said, client):
    number = return_number_for(TOKEN).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert "Too many people in my house." in open_with(client, number).text


@pytest.mark.parametrize(("typed", "says"), [("123", "16 digits"), ("1" * 16, "find that number")])
def test_a_wrong_number_is_told_so_and_is_still_there(said, client, typed, says):
    answer = open_with(client, typed)
    assert answer.status_code == 422
    assert says in answer.text
    assert f'value="{typed}"' in answer.text


def test_the_link_tries_nothing_until_the_button_is_pressed(said, client):
    number = return_number_for(TOKEN)
    assert "Too many people" not in client.get(f"/return/{number}").text
    assert client.get("/return/messages").status_code == 302


def test_answers_and_writing_back_work_without_a_name(said, client, session, worker):
    services.reply_to(said, worker, "How many is too many?")
    number = return_number_for(TOKEN)
    assert "How many is too many?" in open_with(client, number).text
    sent = client.post("/return/messages/say", data={"words": "Nine."}, follow_redirects=True)
    assert "Nine." in sent.text
    session.refresh(said)
    message = said.messages[-1]
    assert (message.author_id, message.author_name, message.author_kind) == (
        None,
        "",
        "young_person",
    )


BROKEN_UP = ["–", ",", "/", "\u2066", " and then "]


@pytest.mark.parametrize(
    "form",
    [
        "{0}",
        "my number is {0}!",
        *(f"{{0[0]}}{sign}{{0[1]}}{sign}{{0[2]}}{{1}}" for sign in BROKEN_UP),
    ],
)
def test_a_message_with_the_number_in_it_is_refused_and_kept(said, client, form):
    number = return_number_for(TOKEN)
    open_with(client, number)
    words = form.format(number, number[3:])
    answer = client.post("/return/messages/say", data={"words": words})
    assert answer.status_code == 422
    assert words in answer.text
    assert not said.messages


def test_after_half_an_hour_unused_it_needs_the_number_again(said, client, clock):
    open_with(client, return_number_for(TOKEN))
    clock.forward(minutes=29)
    assert "Too many people" in client.get("/return/messages").text
    clock.forward(minutes=29)
    assert client.get("/return/messages").status_code == 200
    clock.forward(minutes=31)
    assert client.get("/return/messages").location == "/return/"
    assert client.get("/return/messages").location == "/return/"


@pytest.mark.parametrize("door", ["sorted-out", "quote", "new-number", "keep-number"])
def test_after_half_an_hour_nothing_is_changed_without_the_number(said, client, clock, door):
    before = (said.response.return_hash, said.sorted_out)
    open_with(client, return_number_for(TOKEN))
    clock.forward(minutes=31)
    answer = client.post(f"/return/messages/{door}", data={"sorted_out": "yes"})
    assert answer.location == "/return/"
    assert (said.response.return_hash, said.sorted_out) == before


def test_a_message_written_for_an_hour_is_taken_and_the_number_asked_for(said, client, clock):
    open_with(client, return_number_for(TOKEN))
    clock.forward(minutes=60)
    sent = client.post("/return/messages/say", data={"words": "Nine."}, follow_redirects=True)
    assert said.messages[-1].words == "Nine."
    assert "Nine." not in sent.text and "Look for your answer" in sent.text


def test_the_link_of_a_new_number_is_the_sites_own_whatever_the_browser_says(app, said, client):
    app.config["PUBLIC_URL"] = "https://listen.example"
    open_with(client, return_number_for(TOKEN))
    page = client.post("/return/messages/new-number").text
    assert "https://listen.example/return/" in page and "localhost" not in page


def test_whoever_tries_too_often_is_told_a_wait_that_is_true_of_both_limits(said, client):
    for _try in range(10):
        open_with(client, "1" * 16)
    slowed = open_with(client, "1" * 16)
    assert slowed.status_code == 429
    assert "a few minutes" in slowed.text


def test_a_new_number_kills_the_old_one_everywhere(app, said, client):
    old, elsewhere = return_number_for(TOKEN), app.test_client()
    open_with(client, old)
    open_with(elsewhere, old)
    page = client.post("/return/messages/new-number").text
    assert "Your new number" in page and "still works" in page
    client.post("/return/messages/keep-number", data={"sealed": hidden(page, "sealed")})
    assert elsewhere.get("/return/messages").status_code == 404
    assert open_with(elsewhere, old).status_code == 422
    assert "Too many people" in client.get("/return/messages").text


def test_the_new_number_opens_it_and_the_page_can_be_left_before_that(app, said, client):
    old, elsewhere = return_number_for(TOKEN), app.test_client()
    open_with(client, old)
    left = client.post("/return/messages/new-number").text
    assert "Too many people" in client.get("/return/messages").text
    assert open_with(elsewhere, old).status_code == 200, "nothing was changed yet"
    page = client.post("/return/messages/new-number").text
    client.post("/return/messages/keep-number", data={"sealed": hidden(page, "sealed")})
    assert open_with(app.test_client(), return_number_on(page)).status_code == 200
    client.post("/return/messages/keep-number", data={"sealed": hidden(left, "sealed")})
    assert open_with(app.test_client(), return_number_on(left)).status_code == 422


@pytest.mark.parametrize("sealed", ["", "1111222233334444", "AAAA", "\0"])
def test_nobody_chooses_their_own_number(said, client, sealed):
    before = said.response.return_hash
    open_with(client, return_number_for(TOKEN))
    client.post("/return/messages/keep-number", data={"sealed": sealed})
    assert said.response.return_hash == before


def test_put_away_it_needs_the_number_again(said, client):
    open_with(client, return_number_for(TOKEN))
    client.post("/return/close")
    assert client.get("/return/messages").status_code == 302


def test_a_new_number_is_no_token_of_a_browser(said, client):
    open_with(client, return_number_for(TOKEN))
    page = client.post("/return/messages/new-number").text
    client.post("/return/messages/keep-number", data={"sealed": hidden(page, "sealed")})
    assert find_response(return_number_on(page)) is None
    assert find_response(TOKEN) is None
