"""A survey of fifty questions: its answers are taken quickly, and twenty thousand are no burden.

Sending is measured against the floor, as a statement is; the results where they are made, first
with the counting and the gate, and then as they are kept.
"""

from time import perf_counter

import pytest

from app.accounts.models import Council
from app.core.db import session
from app.core.permissions import Role
from app.demo.factories import make_council, make_open_survey, make_staff
from tests.load.senders import Line
from tests.load.surveyed import (
    QUESTION,
    answered_survey,
    how_many_were_sent,
    many_questions,
    ready_answers,
)
from tests.load.test_throughput import (
    BUDGET,
    GUARD,
    floor,
    measure,
    served_app,
    start_at_rest,
    tell_of,
)
from tests.servers import Server

__all__ = ["floor", "served_app"]

AFTERWARDS = 1.0
"""Seconds for the results page, after the first time."""


@pytest.fixture
def server(tmp_path, demo):
    """One to which what is measured here is no flood: what is held back is written twice."""
    server = start_at_rest(Server(tmp_path, demo, SURVEY_FLOOD="1000000"))
    yield server
    server.stop()


@pytest.fixture
def link(served_app):
    """The link of a survey in the served demo."""
    with served_app.app_context():
        council = session.get(Council, "west") or make_council()
        survey = make_open_survey(council, questions=many_questions())
        session.commit()
        return survey.councils[0].link_code


def check(served_app, server, floor, figure, link, *, turns: int, each: int, least: float):
    def answer(line: Line, item) -> None:
        at = f"/surveys/{link}/11_17"
        status, onwards = line.post(f"{at}/{QUESTION}", item.answering, item.cookie)
        assert (status, onwards) == (302, f"{at}/check")

    def send(line: Line, item) -> None:
        at = f"/surveys/{link}/11_17"
        assert line.post(f"{at}/check", item.sending, item.cookie) == (302, f"{at}/sent")

    rates = measure(
        served_app,
        server,
        floor,
        turns,
        each,
        ready=lambda app, number: ready_answers(app, link, number),
        answer=answer,
        send=send,
    )
    figure("a survey " + tell_of(rates))
    assert how_many_were_sent(served_app, link) == turns * each
    assert rates["send"] / rates["floor"] >= least


def test_answering_a_survey_has_not_become_far_dearer(served_app, server, floor, figure, link):
    check(served_app, server, floor, figure, link, turns=3, each=60, least=GUARD)


@pytest.mark.long
def test_answering_a_survey_keeps_to_its_budget_for_long(served_app, server, floor, figure, link):
    check(served_app, server, floor, figure, link, turns=9, each=360, least=BUDGET)


def timed(visitor, path: str) -> float:
    began = perf_counter()
    assert visitor.get(path).status_code == 200
    return perf_counter() - began


def look(app, survey, signed_in_as, figure) -> float:
    """The slowest page of results, when each has been looked at before and the worker was there."""
    officer = signed_in_as(make_staff(Role.PARTICIPATION_OFFICER))
    pages = [f"/surveys/results/{survey.id}/?by={cut}" for cut in ("all", "about_home")]
    began = perf_counter()
    for page in pages:
        timed(officer, page)
        app.test_cli_runner().invoke(args=["worker", "--once"])
    first = perf_counter() - began
    assert all("being counted" not in officer.get(page).text for page in pages)
    again = [min(timed(officer, page) for _time in range(3)) for page in pages]
    told = " and ".join(f"{one:.2f} s" for one in again)
    figure(f"results of a survey, all and by home: {told}; to count them {first:.1f} s")
    return max(again)


def test_results_of_a_thousand_answers_are_quick_after_the_first_time(
    app, session, signed_in_as, figure
):
    assert look(app, answered_survey(make_council(), 1000, 10), signed_in_as, figure) < AFTERWARDS


@pytest.mark.long
def test_results_of_twenty_thousand_answers_are_quick_after_the_first_time(
    app, session, signed_in_as, figure
):
    assert look(app, answered_survey(make_council(), 20_000), signed_in_as, figure) < AFTERWARDS
