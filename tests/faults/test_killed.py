"""T3: the server is killed in the middle of it; nothing it acknowledged is lost or doubled."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import count
from threading import Event

import pytest
from sqlalchemy import select

from app.core.db import session
from app.factory import create_app
from feedback.models import Thread
from surveys.models import Answer, Response
from tests.callers import Caller
from tests.servers import KEY, Server
from tests.talking import tell

SENDERS = 4
ENOUGH = 20
FORM = "something_else"


@dataclass
class Sender:
    """A child whose phone sends one thing after another, and again what was not acknowledged."""

    name: int
    acknowledged: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)

    def send_until_cut_off(self, address: str, enough: Event) -> None:
        for number in count():
            words = f"sender {self.name} message {len(self.acknowledged)} {number}"
            try:
                with Caller(address) as caller:
                    caller.get("/tell/" + FORM + "/")
                    sent = tell(caller, FORM, {"your_words": words})
            except (OSError, HTTPException, LookupError):
                self.unsure.append(words)
                return
            if sent.status_code == 302:
                self.acknowledged.append(words)
            if len(self.acknowledged) >= ENOUGH:
                enough.set()


@pytest.fixture
def server(tmp_path, demo):
    server = Server(tmp_path, demo)
    yield server.start()
    server.stop()


def sent_words(server: Server) -> Counter[str]:
    """How often each message is in the database, as one that was sent and has its conversation."""
    settings = {**server.settings, "DATA_KEYS": {"tests": KEY}}
    app = create_app(settings)
    with app.app_context():
        rows = select(Answer).join(Response).join(Thread).where(Answer.question_key == "your_words")
        words = [answer.words for answer in session.scalars(rows).unique()]
    app.extensions["engine"].dispose()
    return Counter(one for one in words if one.startswith("sender "))


def kill_while_sending(server: Server, senders: list[Sender]) -> None:
    enough = Event()
    with ThreadPoolExecutor(SENDERS) as phones:
        for sender in senders:
            phones.submit(sender.send_until_cut_off, server.address, enough)
        enough.wait(60)
        server.kill()


def check(server: Server, senders: list[Sender]) -> None:
    stored = sent_words(server)
    acknowledged = [words for sender in senders for words in sender.acknowledged]
    assert len(acknowledged) >= ENOUGH
    assert [words for words in acknowledged if stored[words] != 1] == []
    unsure = [words for sender in senders for words in sender.unsure]
    assert [words for words in unsure if stored[words] > 1] == []
    assert set(stored) <= {*acknowledged, *unsure}


def test_what_was_acknowledged_is_there_once_after_kill_9(server):
    senders = [Sender(name) for name in range(SENDERS)]
    kill_while_sending(server, senders)
    server.start()
    check(server, senders)


@pytest.mark.long
def test_what_was_acknowledged_is_there_once_after_ten_times_kill_9(server):
    senders = [Sender(name) for name in range(SENDERS)]
    for _ in range(10):
        for sender in senders:
            sender.name += 100
        kill_while_sending(server, senders)
        server.start()
        check(server, senders)
