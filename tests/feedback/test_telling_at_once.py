"""The same thing sent a hundred times at once is one thing (T8)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.safeguarding.models import Alert
from feedback.models import Thread, ThreadAudience
from surveys.models import Answer, Response
from tests.talking import hidden

TIMES = 100
AT_ONCE = 20
COOKIE = "listen"


def count(session, model, *where) -> int:
    return session.scalar(select(func.count()).select_from(model).where(*where))


def all_at_once(app, cookie: str, path: str, data: dict) -> list[tuple[int, str]]:
    """(status, where it leads) of the same form sent TIMES times, AT_ONCE at a time."""
    line = Barrier(AT_ONCE)

    def send(_number: int) -> list[tuple[int, str]]:
        visitor = FlaskClient(app, app.response_class)
        visitor.set_cookie(COOKIE, cookie)
        line.wait()
        answers = []
        for _ in range(TIMES // AT_ONCE):
            with visitor.post(path, data=data) as answer:
                answers.append((answer.status_code, answer.location or ""))
            visitor.set_cookie(COOKIE, cookie)
        return answers

    with ThreadPoolExecutor(AT_ONCE) as senders:
        return [one for some in senders.map(send, range(AT_ONCE)) for one in some]


def begin(client) -> str:
    client.post("/tell/something_else/", data={"how": "anonymous"})
    client.post("/tell/something_else/your_words", data={"answer": "hello", "do": "next"})
    client.get("/tell/something_else/check")
    return client.get_cookie(COOKIE).value


def one_conversation(app, client, session) -> None:
    cookie = begin(client)
    page = client.get("/tell/something_else/check").text
    data = {name: hidden(page, name) for name in ("answers", "csrf_token")}
    heard = all_at_once(app, cookie, "/tell/something_else/check", data)
    assert set(heard) == {(302, "/tell/sent")}
    assert len(heard) == TIMES
    assert count(session, Response, Response.sent_on.is_not(None)) == 1
    assert count(session, Thread) == 1
    assert count(session, ThreadAudience) == 1


def one_answer(app, client, session) -> None:
    cookie = begin(client)
    page = client.get("/tell/something_else/feeling").text
    data = {"answer": "sad", "do": "next", "csrf_token": hidden(page, "csrf_token")}
    heard = all_at_once(app, cookie, "/tell/something_else/feeling", data)
    assert {status for status, _ in heard} == {302}
    assert count(session, Answer, Answer.question_key == "feeling") == 1


def one_alert(app, client, session) -> None:
    data = {"once": hidden(client.get("/tell/not_safe/").text, "once")}
    heard = all_at_once(app, "", "/tell/not_safe/now", data)
    assert set(heard) == {(302, "/tell/sent")}
    assert count(session, Response) == count(session, Thread) == count(session, Alert) == 1


@pytest.mark.parametrize("what", [one_conversation, one_answer, one_alert])
def test_a_hundred_at_once_are_one_on_sqlite(app, client, session, what):
    what(app, client, session)


@pytest.mark.postgresql
@pytest.mark.parametrize("what", [one_conversation, one_answer, one_alert])
def test_a_hundred_at_once_are_one_on_postgresql(app, client, session, what):
    what(app, client, session)
