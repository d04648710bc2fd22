"""T11: a return number cannot be guessed, and a wrong one is answered like a right one."""

import re
from statistics import median
from time import perf_counter

import pytest
from sqlalchemy import select

from app.core.clock import today
from app.demo.factories import make_council
from feedback.models import Thread
from surveys.models import Response
from surveys.return_numbers import hash_of_return_number
from tests.talking import hidden
from tests.whole_app.world import add, some_version

NUMBER = "4921730056128834"
WRONG = "4921730056128835"


@pytest.fixture
def thread(session):
    """What somebody said anonymously, and its number is NUMBER."""
    response = add(
        Response(
            form_version_id=some_version().id,
            anonymous=True,
            council_code=make_council().code,
            language="en",
            key_hash=bytes(32),
            return_hash=hash_of_return_number(NUMBER),
            started_on=today(),
            sent_on=today(),
        )
    )
    return add(Thread(response_id=response.id, opened_on=today(), due_on=today()))


def tries(client, number: str):
    return client.post("/return/", data={"number": number})


def test_the_right_number_opens_the_conversation(client, thread):
    assert tries(client, NUMBER).headers["Location"] == "/return/messages"
    assert client.get("/return/messages").status_code == 200


def test_a_wrong_number_opens_nothing_and_is_still_in_the_field(client, thread):
    answer = tries(client, WRONG)
    assert answer.status_code == 422
    assert WRONG in re.sub(r"\s", "", answer.text)
    assert client.get("/return/messages").status_code == 302


def test_wrong_numbers_are_all_answered_alike(client, thread):
    answers = [tries(client, number) for number in (WRONG, "0" * 16, "9" * 16)]
    pages = {re.sub(r'value="[^"]*"', "", answer.text) for answer in answers}
    assert len(pages) == 1


def test_a_right_number_is_slowed_after_as_many_tries_as_a_wrong_one(app, thread):
    def tries_until_slowed(number: str) -> int:
        visitor = app.test_client()
        return next(tried for tried in range(100) if tries(visitor, number).status_code == 429)

    assert tries_until_slowed(NUMBER) == tries_until_slowed(WRONG) <= 20


def test_a_slowed_number_is_tried_again_later(client, clock, thread):
    while tries(client, NUMBER).status_code != 429:
        pass
    clock.forward(hours=1)
    assert tries(client, NUMBER).status_code == 302


def test_slowing_one_number_down_does_not_slow_another_child(client, thread):
    while tries(client, WRONG).status_code != 429:
        pass
    assert tries(client, NUMBER).status_code == 302


def test_guessing_many_numbers_is_slowed_for_everybody_together(app):
    visitor = app.test_client()
    answers = (tries(visitor, f"{number:016d}").status_code for number in range(2000))
    assert 429 in answers


def test_right_and_wrong_take_the_same_time(client, clock, thread):
    def milliseconds(number: str) -> float:
        clock.forward(hours=1)
        began = perf_counter()
        tries(client, number)
        return (perf_counter() - began) * 1000

    both = [(milliseconds(NUMBER), milliseconds(WRONG)) for _ in range(25)]
    right, wrong = (median(times) for times in zip(*both, strict=True))
    # A wrong number is answered with a page and a right one with an address, so within a page.
    assert abs(right - wrong) < 25


def test_the_old_number_is_dead_after_a_change(app, client, thread, session):
    tries(client, NUMBER)
    answer = client.post("/return/messages/new-number")
    client.post("/return/messages/keep-number", data={"sealed": hidden(answer.text, "sealed")})
    shown = re.search(r"\b(\d{4})\s?(\d{4})\s?(\d{4})\s?(\d{4})\b", answer.text)
    assert tries(app.test_client(), NUMBER).status_code == 422
    assert tries(app.test_client(), "".join(shown.groups())).status_code == 302


def test_whoever_opened_it_with_the_old_number_is_put_out(app, client, thread):
    elsewhere = app.test_client()
    tries(elsewhere, NUMBER)
    tries(client, NUMBER)
    page = client.post("/return/messages/new-number").text
    client.post("/return/messages/keep-number", data={"sealed": hidden(page, "sealed")})
    assert elsewhere.get("/return/messages").status_code == 404
    assert elsewhere.post("/return/messages/say", data={"words": "hello"}).status_code == 404


def test_the_number_is_nowhere_in_the_database(app, client, thread, session, tmp_path):
    tries(client, NUMBER)
    tries(client, WRONG)
    session.commit()
    stored = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert session.scalar(select(Response.return_hash)) == hash_of_return_number(NUMBER)
    assert NUMBER.encode() not in stored and WRONG.encode() not in stored
