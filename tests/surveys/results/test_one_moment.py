"""Figures are of one moment, whatever comes in while they are counted."""

import pytest
from sqlalchemy import event

from app.core.db import only_reads_at_first, session
from surveys.results.figures import figures
from tests.surveys.results.conftest import answer_many


def somebody_sends_between_two_queries(app, world):
    """What is shown of a survey that somebody answers after its answers have been counted, and
    before it is counted how many came from each group.
    """
    session.commit()
    only_reads_at_first()
    waiting, engine = [True], app.extensions["reading_engine"]

    def send(_connection, _cursor, statement, *_rest):
        if waiting and "count(*)" in statement and "GROUP BY" not in statement:
            waiting.clear()
            with app.app_context():
                answer_many(world.survey, number=7)
                session.commit()

    event.listen(engine, "after_cursor_execute", send)
    try:
        shown = figures(world.survey, "west", "ages")
    finally:
        event.remove(engine, "after_cursor_execute", send)
    assert not waiting
    return [shown.cell(f"responses/{one}") for one in ("all", "ages=11_17", "ages=care_leavers")]


def test_what_comes_in_while_answers_are_counted_is_left_to_the_next_time(app, world):
    assert somebody_sends_between_two_queries(app, world) == [40, 20, 20]


@pytest.mark.postgresql
def test_what_comes_in_meanwhile_is_left_to_the_next_time_on_postgresql(app, world):
    assert somebody_sends_between_two_queries(app, world) == [40, 20, 20]
