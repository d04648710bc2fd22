"""Sending a statement costs at most three times what the least app needs to put down one row.

Both are served by the same server with the same number of workers and flush every commit; they are
measured in turns, and the medians compared, so that a slow minute slows both.
"""

import sys
from statistics import median

import pytest
from flask import Flask

from app.core.jobs import run_worker
from app.factory import create_app
from tests.load.senders import Line, a_second
from tests.load.statements import FORM, QUESTION, WORDS, how_many_were_sent, ready_statements
from tests.servers import KEY, Server

BUDGET = 1 / 3
"""Held by the long form, on a machine that does nothing else."""
GUARD = 1 / 10
"""Held by the ordinary run, beside other tests: it notices when sending becomes far dearer."""


def app_of(server: Server) -> Flask:
    return create_app({**server.settings, "DATA_KEYS": {"tests": KEY}})


def start_at_rest(server: Server) -> Server:
    """Start it when its worker has made its first rounds: what a demo leaves to be counted, and the
    nightly lesson, would be measured along.
    """
    app = app_of(server)
    run_worker(app, once=True)
    app.extensions["engine"].dispose()
    return server.start()


@pytest.fixture
def server(tmp_path, demo):
    server = start_at_rest(Server(tmp_path, demo))
    yield server
    server.stop()


@pytest.fixture
def served_app(server):
    app = app_of(server)
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def floor(tmp_path):
    floor = Server(tmp_path)
    floor.start(sys.executable, "-m", "tests.load.floor", str(tmp_path / "floor.sqlite3"))
    yield floor
    floor.stop()


def put_down(line: Line, _item) -> None:
    assert line.post("/", {"words": WORDS})[0] == 200


def answer(line: Line, item) -> None:
    status, onwards = line.post(f"/tell/{FORM}/{QUESTION}", item.answering, item.cookie)
    assert status == 302 and onwards.startswith(f"/tell/{FORM}/")


def send(line: Line, item) -> None:
    assert line.post(f"/tell/{FORM}/check", item.sending, item.cookie) == (302, "/tell/sent")


def measure(
    app, server, floor, turns: int, each: int, ready=ready_statements, answer=answer, send=send
) -> dict[str, float]:
    """The medians, a second: rows the floor puts down, words kept (stored, encrypted), statements
    sent (scanned, addressed to people), and both together.
    """
    floored, kept, sent, whole = [], [], [], []
    for _ in range(turns):
        statements = ready(app, each)
        floored.append(a_second(put_down, range(each), floor.address))
        kept.append(a_second(answer, statements, server.address))
        sent.append(a_second(send, statements, server.address))
        whole.append(1 / (1 / kept[-1] + 1 / sent[-1]))
    return {
        "floor": median(floored),
        "keep": median(kept),
        "send": median(sent),
        "both": median(whole),
    }


def tell_of(rates: dict[str, float]) -> str:
    floor = rates["floor"]
    ratios = [f"{name} {rates[name]:.0f}/s = {rates[name] / floor:.2f}" for name in rates]
    return "against the floor app: " + ", ".join(ratios)


def check(served_app, server, floor, figure, *, turns: int, each: int, least: float) -> None:
    before = how_many_were_sent(served_app)
    rates = measure(served_app, server, floor, turns, each)
    figure(tell_of(rates))
    assert how_many_were_sent(served_app) - before == turns * each
    assert rates["keep"] / rates["floor"] >= least
    assert rates["send"] / rates["floor"] >= least


def test_sending_a_statement_has_not_become_far_dearer(served_app, server, floor, figure):
    check(served_app, server, floor, figure, turns=3, each=60, least=GUARD)


@pytest.mark.long
def test_sending_a_statement_keeps_to_its_budget_for_long(served_app, server, floor, figure):
    check(served_app, server, floor, figure, turns=15, each=600, least=BUDGET)
